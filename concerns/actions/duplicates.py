"""Two concerns that are one: joined without losing either voice."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from concerns.actions import records
from concerns.errors import BadDuplicate
from concerns.models import Concern, Update


@transaction.atomic
def link(*, concern: Concern, original: Concern, by: User, at: datetime | None = None) -> Concern:
    """Say that this one is the same as another. Both stay as they are: each raiser is answered.

    Closing it with the outcome "handled with another concern" is a decision of its own.
    """
    if concern.pk == original.pk:
        raise BadDuplicate(_("A concern is not a duplicate of itself."))
    at = at or timezone.now()
    for pk in sorted([concern.pk, original.pk]):  # One order: two who join crosswise do not block.
        Concern.objects.select_for_update().only("pk").get(pk=pk)
    held, target = records.locked(concern), records.locked(original)
    if held.duplicate_of_id == target.pk:
        return held
    if held.duplicate_of_id is not None:
        raise BadDuplicate(_("It is already joined with another concern. Part them first."))
    if target.duplicate_of_id is not None:
        raise BadDuplicate(_("That one is itself joined with another. Choose the first of them."))
    # Those joined with this one come along: joined concerns have one original, not a chain.
    for follower in held.duplicates.select_for_update():
        follower.duplicate_of = target
        follower.save(update_fields=["duplicate_of"])
    held.duplicate_of = target
    held.save(update_fields=["duplicate_of"])
    records.record(held, Update.Event.LINKED, at=at, by=by, text=target.reference)
    records.record(target, Update.Event.LINKED, at=at, by=by, text=held.reference)
    return held


@transaction.atomic
def unlink(*, concern: Concern, by: User, at: datetime | None = None) -> Concern:
    """They are two after all."""
    at = at or timezone.now()
    held = records.locked(concern)
    original = held.duplicate_of
    if original is None:
        return held
    held.duplicate_of = None
    held.save(update_fields=["duplicate_of"])
    records.record(held, Update.Event.UNLINKED, at=at, by=by, text=original.reference)
    records.record(original, Update.Event.UNLINKED, at=at, by=by, text=held.reference)
    return held
