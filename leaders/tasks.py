"""What is done for the directory while nobody looks."""

from __future__ import annotations

from celery import shared_task

from leaders import actions


@shared_task(name="leaders.forget_old_files")
def forget_old_files() -> None:
    actions.forget_old_files()
