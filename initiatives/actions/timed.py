"""What is due by a day and not by anybody's doing."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from initiatives import emails
from initiatives.models import Task
from initiatives.models.initiatives import RESPONDED
from outbox import actions as outbox_actions
from outbox.drafts import Draft

SOON = timedelta(days=3)
# Later than that it is old news; the pages say it anyway.
LATE_FOR = timedelta(days=7)
ROWS_AT_ONCE = 500
STAGES_AT_WORK = ("scanning", "analysis", *(stage for stage in RESPONDED if stage != "closed"))


@transaction.atomic
def remind_task_owners(at: datetime | None = None) -> int:
    """Once before a task is due, once when it is late; tells how many messages were new."""
    return outbox_actions.queue_many(_reminders(at or timezone.now()))


def _reminders(at: datetime) -> Iterator[Draft]:
    today = timezone.localdate(at)
    tasks = (
        Task.objects.due_between(today - LATE_FOR, today + SOON)
        .filter(initiative__stage__in=STAGES_AT_WORK)
        .with_owners()
        .select_related("initiative")
        .order_by("due_on", "pk")
    )
    for task in tasks.iterator(chunk_size=ROWS_AT_ONCE):
        yield from emails.task_due(task, is_late=task.is_overdue(today))
