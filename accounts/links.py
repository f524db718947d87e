"""Addresses that go into mail: absolute, and secret where they let somebody in."""

from __future__ import annotations

from dataclasses import astuple, dataclass

from django.conf import settings
from django.contrib.auth.tokens import PasswordResetTokenGenerator
from django.core import signing
from django.urls import reverse
from django.utils.http import int_to_base36

from accounts.models import SignUpInvitation, User, token_digest

ADDRESS_CHANGE_SALT = "accounts.address-change"
ADDRESS_CHANGE_SECONDS = 3 * 24 * 60 * 60


@dataclass(frozen=True)
class AddressChange:
    """Who wants which new address; worthless once the old one is no longer theirs.

    It goes to the new address, which may be mistyped: it tells neither name nor old address.
    """

    user_id: int
    old_digest: str
    new: str

    @classmethod
    def of(cls, user: User, new: str) -> AddressChange:
        return cls(user_id=user.pk, old_digest=token_digest(user.email)[:16], new=new)


def absolute(path: str) -> str:
    return f"{settings.SITE_URL}{path}"


def sign_up(invitation: SignUpInvitation) -> str:
    return absolute(reverse("accounts:sign-up", args=[invitation.token]))


def sign_in() -> str:
    return absolute(reverse("account_login"))


def set_password(user: User) -> str:
    """Works once, within `PASSWORD_RESET_TIMEOUT`, until the next sign-in or new password."""
    return password_reset(int_to_base36(user.pk), PasswordResetTokenGenerator().make_token(user))


def password_reset(uid: str, key: str) -> str:
    return absolute(reverse("account_reset_password_from_key", args=[uid, key]))


def confirm_address(user: User, address: str) -> str:
    change = astuple(AddressChange.of(user, address))
    token = signing.dumps(change, salt=ADDRESS_CHANGE_SALT, compress=True)
    return absolute(reverse("accounts:email-confirm", args=[token]))


def read_address_change(token: str) -> AddressChange | None:
    try:
        parts = signing.loads(token, salt=ADDRESS_CHANGE_SALT, max_age=ADDRESS_CHANGE_SECONDS)
    except signing.BadSignature:
        return None
    return AddressChange(*parts)
