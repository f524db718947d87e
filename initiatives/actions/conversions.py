"""A concern becomes part of joint work; its thread says so, without anybody's name."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from concerns.actions import records as threads
from concerns.models import Concern, Update
from initiatives.actions import initiatives, records
from initiatives.models import Initiative
from leaders.models import Area, Leader


@transaction.atomic
def to_initiative(
    *,
    concern: Concern,
    title: str,
    by: User,
    kind: str = Initiative.Kind.OTHER,
    problem: str = "",
    target_areas: Iterable[Area] = (),
    lead_officer: User | None = None,
    lead_leader: Leader | None = None,
    at: datetime | None = None,
) -> Initiative:
    """Begin one that answers it. Neither the words of the concern nor who raised it are taken over:
    both would tell, of a confidential one, what was said in confidence.
    """
    initiative = initiatives.begin(
        title=title,
        kind=kind,
        problem=problem,
        target_areas=target_areas or ([concern.area] if concern.area else ()),
        lead_officer=lead_officer,
        lead_leader=lead_leader,
        by=by,
        at=at,
    )
    return link(initiative=initiative, concern=concern, by=by, at=at)


@transaction.atomic
def link(
    *, initiative: Initiative, concern: Concern, by: User, at: datetime | None = None
) -> Initiative:
    """Let it answer one more concern. Linked twice, it stays as it is."""
    held = records.locked(initiative)
    known = threads.locked(concern)
    if not held.concerns.filter(pk=known.pk).exists():
        held.concerns.add(known)
        threads.record(known, Update.Event.INITIATED, at=at or timezone.now(), by=by)
        records.keep(held)
    return held


@transaction.atomic
def unlink(*, initiative: Initiative, concern: Concern, by: User) -> Initiative:  # noqa: ARG001 -- every act has an actor
    """A mistake. The thread of the concern keeps what happened."""
    held = records.locked(initiative)
    held.concerns.remove(concern)
    return records.keep(held)
