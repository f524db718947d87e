"""Meetings as calendar programs read them: RFC 5545 objects, RFC 5546 methods.

Lines are written by hand, because a feed of a thousand meetings has to come in milliseconds; the
tests read them back with two libraries. What is an attendee's own (address, answer, link) is in
that person's copy only: nobody learns from a calendar who else is invited.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from functools import lru_cache
from zoneinfo import ZoneInfo

from meetings.vtimezone import vtimezone

LINE_OCTETS = 75
CONTROL = re.compile(r"[\x00-\x1f\x7f]")
CONTROL_BUT_NEWLINE = re.compile(r"[\x00-\x09\x0b-\x1f\x7f]")


class Status(StrEnum):
    CONFIRMED = "CONFIRMED"
    TENTATIVE = "TENTATIVE"
    CANCELLED = "CANCELLED"


class Participation(StrEnum):
    """What the attendee has answered (PARTSTAT)."""

    NEEDS_ACTION = "NEEDS-ACTION"
    ACCEPTED = "ACCEPTED"
    DECLINED = "DECLINED"
    TENTATIVE = "TENTATIVE"


@dataclass(frozen=True, slots=True)
class Event:
    """One meeting; `stamp` is when this information was written."""

    uid: str
    sequence: int
    stamp: datetime
    starts_at: datetime
    ends_at: datetime
    timezone: str
    summary: str
    location: str = ""
    description: str = ""
    url: str = ""
    status: Status = Status.CONFIRMED


@dataclass(frozen=True, slots=True)
class Party:
    """Organizer or attendee."""

    address: str
    name: str = ""


def request(
    event: Event, *, organizer: Party, attendee: Party, participation: Participation
) -> str:
    """An invitation or its update: calendar programs show buttons to answer."""
    wanted = "TRUE" if participation == Participation.NEEDS_ACTION else "FALSE"
    people = [
        _party("ORGANIZER", organizer),
        _party(
            "ATTENDEE;CUTYPE=INDIVIDUAL;ROLE=REQ-PARTICIPANT"
            f";PARTSTAT={participation};RSVP={wanted}",
            attendee,
        ),
    ]
    return _calendar("REQUEST", [], [event], people)


def cancellation(event: Event, *, organizer: Party, attendee: Party) -> str:
    """Takes the meeting out of the attendee's calendar."""
    people = [_party("ORGANIZER", organizer), _party("ATTENDEE", attendee)]
    return _calendar("CANCEL", [], [event], people)


def file(event: Event) -> str:
    """One meeting to keep, without asking for an answer."""
    return _calendar("PUBLISH", [], [event], [])


def feed(events: Iterable[Event], *, name: str) -> str:
    """A calendar to subscribe to."""
    properties = [
        _line("NAME", _text(name)),
        _line("X-WR-CALNAME", _text(name)),
        "REFRESH-INTERVAL;VALUE=DURATION:PT1H",
        "X-PUBLISHED-TTL:PT1H",
    ]
    return _calendar("PUBLISH", properties, list(events), [])


def _calendar(method: str, properties: list[str], events: list[Event], people: list[str]) -> str:
    head = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Liaison//Meetings//EN",
        "CALSCALE:GREGORIAN",
        f"METHOD:{method}",
        *properties,
    ]
    zones = "".join(vtimezone(*spanned) for spanned in _zones(events))
    body = "".join(_event(event, people) for event in events)
    return "\r\n".join(head) + f"\r\n{zones}{body}END:VCALENDAR\r\n"


def _zones(events: list[Event]) -> Iterable[tuple[str, int, int]]:
    """Each time zone once, with the years it has to be right for."""
    years: dict[str, set[int]] = {}
    for event in events:
        years.setdefault(event.timezone, set()).update((event.starts_at.year, event.ends_at.year))
    return [(zone, min(found) - 1, max(found) + 1) for zone, found in sorted(years.items())]


def _event(event: Event, people: list[str]) -> str:
    zone = _zone(event.timezone)
    lines = [
        "BEGIN:VEVENT",
        f"UID:{event.uid}",
        f"SEQUENCE:{event.sequence}",
        f"DTSTAMP:{_utc(event.stamp)}",
        _moment("DTSTART", event.starts_at, zone),
        _moment("DTEND", event.ends_at, zone),
        _line("SUMMARY", _text(event.summary)),
        f"STATUS:{event.status}",
    ]
    if event.location:
        lines.append(_line("LOCATION", _text(event.location)))
    if event.description:
        lines.append(_line("DESCRIPTION", _text(event.description)))
    if event.url:
        lines.append(_line("URL", event.url))
    return "\r\n".join([*lines, *people, "END:VEVENT\r\n"])


@lru_cache(maxsize=256)
def _zone(name: str) -> ZoneInfo:
    return ZoneInfo(name)


def _moment(name: str, moment: datetime, zone: ZoneInfo) -> str:
    local = moment.astimezone(zone)
    if local.fold:  # An hour that comes twice: a local time would mean the first one.
        return f"{name}:{_utc(moment)}"
    return f"{name};TZID={zone.key}:{_digits(local)}"


def _utc(moment: datetime) -> str:
    return f"{_digits(moment.astimezone(UTC))}Z"


def _digits(moment: datetime) -> str:
    date = f"{moment.year:04d}{moment.month:02d}{moment.day:02d}"
    return f"{date}T{moment.hour:02d}{moment.minute:02d}{moment.second:02d}"


def _party(name: str, party: Party) -> str:
    common_name = f';CN="{_parameter(party.name)}"' if party.name else ""
    return _line(f"{name}{common_name}", f"mailto:{_parameter(party.address)}")


def _parameter(value: str) -> str:
    """Quotes cannot stand in a parameter at all."""
    return CONTROL.sub("", value).replace('"', "'")


def _text(value: str) -> str:
    if CONTROL_BUT_NEWLINE.search(value):
        value = CONTROL_BUT_NEWLINE.sub("", value)
    # Four replacements are many times faster than one `translate` to longer strings.
    value = value.replace("\\", "\\\\").replace(";", "\\;")
    return value.replace(",", "\\,").replace("\n", "\\n")


def _line(name: str, value: str) -> str:
    """One content line, folded at 75 octets, never inside a character."""
    line = f"{name}:{value}"
    if not line.isascii():
        return "\r\n ".join(_folded(line.encode()))
    if len(line) <= LINE_OCTETS:
        return line
    rest = range(LINE_OCTETS, len(line), LINE_OCTETS - 1)
    return "\r\n ".join(
        [line[:LINE_OCTETS], *[line[start : start + LINE_OCTETS - 1] for start in rest]]
    )


def _folded(octets: bytes) -> Iterator[str]:
    start, longest = 0, LINE_OCTETS
    while start < len(octets):
        end = min(start + longest, len(octets))
        while end < len(octets) and octets[end] & 0xC0 == 0x80:  # noqa: PLR2004 -- UTF-8 continues
            end -= 1
        yield octets[start:end].decode()
        start, longest = end, LINE_OCTETS - 1  # The space a folded line begins with counts.
