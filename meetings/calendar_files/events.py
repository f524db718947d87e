"""Reads a list of calendar events as JSON: the layout in which Chicago published its CAPS calendar.

Each event is an object with `calendarId` (the area's code), `start` and `end` (local time without a
zone), `title`, `location` and `eventDetails`. The end may be missing.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from meetings.calendar_files.kinds import kind_of
from meetings.querysets.meetings import LONGEST

MAX_BYTES = 50 * 1024 * 1024
ASSUMED_LENGTH = timedelta(hours=1)
FIRST_YEAR, LAST_YEAR = 1900, 2200
TITLE_LENGTH, PLACE_LENGTH, ADDRESS_LENGTH = 200, 200, 300


@dataclass(frozen=True)
class Event:
    """One event that can become a meeting. `row` counts from 1, as people do."""

    row: int
    area_code: str
    title: str
    kind: str
    starts_at: datetime
    ends_at: datetime
    place: str
    address: str
    description: str
    reference: str


@dataclass(frozen=True)
class Problem:
    """Why a row is not taken, or (a notice) was taken with a correction."""

    row: int
    column: str
    text: str

    def __str__(self) -> str:
        return _("Row %(row)s, %(column)s: %(text)s") % {
            "row": self.row,
            "column": self.column,
            "text": self.text,
        }


@dataclass
class Reading:
    """What a file holds."""

    events: list[Event] = field(default_factory=list)
    refusals: list[Problem] = field(default_factory=list)
    notices: list[Problem] = field(default_factory=list)
    rows: int = 0


class _RowError(Exception):
    def __init__(self, column: str, text: str) -> None:
        super().__init__(text)
        self.column, self.text = column, text


def read(content: bytes, zone: ZoneInfo) -> Reading:
    """Read a whole file. Raises ValidationError when it is no list of events at all."""
    if len(content) > MAX_BYTES:
        raise ValidationError(_("The file is larger than 50 MB. Please split it."))
    try:
        rows = json.loads(content)
    except (ValueError, RecursionError) as error:
        raise ValidationError(_("This is not a JSON file: %(why)s") % {"why": error}) from error
    if not isinstance(rows, list):
        raise ValidationError(_("A list of events is expected, as the CAPS calendar has it."))
    reading = Reading(rows=len(rows))
    seen: dict[str, int] = {}
    for number, row in enumerate(rows, start=1):
        try:
            event = _event(number, row, zone, reading.notices)
        except _RowError as error:
            reading.refusals.append(Problem(number, error.column, error.text))
            continue
        first = seen.setdefault(event.reference, number)
        if first == number:
            reading.events.append(event)
        else:
            text = _("The same event stands in row %(row)s already.") % {"row": first}
            reading.refusals.append(Problem(number, "title", text))
    return reading


def _event(number: int, row: Any, zone: ZoneInfo, notices: list[Problem]) -> Event:
    if not isinstance(row, dict):
        raise _RowError("-", _("This is no event, but something else."))
    title = _text(row, "title")
    if not title:
        raise _RowError("title", _("The event has no title."))
    code = _text(row, "calendarId")
    if not code:
        raise _RowError("calendarId", _("The event says no area."))
    starts_at = _moment(row, "start", zone)
    if starts_at is None:
        raise _RowError("start", _("The event has no start."))
    place, address = _where(_text(row, "location", keep_lines=True))
    return Event(
        row=number,
        area_code=code,
        title=title[:TITLE_LENGTH],
        kind=kind_of(title),
        starts_at=starts_at,
        ends_at=_end(number, row, starts_at, zone, notices),
        place=place,
        address=address,
        description=_text(row, "eventDetails", keep_lines=True),
        reference=_reference(code, row.get("start"), title, place),
    )


def _end(
    number: int, row: dict[str, Any], starts_at: datetime, zone: ZoneInfo, notices: list[Problem]
) -> datetime:
    """The published end, or an hour after the start where it is missing or cannot be."""
    ends_at = _moment(row, "end", zone)
    if ends_at is not None and starts_at < ends_at <= starts_at + LONGEST:
        return ends_at
    if ends_at is not None:
        text = _("The end does not fit the start; an hour is assumed.")
        notices.append(Problem(number, "end", text))
    return starts_at + ASSUMED_LENGTH


def _moment(row: dict[str, Any], column: str, zone: ZoneInfo) -> datetime | None:
    text = row.get(column)
    if text is None or text == "":
        return None
    try:
        moment = datetime.fromisoformat(str(text))
        if moment.tzinfo is None:
            moment = moment.replace(tzinfo=zone)
        if not FIRST_YEAR <= moment.year <= LAST_YEAR:
            raise ValueError(moment.year)  # noqa: TRY301 -- the same sentence as for no date
    except ValueError as error:
        text = _("“%(text)s” is not a date and time.") % {"text": str(text)[:60]}
        raise _RowError(column, text) from error
    return moment


def _text(row: dict[str, Any], column: str, *, keep_lines: bool = False) -> str:
    value = row.get(column)
    text = "" if value is None else str(value).replace("\x00", "").strip()
    if keep_lines:
        return text.replace("\r\n", "\n").replace("\r", "\n")
    return " ".join(text.split())


def _where(location: str) -> tuple[str, str]:
    """Place and address: the first line, or what stands before the house number, is the place."""
    lines = list(_split(location))
    if not lines:
        return "", ""
    return lines[0][:PLACE_LENGTH], ", ".join(lines[1:])[:ADDRESS_LENGTH]


def _split(location: str) -> Iterator[str]:
    for line in location.split("\n"):
        head, number, tail = _house_number(" ".join(line.split()))
        yield from (part.strip(" ,;-") for part in (head, number + tail) if part.strip(" ,;-"))


def _house_number(line: str) -> tuple[str, str, str]:
    """Chicago's lists run a name into its address: "St. Ferdinand's3115 N. Mason"."""
    found = re.search(r"(?<=[a-z.')])\s*(\d{1,5})(?=\s+[NSEW]\b)", line)
    if not found:
        return line, "", ""
    return line[: found.start()].removesuffix(" at"), found.group(1), line[found.end() :]


def _reference(code: str, start: object, title: str, place: str) -> str:
    """The event's identity: these files give none, so its words are it."""
    words = json.dumps([code, str(start), title.casefold(), place.casefold()])
    return "events:" + hashlib.sha256(words.encode()).hexdigest()[:40]
