"""How allauth behaves here: sign-up by invitation only, mail through the outbox."""

from __future__ import annotations

import time
from typing import Any

from allauth.account import app_settings
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import get_authentication_records
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.http import HttpRequest
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from accounts import emails, links
from accounts.models import User

# Said by mail when it happens, so that whoever did not do it can act.
CHANGES = {
    "account/email/password_changed": _("The password was changed."),
    "account/email/password_set": _("A password was set."),
    "account/email/password_reset": _("A new password was set by a link from an e-mail."),
    "mfa/email/totp_activated": _("An authenticator app was added."),
    "mfa/email/totp_deactivated": _("The authenticator app was removed."),
    "mfa/email/webauthn_added": _("A passkey was added."),
    "mfa/email/webauthn_removed": _("A passkey was removed."),
    "mfa/email/recovery_codes_generated": _("New recovery codes were made."),
}


class AccountAdapter(DefaultAccountAdapter):
    """Liaison's rules for signing up and in."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "email_password_mismatch": _("This e-mail and password do not fit together."),
        "too_many_login_attempts": _("Too many tries. Wait five minutes, or set a new password."),
        "incorrect_password": _("This password is not right."),
        "rate_limited": _("Too many tries. Wait a few minutes."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:  # noqa: ARG002 -- allauth's signature
        return False

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """Not from somebody who set their password by a mailed link a moment ago."""
        records = get_authentication_records(self.request, self.request.user)
        earliest = time.time() - app_settings.REAUTHENTICATION_TIMEOUT
        if any(one["method"] == "password_reset" and one["at"] > earliest for one in records):
            return False
        return bool(super().is_reauthentication_required(app=app, **kwargs))

    def after_sign_up(self, user: User) -> None:
        """For apps that know more about the person than their account (see `leaders.adapter`)."""

    def after_address_change(self, user: User, old: str) -> None:
        """The same, when somebody signs in with a new address from now on."""

    def get_reset_password_from_key_url(self, key: str) -> str:
        uid, _separator, secret = key.partition("-")
        return links.password_reset(uid, secret)

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Called for the two answers to "I forgot my password"; nothing else can ask for mail."""
        if template_prefix == "account/email/unknown_account":
            emails.unknown_account(email, get_language() or "")
        elif template_prefix == "account/email/password_reset_key":
            emails.password_reset(context["user"], email, context["password_reset_url"])
        else:
            raise LookupError(template_prefix)

    def send_notification_mail(
        self,
        template_prefix: str,
        user: User,
        context: dict[str, Any] | None = None,  # noqa: ARG002 -- allauth's signature
        email: str | None = None,
    ) -> None:
        emails.account_changed(user, CHANGES[template_prefix], email or "")


class SecondStepAdapter(DefaultMFAAdapter):
    """Words for what people set up as their second step."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": _("This code is not right. Codes of the app change every half minute."),
    }

    def generate_authenticator_name(self, user: User, type: str) -> str:  # noqa: A002 -- allauth's
        """Proposed; people may write their own."""
        number = Authenticator.objects.filter(user=user, type=type).count() + 1
        return gettext("Passkey %(number)d") % {"number": number}
