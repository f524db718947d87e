"""What accounts refuse, each in a sentence."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _


class AccountRefusal(ValidationError):
    """Base of all refusals of this app."""


class AlreadyHasAccount(AccountRefusal):
    def __init__(self) -> None:
        super().__init__(_("Somebody with this e-mail already has an account."), code="conflict")


class AlreadyInvited(AccountRefusal):
    def __init__(self) -> None:
        super().__init__(
            _("This address is already invited. Send that invitation again instead."),
            code="conflict",
        )


class InvitationNotOpen(AccountRefusal):
    def __init__(self) -> None:
        super().__init__(
            _("This invitation is used, withdrawn or too old: ask for a new one."), code="conflict"
        )


class RoleNotYours(AccountRefusal):
    def __init__(self) -> None:
        super().__init__(_("Only administrators make administrators."))


class NotAdministrator(AccountRefusal):
    def __init__(self) -> None:
        super().__init__(_("Only administrators change other people's accounts."))


class NotAboutOneself(AccountRefusal):
    def __init__(self) -> None:
        super().__init__(_("You cannot change your own role. Ask another administrator."))


class LinkNotValid(AccountRefusal):
    def __init__(self) -> None:
        super().__init__(_("This link does not work any more. Ask for a new one."))
