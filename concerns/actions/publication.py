"""What everybody may read: with leave, once it is answered, in words that name nobody."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from concerns.actions import records
from concerns.errors import NotPublishable
from concerns.models import Concern, Update

LONGEST_SUMMARY = 500
LONGEST_ANSWER = 1000


@transaction.atomic
def allow(*, concern: Concern, is_allowed: bool, at: datetime | None = None) -> Concern:
    """The one who raised it gives leave, or takes it back: then it is hidden at once."""
    at = at or timezone.now()
    records.namelessly()
    held = records.locked(concern)
    if held.publication_allowed == is_allowed:
        return held
    held.publication_allowed = is_allowed
    held.published_at = held.published_at if is_allowed else None
    held.save()
    event = Update.Event.ALLOWED if is_allowed else Update.Event.DISALLOWED
    records.record(held, event, at=at)
    return held


@transaction.atomic
def publish(
    *, concern: Concern, summary: str, answer: str, by: User, at: datetime | None = None
) -> Concern:
    """Show "you said, we did" in the department's words; the concern's own are never shown."""
    at = at or timezone.now()
    summary = records.said(
        summary,
        field="summary",
        missing=_("Say in a sentence, without names, what was raised."),
        longest=LONGEST_SUMMARY,
    )
    answer = records.said(
        answer,
        field="answer",
        missing=_("Say in a sentence, without names, what was done."),
        longest=LONGEST_ANSWER,
    )
    held = records.locked(concern)
    if held.first_answered_at is None:
        raise NotPublishable(_("Answer it first: only answered concerns are shown."))
    if not held.publication_allowed:
        raise NotPublishable(_("The person who raised it has not allowed that it is shown."))
    held.public_summary, held.public_answer = summary, answer
    is_new = held.published_at is None
    held.published_at = held.published_at or at
    held.save()
    if is_new:
        records.record(held, Update.Event.PUBLISHED, at=at, by=by)
    return held


@transaction.atomic
def unpublish(*, concern: Concern, by: User, at: datetime | None = None) -> Concern:
    """Show it no longer. The words stay, to be set right."""
    held = records.locked(concern)
    if held.published_at is None:
        return held
    held.published_at = None
    held.save()
    records.record(held, Update.Event.UNPUBLISHED, at=at or timezone.now(), by=by)
    return held
