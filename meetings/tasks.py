"""What happens by itself. Each task is safe to run twice."""

from __future__ import annotations

from celery import shared_task

from meetings.actions import occurrences, reminders, series

# Planning


@shared_task(name="meetings.extend_series")
def extend_series() -> None:
    series.extend_all()


@shared_task(name="meetings.send_due_invitations")
def send_due_invitations() -> None:
    occurrences.invite_all_due()


# Answers


@shared_task(name="meetings.queue_reminders")
def queue_reminders() -> None:
    reminders.queue_reminders()


# Logging
