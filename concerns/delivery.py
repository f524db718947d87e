"""Whether mail reaches the one who raised a concern: told without telling who it is."""

from __future__ import annotations

from django.utils.translation import gettext as _

from concerns import emails
from concerns.models import Concern, Reporter
from outbox.models import Message

Status = Message.Status
LOST = (Status.FAILED, Status.SUPPRESSED, Status.UNREACHABLE)


def trouble(concern: Concern) -> str:
    """Why the newest message to them did not arrive, as a sentence; empty where it did.

    The address is not in it, nor what came back: those are looked at with the identity.
    """
    if concern.is_anonymous:
        return ""
    newest = (
        Message.objects.about(emails.about(concern))
        .of_kinds(emails.TO_RAISER)
        .order_by("-created_at", "-pk")
        .only("status")
        .first()
    )
    if newest is None or newest.status not in LOST:
        return ""
    reporter = Reporter.objects.filter(concern=concern).exclude(phone="")
    if reporter.exists():
        return _("The last message did not reach the one who raised it. There is a phone number.")
    return _("The last message did not reach the one who raised it.")
