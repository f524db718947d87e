"""What happens by itself. Each task is safe to run twice."""

from __future__ import annotations

from celery import shared_task

from initiatives.actions import timed


@shared_task(name="initiatives.remind_task_owners")
def remind_task_owners() -> None:
    timed.remind_task_owners()
