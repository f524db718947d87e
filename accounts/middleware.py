"""What every request of a signed-in user carries: language, time zone, second factor."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from rest_framework.views import APIView

GetResponse = Callable[[HttpRequest], HttpResponse]

# What somebody needs who still has to set up a second factor; allauth's `mfa_…` besides.
OPEN_WITHOUT_SECOND_FACTOR = {
    "account_logout",
    "account_reauthenticate",
    "account_reset_password_from_key",
    "set_language",
}


class PreferenceMiddleware:
    """Shows pages in the signed-in user's language and time zone."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        user = request.user
        if not user.is_authenticated:
            return self.get_response(request)
        with translation.override(user.language), timezone.override(user.zone):
            request.LANGUAGE_CODE = translation.get_language()
            response = self.get_response(request)
            response.headers.setdefault("Content-Language", request.LANGUAGE_CODE)
            return response


class SecondFactorMiddleware:
    """Sends coordinators and administrators without a second factor to set one up."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self,
        request: HttpRequest,
        view: Callable[..., HttpResponse],
        args: tuple[Any, ...],  # noqa: ARG002 -- Django's signature
        kwargs: dict[str, Any],  # noqa: ARG002 -- Django's signature
    ) -> HttpResponse | None:
        if not request.user.is_authenticated or not request.user.lacks_second_factor:
            return None
        name = request.resolver_match.view_name if request.resolver_match else ""
        if name in OPEN_WITHOUT_SECOND_FACTOR or name.startswith("mfa_"):
            return None
        if issubclass(getattr(view, "cls", type), APIView):
            sentence = _("Set up a second step at sign-in first: open Liaison in the browser.")
            return JsonResponse({"detail": sentence}, status=403)
        return redirect("mfa_index")
