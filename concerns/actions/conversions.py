"""A concern becomes something to be done; its thread says so and goes on."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from concerns.actions import priorities, records
from concerns.errors import BadPriority
from concerns.models import Concern, Priority, Update
from leaders.models import Leader
from meetings.actions import commitments
from meetings.models import Commitment


@transaction.atomic
def to_commitment(
    *,
    concern: Concern,
    text: str,
    owner: User | Leader,
    promised_to: User | Leader,
    due_on: date,
    by: User,
    is_public: bool = False,
    at: datetime | None = None,
) -> Commitment:
    """Promise what will be done about it.

    Promises name to whom they are made. Nothing here fills in the one who raised the concern:
    that would tell, of a confidential one, who it was.
    """
    held = records.locked(concern)
    promise = commitments.promise(
        text=text,
        owner=owner,
        promised_to=promised_to,
        due_on=due_on,
        by=by,
        areas=[held.area] if held.area else (),
        is_public=is_public,
    )
    held.commitments.add(promise)
    records.record(held, Update.Event.PROMISED, at=at or timezone.now(), by=by, text=text)
    return promise


@transaction.atomic
def to_priority(
    *,
    concern: Concern,
    by: User,
    issue: str = "",
    priority: Priority | None = None,
    at: datetime | None = None,
) -> Priority:
    """Make it a priority of its area, or part of one there is. The issue is public: it names none.

    `issue` is needed for a new priority; the words of the concern are never taken over by
    themselves.
    """
    held = records.locked(concern)
    if held.area is None:
        raise BadPriority(_("Say first which area this concern is about."))
    if priority is None:
        priority = priorities.agree(area=held.area, issue=issue, by=by)
    elif priority.area_id != held.area_id:
        raise BadPriority(_("This priority belongs to another area."))
    if not priority.concerns.filter(pk=held.pk).exists():
        priority.concerns.add(held)
        records.record(
            held, Update.Event.PRIORITIZED, at=at or timezone.now(), by=by, text=priority.issue
        )
    return priority
