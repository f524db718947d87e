"""Minutes become readable for those who were asked, and are mailed to those who came."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from leaders.models import Leader
from meetings import minutes_emails as emails
from meetings.errors import NothingToPublish
from meetings.models import Commitment, Meeting, Minutes
from outbox import actions as outbox_actions


@transaction.atomic
def publish_minutes(
    *,
    meeting: Meeting,
    by: User,  # noqa: ARG001 -- the history records who
    is_mailed: bool = True,
    at: datetime | None = None,
) -> int:
    """Publish, and mail the minutes and promises; tells how many mails were written.

    One mail per person and revision: pressing the button twice writes to nobody twice.
    """
    minutes = _locked(meeting)
    if minutes is None or not minutes.text:
        raise NothingToPublish(_("There are no minutes to publish yet."))
    if minutes.published_at is None:
        minutes.published_at = at or timezone.now()
        minutes.save(update_fields=["published_at"])
    return _mail(minutes) if is_mailed else 0


@transaction.atomic
def withdraw_minutes(
    *,
    meeting: Meeting,
    by: User,  # noqa: ARG001 -- the history records who
) -> None:
    """Take them back to a draft; what has been mailed is mailed."""
    minutes = _locked(meeting)
    if minutes is None or minutes.published_at is None:
        return
    minutes.published_at = None
    minutes.save(update_fields=["published_at"])
    outbox_actions.withdraw(
        about=emails.about(meeting),
        kinds=[emails.MINUTES],
        reason=_("The minutes were taken back."),
    )


def readers(meeting: Meeting) -> list[Leader]:
    """Leaders who came and can be written to."""
    return list(Leader.objects.reachable().active().filter(attendances__meeting=meeting))


def _mail(minutes: Minutes) -> int:
    promises = list(Commitment.objects.filter(meeting=minutes.meeting).with_people())
    drafts = (emails.minutes(minutes, leader, promises) for leader in readers(minutes.meeting))
    return outbox_actions.queue_many(drafts)


def _locked(meeting: Meeting) -> Minutes | None:
    rows = Minutes.objects.select_for_update(of=("self",)).select_related("meeting")
    return rows.filter(meeting=meeting).first()
