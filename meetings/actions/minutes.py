"""What was said, once the department stands by it in public."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from meetings.errors import NothingToPublish
from meetings.models import Meeting, Minutes


@transaction.atomic
def publish(*, meeting: Meeting, by: User) -> Minutes:  # noqa: ARG001 -- an action has an actor
    """Show the minutes to whoever sees the meeting. Again changes nothing."""
    minutes = Minutes.objects.select_for_update().filter(meeting=meeting).first()
    if minutes is None or not minutes.text:
        raise NothingToPublish(_("Nothing is written down about this meeting yet."))
    if minutes.published_at is None:
        minutes.published_at = timezone.now()
        minutes.save(update_fields=["published_at"])
    return minutes
