"""The language switch beside a form that somebody fills in: what was typed comes along.

Its buttons belong to that form (`typed_form` in the context of the page), so that no program has to
run in the page. Nothing is checked and nothing is done; the form is shown again in the other
language.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation

from accounts.actions import users

SWITCH = "page_language"


def language_asked_for(request: HttpRequest) -> str:
    """One of ours, if the switch was what was pressed."""
    code = request.POST.get(SWITCH, "")
    return code if code in dict(settings.LANGUAGES) else ""


def typed(request: HttpRequest) -> dict[str, Any]:
    """As initial values of the form."""
    return request.POST.dict()


def shown_in(code: str, request: HttpRequest, show: Callable[[], HttpResponse]) -> HttpResponse:
    """The page in that language, which is remembered as by the switch of other pages."""
    if request.user.is_authenticated:
        users.change_language(user=request.user, language=code)
    with translation.override(code):
        response = show()
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        code,
        max_age=settings.LANGUAGE_COOKIE_AGE,
        path=settings.LANGUAGE_COOKIE_PATH,
        domain=settings.LANGUAGE_COOKIE_DOMAIN,
        secure=settings.LANGUAGE_COOKIE_SECURE,
        httponly=settings.LANGUAGE_COOKIE_HTTPONLY,
        samesite=settings.LANGUAGE_COOKIE_SAMESITE,
    )
    response.headers["Content-Language"] = code
    return response
