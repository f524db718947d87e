"""Which reminders a meeting has, and when each is due.

A meeting's own rules replace its series' rules, and these the department's.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Q

from meetings.models import Meeting, ReminderRule

# A reminder that could not be written in time is skipped, not sent late.
LONGEST_GRACE = timedelta(hours=12)


@dataclass(frozen=True, order=True)
class Reminder:
    """Remind these people so long before the start."""

    minutes_before: int
    audience: str

    @property
    def lead(self) -> timedelta:
        return timedelta(minutes=self.minutes_before)

    @property
    def grace(self) -> timedelta:
        """At most half of the lead, so that none comes when the next is nearer."""
        return min(self.lead / 2, LONGEST_GRACE)

    def due_at(self, starts_at: datetime) -> datetime:
        return starts_at - self.lead

    def too_late_at(self, starts_at: datetime) -> datetime:
        return starts_at - self.lead + self.grace

    def is_due(self, starts_at: datetime, at: datetime) -> bool:
        return self.due_at(starts_at) <= at < self.too_late_at(starts_at)


def reminders_of(meeting: Meeting, department: Iterable[ReminderRule]) -> list[Reminder]:
    """The reminders of a meeting; `department` are the rules of meetings without own ones."""
    rules = list(meeting.reminder_rules.all())
    if not rules and meeting.series:
        rules = list(meeting.series.reminder_rules.all())
    return sorted(
        (Reminder(rule.minutes_before, rule.audience) for rule in rules or department),
        reverse=True,
    )


def department_rules() -> list[ReminderRule]:
    return list(ReminderRule.objects.filter(series=None, meeting=None))


def due(at: datetime) -> dict[Reminder, list[int]]:
    """The meetings for which each reminder is due, in as many queries for many as for one."""
    windows = Q(pk__in=[])
    for minutes in (
        ReminderRule.objects.order_by().values_list("minutes_before", flat=True).distinct()
    ):
        reminder = Reminder(minutes, "")
        windows |= Q(
            starts_at__lte=at + reminder.lead, starts_at__gt=at + reminder.lead - reminder.grace
        )
    meetings = Meeting.objects.published().filter(windows).order_by("pk")
    department = department_rules()
    found: dict[Reminder, list[int]] = {}
    for meeting in meetings.prefetch_related("reminder_rules", "series__reminder_rules"):
        for reminder in reminders_of(meeting, department):
            if reminder.is_due(meeting.starts_at, at):
                found.setdefault(reminder, []).append(meeting.pk)
    return found
