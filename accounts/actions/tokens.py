"""Tokens with which programs call the API."""

from __future__ import annotations

import secrets

from django.db import transaction

from accounts.models import ApiToken, User, token_digest

PREFIX = "liaison_"  # So that scanners for leaked secrets can know one.


@transaction.atomic
def create_token(*, by: User, name: str) -> tuple[ApiToken, str]:
    """Returns the token itself too: it is shown once and kept nowhere."""
    secret = PREFIX + secrets.token_urlsafe(32)
    token = ApiToken.objects.create(user=by, name=name.strip(), digest=token_digest(secret))
    return token, secret


@transaction.atomic
def revoke_token(*, token: ApiToken) -> None:
    token.delete()
