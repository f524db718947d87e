"""Why something about messages was refused, in sentences for people."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


class NotSendable(ValidationError):
    """This message is not one that can be sent a second time."""

    def __init__(self, message: StrOrPromise) -> None:
        super().__init__(message, code="conflict")
