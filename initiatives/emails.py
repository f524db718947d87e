"""What people are written about joint work: one function per message."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from accounts.models import User
from initiatives.models import Initiative, Task
from leaders.models import Leader, PreferredChannel
from outbox.drafts import Draft
from outbox.rendering import draft

TASK_DUE = "initiatives.task_due"
TASK_LATE = "initiatives.task_late"
YOURS = gettext_lazy("This task of joint work is yours.")


@dataclass(frozen=True, slots=True)
class Reader:
    """Whom a message goes to, and in which language."""

    name: str
    address: str
    language: str
    recipient: str


def about(initiative: Initiative) -> str:
    return f"initiative:{initiative.pk}"


def task_due(task: Task, *, is_late: bool) -> list[Draft]:
    """To its owner; nothing where nobody owns it, or nobody wants mail."""
    reader = _owner(task)
    if reader is None:
        return []
    kind = TASK_LATE if is_late else TASK_DUE
    with override(reader.language):
        subject = _("Overdue: %s") if is_late else _("Due soon: %s")
        context: dict[str, Any] = {
            "title": subject % task.title,
            "name": reader.name,
            "task": task,
            "is_late": is_late,
            "link": _link(task.initiative),
            "reason": str(YOURS),
        }
    return [
        draft(
            "initiatives/emails/task_due",
            context,
            reader.language,
            # A new day to be done by is a new reminder.
            key=f"{kind}:{task.pk}:{task.due_on}:{reader.recipient}",
            kind=kind,
            address=reader.address,
            recipient=reader.recipient,
            about=about(task.initiative),
            reply_to=settings.DEPARTMENT_EMAIL,
        )
    ]


def _owner(task: Task) -> Reader | None:
    owner = task.owner
    if isinstance(owner, User):
        recipient = f"user:{owner.pk}"
        return (
            Reader(owner.name, owner.email, owner.language, recipient) if owner.is_active else None
        )
    if isinstance(owner, Leader):
        return _leader(owner)
    if owner is not None and owner.email:
        return Reader(owner.name, owner.email, settings.LANGUAGE_CODE, f"organization:{owner.pk}")
    return None


def _leader(leader: Leader) -> Reader | None:
    """Who asked for calls or letters gets none."""
    wants_mail = leader.preferred_channel == PreferredChannel.EMAIL
    if not (leader.email and leader.is_active and wants_mail):
        return None
    return Reader(leader.name, leader.email, leader.preferred_language, f"leader:{leader.pk}")


def _link(initiative: Initiative) -> str:
    path = reverse("initiatives:initiative-tasks", kwargs={"pk": initiative.pk})
    return f"{settings.SITE_URL}{path}"
