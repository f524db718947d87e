"""How a session finds its user."""

from __future__ import annotations

from allauth.account.auth_backends import AuthenticationBackend

from accounts.models import User


class SignInBackend(AuthenticationBackend):
    """Signs in by e-mail; reads the user together with whether they have a second factor."""

    def get_user(self, user_id: int) -> User | None:
        user = User.objects.with_second_factor().filter(pk=user_id).first()
        return user if user and self.user_can_authenticate(user) else None
