"""Looking at who raised a concern: possible for few, for a reason, and never unseen."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from concerns.actions import records
from concerns.errors import NoIdentity
from concerns.models import Concern, IdentityLook, Reporter

LONGEST_LOOK_REASON = 300


@transaction.atomic
def look(*, concern: Concern, by: User, reason: str, at: datetime | None = None) -> Reporter:
    """Who raised it. Of a confidential concern the look is written down before it is answered."""
    reporter = Reporter.objects.select_related("leader").filter(concern=concern).first()
    if reporter is None:
        raise NoIdentity(_("Nobody is known to have raised this concern."))
    if concern.confidentiality != Concern.Confidentiality.OPEN:
        IdentityLook.objects.create(
            concern=concern,
            by=by,
            reason=records.said(
                reason,
                field="reason",
                missing=_("Say why you have to know who raised it. It is recorded."),
                longest=LONGEST_LOOK_REASON,
            ),
            at=at or timezone.now(),
        )
    return reporter
