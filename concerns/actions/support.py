"""Leaders stand behind a concern that somebody else raised."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from concerns.errors import NotSupportable
from concerns.models import Concern, Reporter, Support
from leaders.models import Leader


@transaction.atomic
def support(*, concern: Concern, leader: Leader, at: datetime | None = None) -> Support:
    """We, too. Said twice, it is said once."""
    if concern.published_at is None:
        raise NotSupportable(_("Only a concern that is shown publicly can be supported."))
    if Reporter.objects.filter(concern=concern, leader=leader).exists():
        raise NotSupportable(_("You raised this concern yourself."))
    found, _is_new = Support.objects.get_or_create(
        concern=concern, leader=leader, defaults={"at": at or timezone.now()}
    )
    return found


@transaction.atomic
def withdraw(*, concern: Concern, leader: Leader) -> None:
    """No longer. Never said, it stays unsaid."""
    Support.objects.filter(concern=concern, leader=leader).delete()
