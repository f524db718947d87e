"""What happens by itself. Each task is safe to run twice."""

from __future__ import annotations

from celery import shared_task

from concerns.actions import forgetting, timed


@shared_task(name="concerns.escalate_overdue")
def escalate_overdue() -> None:
    timed.escalate_overdue()


@shared_task(name="concerns.ask_whether_it_lasted")
def ask_whether_it_lasted() -> None:
    timed.ask_whether_it_lasted()


@shared_task(name="concerns.resume_due")
def resume_due() -> None:
    timed.resume_due()


@shared_task(name="concerns.forget_raisers")
def forget_raisers() -> None:
    forgetting.forget_old()
