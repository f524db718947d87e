"""What workers and the scheduler call."""

from __future__ import annotations

from celery import shared_task

from outbox import delivery


@shared_task(name="outbox.deliver")
def deliver() -> None:
    delivery.deliver()
