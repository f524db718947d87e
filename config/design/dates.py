"""Dates and times as sentences: with the weekday, and with the zone they are meant in."""

from __future__ import annotations

import zoneinfo
from datetime import UTC, date, datetime, timedelta, tzinfo
from functools import lru_cache

from babel.dates import get_timezone_location
from django.utils import timezone
from django.utils.formats import date_format, get_format
from django.utils.translation import get_language

from config.design.languages import locale_of


def day(value: date) -> str:
    """Thursday, December 10, 2026."""
    return date_format(value, "DATE_FORMAT")


def short_day(value: date) -> str:
    """Dec 10, 2026."""
    return date_format(value, "SHORT_DATE_FORMAT")


def moment(value: datetime, zone: tzinfo | None = None) -> str:
    """Thursday, December 10, 2026, 7:00 p.m. (New York, EST)."""
    local = as_local(value, zone)
    return f"{date_format(local, 'DATETIME_FORMAT')} ({zone_words(local)})"


def span(start: datetime, end: datetime | None, zone: tzinfo | None = None) -> str:
    """Thursday, December 10, 2026, 7:00–8:30 p.m. (New York, EST)."""
    if end is None:
        return moment(start, zone)
    start, end = as_local(start, zone), as_local(end, zone)
    if start.date() == end.date():
        return f"{day(start)}, {hours(start, end)} ({zone_words(start)})"
    first, last = (date_format(value, "DATETIME_FORMAT") for value in (start, end))
    return f"{first} – {last} ({zone_words(start)})"


def hours(start: datetime, end: datetime) -> str:
    """7:00–8:30 p.m., naming the half of the day once where it is the same."""
    first, last = date_format(start, "TIME_FORMAT"), date_format(end, "TIME_FORMAT")
    clock = str(get_format("TIME_FORMAT"))
    if " a" in clock and (start.hour < 12) == (end.hour < 12):  # noqa: PLR2004 -- noon
        first = date_format(start, clock.replace(" a", ""))
    return f"{first}–{last}"


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
    city = zone_city(getattr(local.tzinfo, "key", ""), get_language() or "en")
    return f"{city}, {abbreviation}" if city else abbreviation


@lru_cache(maxsize=1024)
def zone_city(key: str, language: str) -> str:
    """The city a zone is named after, in the reader's language."""
    if "/" not in key or key.startswith("Etc/"):
        return ""
    zone = zoneinfo.ZoneInfo(key)
    return get_timezone_location(zone, locale=locale_of(language), return_city=True)


def _offset_words(offset: timedelta) -> str:
    minutes = int(offset.total_seconds()) // 60
    sign = "+" if minutes >= 0 else "−"
    hour, minute = divmod(abs(minutes), 60)
    return f"UTC{sign}{hour}" + (f":{minute:02d}" if minute else "")
