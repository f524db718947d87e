"""Whose a concern is, and what is said about it on the label."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from concerns import deadlines, emails, states
from concerns.actions import records
from concerns.errors import ConcernState, NotAnOwner
from concerns.models import Category, Concern, Update
from leaders.models import Area
from outbox import actions as outbox_actions

State = Concern.State


@transaction.atomic
def assign(
    *,
    concern: Concern,
    owner: User,
    by: User,
    revision: int | None = None,
    at: datetime | None = None,
) -> Concern:
    """Give it to somebody of the department. It does not answer anybody, nor stop the clock."""
    if not (owner.is_active and owner.is_police):
        raise NotAnOwner({"owner": _("Choose somebody who works for the department.")})
    at = at or timezone.now()
    held = records.locked(concern, revision=revision)
    if not held.is_open:
        raise ConcernState(_("This concern is closed."))
    if held.owner_id == owner.pk:
        return held
    held.owner = owner
    held.owner_warned_at = None
    held.revision += 1
    held.save()
    records.record(held, Update.Event.ASSIGNED, at=at, by=by, text=str(owner))
    if owner.pk != by.pk:
        outbox_actions.queue_many(emails.assigned(held, at=at))
    return held


@transaction.atomic
def assign_many(
    *, concerns: Iterable[Concern], owner: User, by: User, at: datetime | None = None
) -> int:
    """All or none; tells how many changed hands. Closed ones are passed over."""
    at = at or timezone.now()
    changed = 0
    for concern in sorted(concerns, key=lambda concern: concern.pk):  # One order: no deadlock.
        if concern.is_open and concern.owner_id != owner.pk:
            assign(concern=concern, owner=owner, by=by, at=at)
            changed += 1
    return changed


@transaction.atomic
def take(*, concern: Concern, by: User, at: datetime | None = None) -> Concern:
    """Make it one's own and begin. Taken by the same person twice, it stays as it is."""
    at = at or timezone.now()
    held = records.locked(concern)
    if held.owner_id == by.pk and held.state == State.IN_PROGRESS:
        return held
    if held.state in states.TAKEN_UP:
        states.change(held, State.IN_PROGRESS)
    elif not held.is_open:
        raise ConcernState(_("This concern is closed."))
    held.owner = by
    held.owner_warned_at = None
    held.revision += 1
    held.save()
    records.record(held, Update.Event.TAKEN, at=at, by=by)
    return held


@transaction.atomic
def change(
    *,
    concern: Concern,
    by: User,
    category: Category | None = None,
    area: Area | None = None,
    urgency: str = "",
    place: str | None = None,
    at: datetime | None = None,
) -> Concern:
    """Set right what it is about and where. A shorter clock brings the deadline nearer, a longer
    one does not move it: the one who raised it was told the first.
    """
    at = at or timezone.now()
    held = records.locked(concern)
    before = (held.category_id, held.area_id, held.urgency, held.place)
    held.category = category or held.category
    held.area = area or held.area
    held.urgency = urgency or held.urgency
    held.place = held.place if place is None else place.replace("\x00", "").strip()
    if (held.category_id, held.area_id, held.urgency, held.place) == before:
        return held
    if held.owes_answer and held.reopened_count == 0:
        held.due_at = min(held.due_at, max(deadlines.due_at(held.category, held.raised_at), at))
        held.first_due_at = held.due_at
    held.save()
    records.record(held, Update.Event.CHANGED, at=at, by=by)
    return held
