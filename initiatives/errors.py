"""Why something about initiatives was refused, in sentences for people.

Subclasses of `ValidationError`: forms and pages show the sentence, the API answers 400, or 409
when the request is fine but does not fit the state things are in.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

    from initiatives.gates import Need


class Conflict(ValidationError):
    """Well asked, but not in the state things are in."""

    def __init__(self, message: StrOrPromise) -> None:
        super().__init__(message, code="conflict")


class WordsMissing(ValidationError):
    """A text or a reason is missing."""


class TooLong(ValidationError):
    """More text than anybody reads."""


class InitiativeChanged(Conflict):
    """Somebody changed it meanwhile."""

    def __init__(self) -> None:
        super().__init__(
            _("Somebody changed this initiative while you were writing. Read it, then decide.")
        )


class InitiativeState(Conflict):
    """The initiative is not in a stage from which this follows."""


class GateClosed(Conflict):
    """Something is missing that the next stage stands on."""

    def __init__(self, needs: Sequence[Need]) -> None:
        super().__init__(" ".join(need.sentence for need in needs))
        self.needs = needs


class BadLead(ValidationError):
    """Somebody of the department and somebody of the directory lead together."""


class BadPlaces(ValidationError):
    """An area in two roles, or no place to work in."""


class AreaInUse(Conflict):
    """An area that somebody works in does not vanish."""


class BadPartner(ValidationError):
    """Takes part already, or left before it joined."""


class BadPlan(ValidationError):
    """The effect cannot be judged like that."""


class BadTask(ValidationError):
    """Two owners, or days in the wrong order."""


class TaskMoved(Conflict):
    """Somebody moved or changed it meanwhile."""

    def __init__(self) -> None:
        super().__init__(_("Somebody changed this task meanwhile. Look at it, then decide."))


class BadPlaybook(ValidationError):
    """A playbook without a title, or with one that exists."""


class BadAmount(ValidationError):
    """Nothing, less than nothing, or more than anybody has."""


class TooMuch(Conflict):
    """More than the step before has left: more delivered than confirmed, for instance."""


class BadOffer(ValidationError):
    """Of nobody, or of another kind than the need."""


class BadCase(ValidationError):
    """More is claimed than the source, or the way it was judged, can show."""
