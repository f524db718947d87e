"""A link to everything raised from an address, for whoever reads that address."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from concerns import emails
from concerns.models import Concern
from outbox import actions as outbox_actions


@transaction.atomic
def mail_link(*, email: str, at: datetime | None = None) -> None:
    """Nothing, where nothing was raised from there."""
    newest = Concern.objects.raised_from(email).newest_first().select_related("reporter").first()
    if newest is not None:
        outbox_actions.queue_many(emails.mine(newest, at=at or timezone.now()))
