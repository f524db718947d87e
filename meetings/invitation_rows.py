"""The list of invitations, row by row, in words.

Put together here rather than in the template: a page of them is opened often, and a day that many
rows share is written out once.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from meetings.models import Invitation


@dataclass(frozen=True, slots=True)
class Row:
    url: str
    leader: str
    meeting: str
    answer: str
    answered: str


def rows_of(invitations: Iterable[Invitation]) -> list[Row]:
    day = cache(_day)
    responses = {value: str(label) for value, label in Invitation.Response.choices}
    page = reverse("meetings:invitation-detail", kwargs={"pk": 0})
    return [
        Row(
            url=page.replace("0", str(invitation.pk)),
            leader=invitation.leader.name,
            meeting=f"{invitation.meeting.title}, {day(invitation.meeting.local_starts_at.date())}",
            answer=_answer(invitation, responses[invitation.response]),
            answered=day(_local(invitation.responded_at)),
        )
        for invitation in invitations
    ]


def _answer(invitation: Invitation, response: str) -> str:
    if invitation.withdrawn_at:
        return _("Withdrawn")
    guests = f" +{invitation.guests}" if invitation.guests else ""
    waits = f" · {_('waiting')}" if invitation.seat == Invitation.Seat.WAITING else ""
    return f"{response}{guests}{waits}"


def _local(moment: datetime | None) -> date | None:
    return timezone.localtime(moment).date() if moment else None


def _day(day: date | None) -> str:
    return date_format(day, "SHORT_DATE_FORMAT") if day else "–"
