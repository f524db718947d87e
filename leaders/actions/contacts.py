"""The log of who spoke with whom."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from leaders.actions.writing import write
from leaders.errors import NobodyNamed, NotYet
from leaders.models import Contact, Leader

# A phone's clock may be a little ahead of ours.
CLOCK_TOLERANCE = timedelta(minutes=10)


@transaction.atomic
def log_contact(
    *,
    by: User,
    leaders: Iterable[Leader],
    kind: str = Contact.Kind.CALL,
    happened_at: datetime | None = None,
    notes: str = "",
) -> Contact:
    """Note that somebody of the department spoke with these leaders."""
    contact = Contact(logged_by=by)
    _write(contact, leaders=leaders, kind=kind, happened_at=happened_at, notes=notes)
    return contact


@transaction.atomic
def change_contact(
    *,
    contact: Contact,
    by: User,  # noqa: ARG001 -- the actor, as in every action
    leaders: Iterable[Leader],
    kind: str,
    happened_at: datetime,
    notes: str = "",
) -> Contact:
    _write(contact, leaders=leaders, kind=kind, happened_at=happened_at, notes=notes)
    return contact


def _write(
    contact: Contact,
    *,
    leaders: Iterable[Leader],
    kind: str,
    happened_at: datetime | None,
    notes: str,
) -> None:
    people = list(leaders)
    if not people:
        raise NobodyNamed({"leaders": _("Say whom you spoke with.")})
    moment = happened_at or timezone.now()
    if moment > timezone.now() + CLOCK_TOLERANCE:
        raise NotYet({"happened_at": _("This is in the future. Log a contact once it happened.")})
    write(
        contact,
        fields={"kind": kind, "happened_at": moment, "notes": notes.strip()},
        related={"leaders": people},
    )
