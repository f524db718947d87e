"""What people are written about joint work: one function per message."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from accounts.models import User
from initiatives import links
from initiatives.models import Initiative, Need, Offer, Task
from leaders.models import Leader, PreferredChannel
from outbox.drafts import Draft
from outbox.rendering import draft

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

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


OFFER = "initiatives.offer"
THANKS = "initiatives.thanks"
ASKED = "initiatives.asked"
GIVEN = gettext_lazy("You offered something to joint work.")
RESOURCES = gettext_lazy("You are in the directory of leaders the department works with.")


def offer_recorded(offer: Offer) -> list[Draft]:
    """What was written down, so that nobody offers without knowing."""
    with_words = {"offer": offer}
    return _to_giver(OFFER, "offer_recorded", offer, with_words, gettext_lazy("Your offer: %s"))


def thanks(offer: Offer, words: str, *, by: User) -> list[Draft]:
    """A person's words."""
    values = {"offer": offer, "words": words, "by": by}
    return _to_giver(THANKS, "thanks", offer, values, gettext_lazy("Thank you: %s"))


def asked(need: Need, leader: Leader) -> list[Draft]:
    """Whether they can give some of it; the link opens the need to them without an account."""
    reader = _leader(leader)
    if reader is None:
        return []
    with override(reader.language):
        context = {
            "title": _("Can you help? %s") % need.title,
            "name": reader.name,
            "need": need,
            "link": links.offer(need, leader),
            "reason": str(RESOURCES),
        }
    return [
        draft(
            "initiatives/emails/asked",
            context,
            reader.language,
            key=f"{ASKED}:{need.pk}:{reader.recipient}",
            kind=ASKED,
            address=reader.address,
            recipient=reader.recipient,
            about=about(need.initiative),
            reply_to=settings.DEPARTMENT_EMAIL,
            # Whoever has the link offers as its reader.
            is_sealed=True,
        )
    ]


def _to_giver(
    kind: str, folder: str, offer: Offer, values: dict[str, Any], subject: StrOrPromise
) -> list[Draft]:
    """To the leader; to the organization where no leader is named."""
    reader = _leader(offer.leader) if offer.leader else None
    if offer.leader is None and offer.organization is not None and offer.organization.email:
        body = offer.organization
        recipient = f"organization:{body.pk}"
        reader = Reader(body.name, body.email, settings.LANGUAGE_CODE, recipient)
    if reader is None:
        return []
    with override(reader.language):
        context = values | {
            "title": str(subject) % offer.title,
            "name": reader.name,
            "reason": str(GIVEN),
        }
    return [
        draft(
            f"initiatives/emails/{folder}",
            context,
            reader.language,
            key=f"{kind}:{offer.pk}:{reader.recipient}",
            kind=kind,
            address=reader.address,
            recipient=reader.recipient,
            about=about(offer.need.initiative) if offer.need else "",
            reply_to=settings.DEPARTMENT_EMAIL,
        )
    ]
