"""Every message about accounts. Kinds start with "accounts.": their text is nobody else's."""

from __future__ import annotations

import secrets
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts import links
from accounts.models import SignUpInvitation, User, token_digest
from outbox import rendering
from outbox.actions import queue, withdraw
from outbox.models import Message

FOLDER = "accounts/emails"


def sign_up_invitation(invitation: SignUpInvitation) -> Message:
    """A link that works until it is used, withdrawn or sent again."""
    return _queue(
        "sign_up_invitation",
        {
            "invitation": invitation,
            "url": links.sign_up(invitation),
            "reason": _("Somebody at the police department invited you to Liaison."),
        },
        invitation.language,
        key=f"accounts:sign-up-invitation:{invitation.pk}:{token_digest(invitation.token)[:16]}",
        address=invitation.email,
        about=about(invitation),
        expires_at=invitation.expires_at,
    )


def take_back_invitation(invitation: SignUpInvitation, reason: str) -> None:
    withdraw(about=about(invitation), reason=reason)


def about(invitation: SignUpInvitation) -> str:
    return f"sign_up_invitation:{invitation.pk}"


def password_reset(user: User, address: str, url: str) -> Message:
    return _queue(
        "password_reset",
        {
            "user": user,
            "url": url,
            "reason": _("Somebody asked to set a new password for this address."),
        },
        user.language,
        key=f"accounts:password-reset:{user.pk}:{token_digest(url)[:16]}",
        address=address,
        recipient=f"user:{user.pk}",
        expires_at=timezone.now() + timedelta(seconds=settings.PASSWORD_RESET_TIMEOUT),
    )


def unknown_account(address: str, language: str) -> Message:
    """Tells the owner of the address, once a day at most, that it opens nothing here."""
    return _queue(
        "unknown_account",
        {
            "address": address,
            "reason": _("Somebody asked to set a new password for this address."),
        },
        language,
        key=f"accounts:unknown-account:{token_digest(address)[:16]}:{timezone.now():%Y-%m-%d}",
        address=address,
        expires_at=timezone.now() + timedelta(days=1),
    )


def address_confirmation(user: User, address: str) -> Message:
    return _queue(
        "address_confirmation",
        {
            "url": links.confirm_address(user, address),
            "address": address,
            "reason": _("Somebody wants to sign in with this address."),
        },
        user.language,
        key=f"accounts:address-confirmation:{user.pk}:{secrets.token_hex(8)}",
        address=address,
        recipient=f"user:{user.pk}",
        expires_at=timezone.now() + timedelta(seconds=links.ADDRESS_CHANGE_SECONDS),
    )


def account_changed(user: User, change: str | Promise, address: str = "") -> Message:
    """Says what was changed, so that whoever did not do it can act."""
    return _queue(
        "account_changed",
        {
            "user": user,
            "change": change,
            "at": timezone.now(),
            "zone": user.zone,
            "reason": _("You have an account, and something about it changed."),
        },
        user.language,
        key=f"accounts:account-changed:{user.pk}:{secrets.token_hex(8)}",
        address=address or user.email,
        recipient=f"user:{user.pk}",
    )


def _queue(message: str, context: dict[str, Any], language: str, **fields: Any) -> Message:
    return queue(
        rendering.draft(
            f"{FOLDER}/{message}", context, language, kind=f"accounts.{message}", **fields
        )
    )
