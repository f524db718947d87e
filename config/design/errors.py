"""Pages for refusals that Django answers with nothing to read."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.core.exceptions import BadRequest, RequestDataTooBig
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import render

TOO_LARGE = 413
GetResponse = Callable[[HttpRequest], HttpResponse]


class NotAllowedMiddleware:
    """A bookmarked button: an address that takes only POST says so instead of staying blank."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if isinstance(response, HttpResponseNotAllowed) and request.method == "GET":
            page = render(request, "405.html", status=405)
            page["Allow"] = response["Allow"]
            return page
        return response


class NulMiddleware:
    """No question or session of ours holds a NUL, and PostgreSQL cannot be asked about one.

    What stands in the path is judged by its pattern; what is typed into a form, by the form.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        session_key = request.COOKIES.get(settings.SESSION_COOKIE_NAME, "")
        if "\0" in session_key or "%00" in request.META["QUERY_STRING"]:
            raise BadRequest("NUL")
        return self.get_response(request)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """What Django refuses before a form sees it; too much text is told from the rest."""
    if isinstance(exception, RequestDataTooBig):
        return render(request, "413.html", status=TOO_LARGE)
    return render(request, "400.html", status=400)
