"""How a program that calls the API proves whose it is."""

from __future__ import annotations

from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from rest_framework import exceptions
from rest_framework.authentication import TokenAuthentication

from accounts.models import ApiToken, User, token_digest


class ApiTokenAuthentication(TokenAuthentication):
    """`Authorization: Token …`, made on the page of API tokens."""

    def authenticate_credentials(self, key: str) -> tuple[User, ApiToken]:
        token = ApiToken.objects.filter(digest=token_digest(key)).select_related("user").first()
        if token is None or not token.user.is_active:
            raise exceptions.AuthenticationFailed(_("This token is not valid."))
        if token.user.lacks_second_factor:
            raise exceptions.PermissionDenied(
                _("Your account needs a second step at sign-in. Set it up in the browser first.")
            )
        _note_use(token)
        return token.user, token


def _note_use(token: ApiToken) -> None:
    """By the day: one write, not one for every request."""
    today = timezone.now().date()
    if token.last_used_on != today:
        ApiToken.objects.filter(pk=token.pk).update(last_used_on=today)
