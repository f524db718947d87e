"""A meeting in one sentence, and its answers in numbers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Q, Sum
from django.db.models.functions import Coalesce
from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from leaders.models import Area
from meetings.models import Meeting


@dataclass(frozen=True, slots=True)
class AnswerCounts:
    """How the invited answered."""

    invited: int
    yes: int
    maybe: int
    no: int
    none: int
    waiting: int
    guests: int
    unreachable: int

    @property
    def people(self) -> int:
        """Who said yes, with their guests."""
        return self.yes + self.guests


def answers_of(meeting: Meeting) -> AnswerCounts:
    yes = Q(response="yes")
    counts = meeting.invitations.standing().aggregate(
        invited=Count("pk"),
        yes=Count("pk", yes),
        maybe=Count("pk", Q(response="maybe")),
        no=Count("pk", Q(response="no")),
        none=Count("pk", Q(response="none")),
        waiting=Count("pk", Q(seat="waiting")),
        guests=Coalesce(Sum("guests", filter=yes), 0),
        unreachable=Count("pk", Q(leader__email="")),
    )
    return AnswerCounts(**counts)


def answers_in_words(meeting: Meeting) -> str:
    """For a line of a list; needs `with_answers()`."""
    said = _("%(yes)s of %(invited)s said yes") % {
        "yes": getattr(meeting, "yes_count", 0),
        "invited": getattr(meeting, "invited_count", 0),
    }
    if not meeting.capacity:
        return said
    seats = _("%(taken)s of %(seats)s seats taken") % {
        "taken": meeting.seats_taken,
        "seats": meeting.capacity,
    }
    return f"{said} · {seats}"


def meeting_in_words(meeting: Meeting, areas: Sequence[Area], *, at: datetime) -> str:
    """What it is, for whom, and how things stand."""
    names = get_text_list([area.name for area in areas], _("and"))
    what = _("%(kind)s for %(areas)s.") if names else _("%(kind)s.")
    return " ".join(
        [what % {"kind": meeting.get_kind_display(), "areas": names}, _standing(meeting, at)]
    )


def _standing(meeting: Meeting, at: datetime) -> str:
    if meeting.status == Meeting.Status.CANCELLED:
        return _("It is cancelled.")
    if meeting.status == Meeting.Status.DRAFT:
        return _("A draft: only the department sees it.")
    if meeting.logged_at:
        return _("It took place, and what happened is written down.")
    if meeting.ends_at <= at:
        return _("It is over.")
    if meeting.starts_at <= at:
        return _("It is going on now.")
    return _seats(meeting)


def _seats(meeting: Meeting) -> str:
    if meeting.seats_left is None:
        return _("There is room for all.")
    if meeting.seats_left == 0:
        return _("All seats are taken; there is a waiting list.")
    return ngettext(
        "%(left)d of %(all)d seats is free.",
        "%(left)d of %(all)d seats are free.",
        meeting.seats_left,
    ) % {"left": meeting.seats_left, "all": meeting.capacity}
