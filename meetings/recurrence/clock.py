"""From what the clock on the wall shows to the instant it means."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from functools import lru_cache
from importlib import resources
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

from django.utils.translation import gettext as _

from meetings.errors import BadTimes


def zone_named(name: str) -> ZoneInfo:
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise BadTimes(
            _("There is no time zone “%(name)s”. Write it like America/New_York.") % {"name": name}
        ) from error


def instant(day: date, wall_time: time, zone: ZoneInfo) -> datetime:
    """The instant at which the wall clock shows this, as RFC 5545 reads it (§3.3.5).

    A time the clock jumps over when daylight saving begins (02:30) is read with the offset
    before the jump, so it comes out an hour later (03:30). A time the clock shows twice when
    daylight saving ends is the first of the two.
    """
    return datetime.combine(day, wall_time.replace(fold=0), tzinfo=zone).astimezone(UTC)


@lru_cache
def zones_at_hand(home: str) -> tuple[str, ...]:
    """The zones of the country of this zone, itself first: what a department may need."""
    country_of = _countries()
    country = country_of.get(home)
    neighbors = [name for name, code in country_of.items() if code == country]
    return tuple(dict.fromkeys([home, *neighbors])) if country else (home,)


def _countries() -> dict[str, str]:
    """Zone name → country code, from the zone table that comes with the time zone data."""
    table = resources.files("tzdata").joinpath("zoneinfo", "zone.tab").read_text("utf-8")
    rows = (line.split("\t") for line in table.splitlines() if not line.startswith("#"))
    known = available_timezones()
    return {row[2]: row[0] for row in rows if row[2] in known}
