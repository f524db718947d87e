"""What signing up means for the directory: a leader claims the account they were invited to."""

from __future__ import annotations

from accounts import adapter
from accounts.models import User
from leaders.actions import claims


class AccountAdapter(adapter.AccountAdapter):
    """The one in use (`ACCOUNT_ADAPTER`): accounts know nothing of leaders."""

    def after_sign_up(self, user: User) -> None:
        claims.claim(user=user)

    def after_address_change(self, user: User, old: str) -> None:
        claims.follow_address(user=user, old=old)
