"""A concern that has to wait: for a reason, not for long, and the clock goes on by itself."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from concerns import deadlines, emails, states
from concerns.actions import records
from concerns.errors import BadPause, ConcernState
from concerns.models import Concern, Update
from outbox import actions as outbox_actions

State = Concern.State
LONGEST_PAUSE_REASON = 300


@transaction.atomic
def pause(
    *,
    concern: Concern,
    reason: str,
    until: datetime,
    by: User,
    revision: int | None = None,
    at: datetime | None = None,
) -> Concern:
    """Stop the clock for a while. The one who raised it is told why and until when."""
    at = at or timezone.now()
    reason = records.said(
        reason,
        field="reason",
        missing=_("Say why it has to wait. The person who raised it reads this."),
        longest=LONGEST_PAUSE_REASON,
    )
    if not at < until <= at + deadlines.LONGEST_PAUSE:
        sentence = _("A pause ends in the future, and within %(days)d days.")
        raise BadPause({"until": sentence % {"days": deadlines.LONGEST_PAUSE.days}})
    held = records.locked(concern, revision=revision)
    states.change(held, State.WAITING)
    held.paused_since, held.paused_until, held.pause_reason = at, until, reason
    held.revision += 1
    held.save()
    records.record(held, Update.Event.PAUSED, at=at, by=by, text=reason)
    outbox_actions.queue_many(emails.paused(held, at=at))
    return held


@transaction.atomic
def resume(*, concern: Concern, by: User, at: datetime | None = None) -> Concern:
    """Go on before the pause is over."""
    held = records.locked(concern)
    if held.state != State.WAITING:
        raise ConcernState(_("This concern is not paused."))
    take_up_again(held, by=by, at=at or timezone.now())
    held.revision += 1
    held.save()
    return held


def take_up_again(concern: Concern, *, at: datetime, by: User | None = None) -> None:
    """Leave the pause with what was left of the deadline. The caller holds the row and saves it."""
    end_pause(concern, at=at)
    states.change(concern, State.IN_PROGRESS)
    records.record(concern, Update.Event.RESUMED, at=at, by=by, is_automatic=by is None)


def end_pause(concern: Concern, *, at: datetime) -> None:
    """Let the deadline move by what the pause took. The caller holds the row and saves it."""
    if concern.answered_at is None:
        was_due = concern.due_at
        concern.due_at = deadlines.after_pause(concern, was_due, at)
        if concern.first_answered_at is None:
            concern.first_due_at = concern.due_at
    concern.paused_since = concern.paused_until = None
    concern.pause_reason = ""
