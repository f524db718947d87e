"""How a concern ends: the department says what came of it, the one who raised it whether so."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from concerns import deadlines, emails, states
from concerns.actions import records, waiting
from concerns.actions.answers import count_as_answer
from concerns.errors import ConcernState, WordsMissing
from concerns.models import Concern, Update
from concerns.models.concerns import LONGEST_REASON
from outbox import actions as outbox_actions

State = Concern.State
Outcome = Concern.Outcome


@transaction.atomic
def close(
    *,
    concern: Concern,
    outcome: str,
    reason: str,
    by: User,
    revision: int | None = None,
    at: datetime | None = None,
) -> Concern:
    """Say what came of it and why; that is an answer. Said twice, it stays as it was said first."""
    at = at or timezone.now()
    if outcome not in Outcome.values:
        raise WordsMissing({"outcome": _("Choose what came of it.")})
    reason = records.said(
        reason,
        field="reason",
        missing=_("Say why, in words for the person who raised it."),
        longest=LONGEST_REASON,
    )
    held = records.locked(concern)
    if (held.state, held.outcome, held.outcome_reason) == (State.CLOSED, outcome, reason):
        return held
    records.check_revision(held, revision)
    if held.state == State.WAITING:
        waiting.end_pause(held, at=at)
    states.change(held, State.CLOSED)
    held.outcome, held.outcome_reason, held.closed_at = outcome, reason, at
    held.has_lasted = held.lasted_asked_at = None
    count_as_answer(held, by=by, at=at)
    held.revision += 1
    held.save()
    records.record(held, Update.Event.CLOSED, at=at, by=by, text=reason)
    outbox_actions.queue_many(emails.closed(held))
    return held


@transaction.atomic
def accept(*, concern: Concern, revision: int | None = None, at: datetime | None = None) -> Concern:
    """The one who raised it agrees; they can still change their mind and reopen it."""
    at = at or timezone.now()
    records.namelessly()
    held = records.locked(concern)
    if held.accepted_at is not None:
        return held
    records.check_revision(held, revision)
    if held.state != State.CLOSED:
        raise ConcernState(_("This concern is not closed, so there is nothing to agree to yet."))
    held.accepted_at = at
    held.save()
    records.record(held, Update.Event.ACCEPTED, at=at)
    outbox_actions.queue_many(
        emails.recorded(held, _("You said that closing your concern was right."), at=at)
    )
    return held


@transaction.atomic
def reopen(
    *,
    concern: Concern,
    reason: str,
    by: User | None = None,
    revision: int | None = None,
    at: datetime | None = None,
) -> Concern:
    """Not over: the clock starts anew. `by` is somebody of the department who says so for them;
    without, it is the one who raised it, who has no name here.
    """
    at = at or timezone.now()
    writer = by if by is not None and by.is_police else None
    if writer is None:
        records.namelessly()
    reason = records.said(
        reason,
        field="reason",
        missing=_("Say in a sentence what is still wrong."),
        longest=LONGEST_REASON,
    )
    held = records.locked(concern, revision=revision)
    if held.state != State.CLOSED:
        raise ConcernState(_("This concern is not closed, so it cannot be opened again."))
    states.change(held, State.REOPENED)
    _forget_closing(held)
    _start_clock_anew(held, at)
    held.reopened_count += 1
    held.reopened_at = at
    held.unread_since = held.unread_since or at if writer is None else held.unread_since
    held.revision += 1
    held.save()
    records.record(held, Update.Event.REOPENED, at=at, by=writer, text=reason)
    drafts = emails.reopened(held, at=at)
    if writer is None:
        drafts += emails.recorded(held, _("You opened your concern again."), at=at)
    outbox_actions.queue_many(drafts)
    return held


@transaction.atomic
def say_whether_it_lasted(
    *, concern: Concern, has_lasted: bool, at: datetime | None = None
) -> Concern:
    """The answer to the one question, four weeks later. It can be given anew while it is closed."""
    at = at or timezone.now()
    records.namelessly()
    held = records.locked(concern)
    if held.state != State.CLOSED or held.lasted_asked_at is None:
        raise ConcernState(_("There is no such question about this concern now."))
    if held.has_lasted == has_lasted:
        return held
    held.has_lasted = has_lasted
    held.unread_since = held.unread_since if has_lasted else held.unread_since or at
    held.save()
    event = Update.Event.LASTED if has_lasted else Update.Event.RECURRED
    records.record(held, event, at=at)
    sentence = _("You said that it lasted.") if has_lasted else _("You said that it did not last.")
    drafts = emails.recorded(held, sentence, at=at)
    if not has_lasted:
        drafts += emails.recurred(held, at=at)
    outbox_actions.queue_many(drafts)
    return held


def _forget_closing(concern: Concern) -> None:
    """Thread and history keep what was said on closing."""
    concern.outcome = concern.outcome_reason = ""
    concern.closed_at = concern.accepted_at = None
    concern.lasted_asked_at = concern.has_lasted = None
    concern.published_at = None


def _start_clock_anew(concern: Concern, at: datetime) -> None:
    """The first answer, in time or not, stays what it was."""
    concern.due_at = deadlines.due_at(concern.category, at)
    concern.answered_at = concern.answered_by = None
    concern.owner_warned_at = concern.escalated_at = None
