"""Why something about meetings was refused, in sentences for people.

Subclasses of `ValidationError`: forms and pages show the sentence, the API answers 400, or 409
when the request is fine but does not fit the state things are in.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

    from meetings.models import Minutes


class Conflict(ValidationError):
    """Well asked, but not in the state things are in."""

    def __init__(self, message: StrOrPromise) -> None:
        super().__init__(message, code="conflict")


# Planning


class BadRule(ValidationError):
    """Not a rule of repetition that Liaison can follow."""


class BadTimes(ValidationError):
    """Start, end or time zone do not make a meeting."""


class BadSeats(ValidationError):
    """No meeting has no seats."""


class TooFewSeats(Conflict):
    """Fewer seats than people who already have one."""


class ReasonMissing(ValidationError):
    """People who wanted to come are owed the reason."""


class NotDraft(Conflict):
    """Only a draft can be published or deleted."""


class NotPublished(Conflict):
    """Nobody knows of a draft, so there is nothing to call off."""


class MeetingLogged(Conflict):
    """It took place, so it can be neither moved nor cancelled."""


class MeetingCancelled(Conflict):
    """Nothing more happens to a cancelled meeting."""


class MeetingOver(Conflict):
    """The meeting is past."""


class SeriesEnded(Conflict):
    """Nothing more happens to a series that has ended."""


# Answers


class InvitationWithdrawn(Conflict):
    """The department has taken the invitation back."""


class NotAnnounced(Conflict):
    """The meeting is a draft: nobody outside the department can know of it."""


class NotEnoughSeats(Conflict):
    """More guests than there are seats for."""


class BadReply(ValidationError):
    """Not a calendar program's answer that Liaison can take."""


class OutdatedReply(Conflict):
    """Answers an earlier version of the meeting, or was sent before a newer answer."""


class NoAnswer(ValidationError):
    """Neither yes nor no nor maybe."""


# Logging


class MinutesChanged(Conflict):
    """Somebody else saved the minutes meanwhile; both texts are shown."""

    def __init__(self, minutes: Minutes) -> None:
        super().__init__(_("Somebody else has saved these minutes while you were writing."))
        self.minutes = minutes


class LogChanged(Conflict):
    """A form that was saved before arrives again with something else in it."""


class NothingToPublish(Conflict):
    """There are no minutes yet."""


class NotYourPromise(ValidationError):
    """It takes the word of somebody else: the owner, or the one it was made to."""


class PromiseState(Conflict):
    """The promise is not in a state from which this follows."""


class WordsMissing(ValidationError):
    """A sentence is missing: what was done, what is missing, or why it is withdrawn."""


class PromiseToOneself(ValidationError):
    """A promise needs two people."""
