"""What need not be kept is not kept."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import Q
from django.utils import timezone

from outbox import claims
from outbox.models import Message

# So long somebody may want to send again what failed.
SECRETS_KEPT = timedelta(days=14)


def keep_house(*, at: datetime | None = None) -> None:
    """End what is too late, and forget what messages said when nobody needs it any more."""
    at = at or timezone.now()
    claims.tidy()
    old = Q(created_at__lt=at - timedelta(days=settings.MESSAGE_CONTENT_DAYS))
    finished = Message.objects.finished().with_content()
    finished.filter(old).forget_content()
    if not settings.DEMO:
        kept = Q(status=Message.Status.FAILED, created_at__gt=at - SECRETS_KEPT)
        finished.secret().exclude(kept).forget_content()
