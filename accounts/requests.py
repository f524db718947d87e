"""What a view behind the sign-in may rely on."""

from __future__ import annotations

from django.http import HttpRequest

from accounts.models import User


class SignedInRequest(HttpRequest):
    """Type of the request of every view that is not `login_not_required`."""

    user: User
