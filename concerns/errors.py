"""Why something about concerns was refused, in sentences for people.

Subclasses of `ValidationError`: forms and pages show the sentence, the API answers 400, or 409
when the request is fine but does not fit the state things are in.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


class Conflict(ValidationError):
    """Well asked, but not in the state things are in."""

    def __init__(self, message: StrOrPromise) -> None:
        super().__init__(message, code="conflict")


# Raising


class WordsMissing(ValidationError):
    """A text or a reason is missing."""


class TooLong(ValidationError):
    """More text than anybody reads."""


class BadPlace(ValidationError):
    """Not a point on earth."""


class BadPhoto(ValidationError):
    """Not a photo, too large, or one too many."""


class IdentityNotKept(ValidationError):
    """An anonymous concern takes no name, address or phone number."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "An anonymous concern keeps no name, e-mail or phone number. Leave them out, or "
                "raise it confidentially."
            )
        )


class NobodyToAnswer(ValidationError):
    """Confidential means: known to few. Somebody has to be known."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "Tell us how to reach you. If nobody may know who you are, raise it anonymously: "
                "you get a code with which you can read our answer."
            )
        )


# Work


class ConcernState(Conflict):
    """The concern is not in a state from which this follows."""


class ConcernChanged(Conflict):
    """Somebody did something meanwhile that has to be read first."""

    def __init__(self) -> None:
        super().__init__(
            _("Something happened to this concern while you were writing. Read it, then decide.")
        )


class NotAnOwner(ValidationError):
    """Concerns are owned by people of the department."""


class BadPause(ValidationError):
    """A pause needs a reason and a near end."""


class BadDuplicate(ValidationError):
    """These two concerns cannot be joined."""


class NotSupportable(Conflict):
    """Only a published concern can be supported, and not by the one who raised it."""


class NoIdentity(Conflict):
    """Nobody is known to have raised it."""


class NotPublishable(Conflict):
    """Not answered yet, or the one who raised it does not allow it."""


class BadTemplate(ValidationError):
    """A standard text with a blank nobody fills."""


# Priorities


class BadPriority(ValidationError):
    """Not a priority of this area."""
