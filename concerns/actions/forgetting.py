"""Who raised a concern is forgotten: on request at once, else some time after it was closed.

What was raised, the answers and what came of it stay, and so does who looked at the identity and
why. What goes is the person: the row that names them, and every message written to them.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from concerns import emails
from concerns.actions import records
from concerns.errors import NoIdentity
from concerns.models import Concern, Reporter, Update
from outbox import actions as outbox_actions

LONGEST_REASON = 300
BATCH = 500


@transaction.atomic
def forget(*, concern: Concern, by: User, reason: str, at: datetime | None = None) -> Concern:
    """On request, whatever its state. Nobody can be answered about it by mail or link any more."""
    reason = records.said(
        reason,
        field="reason",
        missing=_("Say why, without naming the person. It is recorded."),
        longest=LONGEST_REASON,
    )
    held = records.locked(concern)
    reporters = list(Reporter.objects.select_for_update(of=("self",)).filter(concern=held))
    if not reporters:
        raise NoIdentity(_("Nobody is known to have raised this concern."))
    _forget(reporters)
    records.record(held, Update.Event.FORGOTTEN, at=at or timezone.now(), by=by, text=reason)
    return held


@transaction.atomic
def forget_old(*, at: datetime | None = None) -> int:
    """Those whose concern was closed long ago, and not opened again since."""
    at = at or timezone.now()
    closed = at - timedelta(days=settings.IDENTITY_DAYS)
    old = Reporter.objects.filter(concern__state="closed", concern__closed_at__lte=closed)
    rows = old.select_related("concern").order_by("concern__closed_at", "pk")
    reporters = list(rows.select_for_update(skip_locked=True)[:BATCH])
    _forget(reporters)
    Update.objects.bulk_create(
        Update(
            concern=reporter.concern,
            kind=Update.Kind.EVENT,
            event=Update.Event.FORGOTTEN,
            language=reporter.concern.language,
            is_automatic=True,
            at=at,
        )
        for reporter in reporters
    )
    return len(reporters)


def _forget(reporters: Sequence[Reporter]) -> None:
    """Messages bear the address. Links to all concerns of an address are about none of them."""
    keys = [f"concern:{reporter.concern_id}" for reporter in reporters]
    outbox_actions.erase(about=keys, kinds=emails.TO_RAISER)
    addresses = {reporter.email.lower() for reporter in reporters if reporter.email}
    outbox_actions.erase(addresses=addresses, kinds=[emails.MINE])
    Reporter.objects.filter(pk__in=[reporter.pk for reporter in reporters]).delete()
