"""What happens by itself when time passes. Nothing here answers anybody: the clock runs on."""

from __future__ import annotations

from collections import defaultdict
from datetime import datetime

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from concerns import deadlines, emails
from concerns.actions import waiting
from concerns.models import Concern, Update
from concerns.querysets import ConcernQuerySet
from outbox import actions as outbox_actions
from outbox.drafts import Draft

# As many as one transaction holds; the next round takes the rest.
BATCH = 500
WORTH_ASKING = (Concern.Outcome.RESOLVED, Concern.Outcome.PARTLY)


def escalate_overdue(*, at: datetime | None = None) -> int:
    """Tell the owner of a late answer, then the coordinators: each once per deadline."""
    at = at or timezone.now()
    return _warn_owners(at) + _tell_coordinators(at)


def ask_whether_it_lasted(*, at: datetime | None = None) -> int:
    """Four weeks after closing, ask once. Nobody is asked about what was not to last."""
    at = at or timezone.now()
    window = (at - deadlines.LASTED_AT_LATEST, at - deadlines.LASTED_AFTER)
    with transaction.atomic():
        due = (
            Concern.objects.closed()
            .filter(
                closed_at__gt=window[0],
                closed_at__lte=window[1],
                lasted_asked_at=None,
                outcome__in=WORTH_ASKING,
            )
            .filter(Q(reporter__isnull=False) | Q(confidentiality="anonymous"))
        )
        asked = _held(due)
        _mark(asked, at, Update.Event.ASKED, "lasted_asked_at")
        drafts = (draft for concern in asked for draft in emails.lasted(concern, at=at))
        outbox_actions.queue_many(drafts)
    return len(asked)


def resume_due(*, at: datetime | None = None) -> int:
    """End the pauses that are over: a machine may start the clock, only people stop it."""
    at = at or timezone.now()
    with transaction.atomic():
        over = _held(Concern.objects.waiting().filter(paused_until__lte=at))
        for concern in over:
            waiting.take_up_again(concern, at=concern.paused_until or at)
            concern.revision += 1
            concern.save()
    return len(over)


@transaction.atomic
def _warn_owners(at: datetime) -> int:
    late = Concern.objects.overdue(at).filter(owner_warned_at=None, owner__isnull=False)
    found = _held(late)
    _mark(found, at, Update.Event.WARNED, "owner_warned_at")
    by_owner: dict[int, list[Concern]] = defaultdict(list)
    for concern in found:
        by_owner[concern.owner_id or 0].append(concern)
    drafts: list[Draft] = []
    for concerns in by_owner.values():
        owner = concerns[0].owner
        if owner is not None and owner.is_active:
            drafts.append(emails.overdue(concerns, owner, at=at))
    outbox_actions.queue_many(drafts)
    return len(found)


@transaction.atomic
def _tell_coordinators(at: datetime) -> int:
    """A day after the deadline; at once where nobody owns it, or the owner has left."""
    late = Concern.objects.overdue(at).filter(escalated_at=None)
    found = _held(
        late.filter(
            Q(due_at__lte=at - deadlines.ESCALATES_AFTER)
            | Q(owner=None)
            | Q(owner__is_active=False)
        )
    )
    _mark(found, at, Update.Event.ESCALATED, "escalated_at")
    if found:
        outbox_actions.queue_many(
            emails.escalated(found, reader, at=at) for reader in emails.coordinators()
        )
    return len(found)


def _held(concerns: ConcernQuerySet) -> list[Concern]:
    """Locked; what somebody is answering at this moment is left to the next round."""
    rows = concerns.order_by("due_at", "pk").select_for_update(skip_locked=True, of=("self",))
    return list(rows.with_names()[:BATCH])


def _mark(concerns: list[Concern], at: datetime, event: Update.Event, field: str) -> None:
    for concern in concerns:
        setattr(concern, field, at)
    Concern.objects.filter(pk__in=[concern.pk for concern in concerns]).update(**{field: at})
    Update.objects.bulk_create(
        Update(
            concern=concern,
            kind=Update.Kind.EVENT,
            event=event,
            language=concern.language,
            is_automatic=True,
            at=at,
        )
        for concern in concerns
    )
