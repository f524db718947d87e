"""Dates and times as sentences: with the weekday, and with the zone they are meant in."""

from __future__ import annotations

import zoneinfo
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from functools import lru_cache

from babel.dates import get_timezone_location
from django.utils import timezone
from django.utils.formats import date_format, get_format, time_format
from django.utils.translation import get_language

from config.design.languages import locale_of


def day(value: date) -> str:
    """Thursday, December 10, 2026."""
    return _written(value, "DATE_FORMAT", _language())


def short_day(value: date) -> str:
    """Dec 10, 2026."""
    return _written(value, "SHORT_DATE_FORMAT", _language())


def moment(value: datetime, zone: tzinfo | None = None) -> str:
    """Thursday, December 10, 2026, 7:00 p.m. (New York, EST)."""
    local = as_local(value, zone)
    return f"{_written(_minute(local), 'DATETIME_FORMAT', _language())} ({zone_words(local)})"


def span(start: datetime, end: datetime | None, zone: tzinfo | None = None) -> str:
    """Thursday, December 10, 2026, 7:00–8:30 p.m. (New York, EST)."""
    if end is None:
        return moment(start, zone)
    start, end = as_local(start, zone), as_local(end, zone)
    if start.date() == end.date():
        return f"{day(start.date())}, {hours(start, end)} ({zone_words(start)})"
    first, last = (
        _written(_minute(value), "DATETIME_FORMAT", _language()) for value in (start, end)
    )
    return f"{first} – {last} ({zone_words(start)})"


def hours(start: datetime, end: datetime) -> str:
    """7:00–8:30 p.m., naming the half of the day once where it is the same."""
    return _hours(_minute(start).time(), _minute(end).time(), _language())


def as_local(value: datetime, zone: tzinfo | None = None) -> datetime:
    """In the zone asked for; else in its own, or (stored times, UTC) in the reader's."""
    if zone is not None:
        return value.astimezone(zone)
    if timezone.is_naive(value):
        return timezone.make_aware(value)
    return timezone.localtime(value) if value.tzinfo is UTC else value


def zone_words(local: datetime) -> str:
    """New York, EST."""
    abbreviation = local.tzname() or ""
    if abbreviation[:1] in "+-":
        abbreviation = _offset_words(local.utcoffset() or timedelta())
    city = zone_city(getattr(local.tzinfo, "key", ""), _language())
    return f"{city}, {abbreviation}" if city else abbreviation


@lru_cache(maxsize=1024)
def zone_city(key: str, language: str) -> str:
    """The city a zone is named after, in the reader's language."""
    if "/" not in key or key.startswith("Etc/"):
        return ""
    zone = zoneinfo.ZoneInfo(key)
    return get_timezone_location(zone, locale=locale_of(language), return_city=True)


# Writing a date takes Django longer than reading a row, and the dates of lists are few: the days of
# some months, the hours at which people meet. What is remembered depends on nothing but its key.


@lru_cache(maxsize=4096)
def _written(value: date, form: str, language: str) -> str:  # noqa: ARG001 -- part of the key
    return date_format(value, form)


@lru_cache(maxsize=4096)
def _hours(start: time, end: time, language: str) -> str:  # noqa: ARG001 -- part of the key
    first, last = time_format(start, "TIME_FORMAT"), time_format(end, "TIME_FORMAT")
    clock = str(get_format("TIME_FORMAT"))
    if " a" in clock and (start.hour < 12) == (end.hour < 12):  # noqa: PLR2004 -- noon
        first = time_format(start, clock.replace(" a", ""))
    return f"{first}–{last}"


def _minute(value: datetime) -> datetime:
    """As the clock on the wall shows it."""
    return value.replace(second=0, microsecond=0, tzinfo=None)


def _language() -> str:
    return get_language() or "en"


def _offset_words(offset: timedelta) -> str:
    minutes = int(offset.total_seconds()) // 60
    sign = "+" if minutes >= 0 else "−"
    hour, minute = divmod(abs(minutes), 60)
    return f"UTC{sign}{hour}" + (f":{minute:02d}" if minute else "")
