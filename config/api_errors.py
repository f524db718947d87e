"""Domain refusals become clear API answers, never a 500."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from rest_framework import exceptions, status
from rest_framework.response import Response
from rest_framework.views import exception_handler


class Conflict(exceptions.APIException):
    """The request is well formed, but what it asks does not fit the state things are in."""

    status_code = status.HTTP_409_CONFLICT
    default_code = "conflict"


def handle(error: Exception, context: dict[str, Any]) -> Response | None:
    """Answer a domain refusal with 400, or 409 when it carries the code "conflict"."""
    if isinstance(error, ValidationError):
        if getattr(error, "code", None) == "conflict":
            error = Conflict(" ".join(error.messages))
        elif hasattr(error, "error_dict"):
            error = exceptions.ValidationError(error.message_dict)
        else:
            error = exceptions.ValidationError({"detail": " ".join(error.messages)})
    return exception_handler(error, context)
