"""Allauth's forms of passkeys: what the browser sends is checked by a library that trusts it."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Any, TypeVar

from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn import forms
from django.core.exceptions import ValidationError
from django.db import DatabaseError
from django.utils.translation import gettext_lazy as _

logger = logging.getLogger(__name__)

Checked = TypeVar("Checked")


def _checked(check: Callable[[], Checked]) -> Checked:
    """Whatever is wrong with a passkey is a sentence: broken, forged, or not for this account."""
    try:
        return check()
    except DatabaseError:
        raise
    except ValidationError as refusal:
        if refusal.code != "incorrect_code":
            raise
    except Exception as error:  # noqa: BLE001 -- malformed input breaks the parser in many ways
        logger.warning("A passkey could not be read: %s.", type(error).__name__)
    raise ValidationError(_("This passkey did not work. Try again, or use another way."))


class PasskeySecondStepForm(forms.AuthenticateWebAuthnForm):
    def clean_credential(self) -> Authenticator:
        return _checked(super().clean_credential)


class PasskeySignInForm(forms.LoginWebAuthnForm):
    def clean_credential(self) -> Authenticator:
        return _checked(super().clean_credential)


class PasskeyAgainForm(forms.ReauthenticateWebAuthnForm):
    def clean_credential(self) -> Authenticator:
        return _checked(super().clean_credential)


class AddPasskeyForm(forms.AddWebAuthnForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].label = _("Name")
        self.fields["name"].help_text = _("So that you know it again, for example “my phone”.")
        self.fields["passwordless"].label = _("Sign in with it alone, without a password")
        self.fields["passwordless"].help_text = _(
            "The device then asks for your finger, face or PIN."
        )

    def clean(self) -> dict[str, Any]:
        return _checked(super().clean)


class RenamePasskeyForm(forms.EditWebAuthnForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].label = _("Name")
