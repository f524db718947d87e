"""What happens by itself. Each task is safe to run twice."""

from __future__ import annotations

from celery import shared_task

from meetings.actions import reminders

# Planning


# Answers


@shared_task(name="meetings.queue_reminders")
def queue_reminders() -> None:
    reminders.queue_reminders()


# Logging
