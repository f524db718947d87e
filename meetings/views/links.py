"""What all pages that open by a link without an account have in common."""

from __future__ import annotations

import re
from contextlib import AbstractContextManager, nullcontext
from http import HTTPStatus

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation

TOKEN = re.compile(r"[\w-]{20,64}", re.ASCII)
GUESSES = 60
GUESS_SECONDS = 600


def language(request: HttpRequest, code: str) -> AbstractContextManager[None]:
    """The leader's language, unless somebody signed in or used the language switch."""
    if request.user.is_authenticated or settings.LANGUAGE_COOKIE_NAME in request.COOKIES:
        return nullcontext()
    return translation.override(code)


def unknown(request: HttpRequest, template: str) -> HttpResponse:
    """Nobody guesses a token of 256 bits; who tries a lot is told to stop."""
    key = f"link-guesses:{request.META.get('REMOTE_ADDR', '')}"
    cache.add(key, 0, GUESS_SECONDS)
    guesses = _count(key)
    status = HTTPStatus.TOO_MANY_REQUESTS if guesses > GUESSES else HTTPStatus.NOT_FOUND
    return private(render(request, template, status=status))


def private(response: HttpResponse) -> HttpResponse:
    """Not for search engines, and (by the referrer) not for other sites."""
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    response.headers["Referrer-Policy"] = "same-origin"
    return response


def _count(key: str) -> int:
    try:
        return cache.incr(key)
    except ValueError:  # It has just expired.
        return 1
