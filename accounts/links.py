"""Addresses that go into mail: absolute, and secret where they let somebody in."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings
from django.contrib.auth.tokens import PasswordResetTokenGenerator
from django.core import signing
from django.urls import reverse
from django.utils.http import int_to_base36

from accounts.models import SignUpInvitation, User

ADDRESS_CHANGE_SALT = "accounts.address-change"
ADDRESS_CHANGE_SECONDS = 3 * 24 * 60 * 60


@dataclass(frozen=True)
class AddressChange:
    """Who wants which new address; worthless once the old one is no longer theirs."""

    user_id: int
    old: str
    new: str


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
    token = signing.dumps([user.pk, user.email, address], salt=ADDRESS_CHANGE_SALT, compress=True)
    return absolute(reverse("accounts:email-confirm", args=[token]))


def read_address_change(token: str) -> AddressChange | None:
    try:
        user_id, old, new = signing.loads(
            token, salt=ADDRESS_CHANGE_SALT, max_age=ADDRESS_CHANGE_SECONDS
        )
    except (signing.BadSignature, ValueError):
        return None
    return AddressChange(user_id=user_id, old=old, new=new)
