"""What all pages have in common on which somebody may not want to be seen."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from http import HTTPStatus

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ValidationError
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache

from meetings.views import links

View = Callable[..., HttpResponse]


def private(view: View) -> View:
    """Opens without an account; kept by no cache, no search engine and no log."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        return unlogged(links.private(view(request, *args, **kwargs)))

    return login_not_required(never_cache(guarded))


def unlogged(response: HttpResponse) -> HttpResponse:
    """Django logs the address of each refusal, and here the address is the secret."""
    response._has_been_logged = True  # type: ignore[attr-defined]  # noqa: SLF001 -- Django's mark
    return response


def status_of(form: BaseForm) -> HTTPStatus:
    return HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK


def status_of_refusal(refusal: ValidationError) -> HTTPStatus:
    is_conflict = getattr(refusal, "code", "") == "conflict"
    return HTTPStatus.CONFLICT if is_conflict else HTTPStatus.UNPROCESSABLE_ENTITY
