"""Reminders: found due by their rules, written once per start, explained on request."""

from __future__ import annotations

from datetime import UTC, datetime

from django.db import transaction
from django.db.models import BigIntegerField, CharField, Exists, OuterRef, Value
from django.db.models.functions import Cast, Concat, Extract, Floor
from django.utils import timezone

from meetings import emails, reminders
from meetings.letters import Letters
from meetings.models import Invitation, Meeting
from meetings.querysets import InvitationQuerySet
from meetings.reminders import Reminder
from outbox.actions import queue_many
from outbox.models import Message

CHUNK = 500


def queue_reminders(*, at: datetime | None = None) -> int:
    """Write every reminder that is due and not written yet; tells how many.

    Each chunk is a transaction of its own: what was written before a crash stays written, and
    the key of each message keeps a second run from writing it again.
    """
    at = at or timezone.now()
    letters = Letters()
    count = 0
    for reminder, meetings in reminders.due(at).items():
        pks = list(_unwritten(reminder, meetings).values_list("pk", flat=True))
        for start in range(0, len(pks), CHUNK):
            count += _write(reminder, pks[start : start + CHUNK], letters=letters, at=at)
    return count


def _unwritten(reminder: Reminder, meetings: list[int]) -> InvitationQuerySet:
    invitations = Invitation.objects.filter(meeting__in=meetings).sent_before(reminder.lead)
    # In UTC: the epoch of a local time would be another number than `emails.reminder_key` has.
    epoch = Extract("meeting__starts_at", "epoch", tzinfo=UTC)
    start = Cast(Floor(epoch), BigIntegerField())
    key = Concat(
        Value(f"{emails.REMINDER}:"),
        Cast("pk", CharField()),
        Value(f":{reminder.minutes_before}:"),
        Cast(start, CharField()),
    )
    return (
        invitations.for_audience(reminder.audience)
        .alias(reminder_key=key)
        .exclude(Exists(Message.objects.filter(key=OuterRef("reminder_key"))))
        .order_by("meeting_id", "pk")
    )


@transaction.atomic
def _write(reminder: Reminder, pks: list[int], *, letters: Letters, at: datetime) -> int:
    """Looks again under lock: who declined meanwhile, or whose meeting moved, is left out."""
    wanted = Meeting.objects.filter(pk__in=Invitation.objects.filter(pk__in=pks).values("meeting"))
    locked = wanted.published().order_by("pk").select_for_update(no_key=True, of=("self",))
    meetings = {
        meeting.pk: meeting
        for meeting in locked.select_related("host").prefetch_related("agenda_items")
        if reminder.is_due(meeting.starts_at, at)
    }
    found = Invitation.objects.filter(pk__in=pks, meeting__in=meetings)
    invitations = found.sent_before(reminder.lead)
    drafts = []
    for invitation in (
        invitations.for_audience(reminder.audience)
        .select_related("leader")
        .order_by("meeting_id", "pk")
    ):
        invitation.meeting = meetings[invitation.meeting_id]
        drafts.append(emails.reminder(invitation, reminder.minutes_before, letters=letters))
    return queue_many(drafts)
