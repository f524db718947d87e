"""What workers and the scheduler call."""

from __future__ import annotations

from celery import shared_task

from outbox import delivery, housekeeping


@shared_task(name="outbox.deliver")
def deliver() -> None:
    delivery.deliver()


@shared_task(name="outbox.keep_house")
def keep_house() -> None:
    housekeeping.keep_house()
