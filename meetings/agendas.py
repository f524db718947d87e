"""What a meeting talks about; usually the agenda Chicago CAPS asks of every beat meeting."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from meetings.models import AgendaItem, Meeting

CAPS_AGENDA = (
    _("Welcome and introductions"),
    _("What was promised last time, and what has been done"),
    _("What is happening in the area, and new concerns"),
    _("What we will do about it, and who does what"),
    _("Next meeting and working groups"),
)
# The point under which open promises are listed, counted from 1.
CAPS_FOLLOW_UP_POINT = 2


@dataclass(frozen=True, slots=True)
class Point:
    """One point of an agenda before it belongs to a meeting."""

    title: str
    text: str = ""
    kind: str = AgendaItem.Kind.TOPIC


def usual_agenda() -> list[Point]:
    """In the language of the moment."""
    return agenda_of([str(title) for title in CAPS_AGENDA], CAPS_FOLLOW_UP_POINT)


def agenda_of(titles: Iterable[str], follow_up_point: int | None) -> list[Point]:
    """From lines of text and the number of the one that lists open promises."""
    kinds = AgendaItem.Kind
    return [
        Point(title, kind=kinds.FOLLOW_UP if number == follow_up_point else kinds.TOPIC)
        for number, title in enumerate(titles, start=1)
    ]


def points_of(meeting: Meeting) -> list[Point]:
    """The agenda a meeting has."""
    return [Point(item.title, item.text, item.kind) for item in meeting.agenda_items.all()]


def items_for(meeting: Meeting, agenda: Sequence[Point]) -> list[AgendaItem]:
    """The agenda as rows of a meeting, not saved yet."""
    return [
        AgendaItem(
            meeting=meeting, position=number, title=point.title, text=point.text, kind=point.kind
        )
        for number, point in enumerate(agenda, start=1)
    ]
