"""The time zones people choose from: the nearest first, then all others by continent."""

from __future__ import annotations

import zoneinfo
from collections.abc import Iterator
from functools import cache
from itertools import groupby

from django.conf import settings
from django.utils.translation import gettext_lazy as _

COMMON = (
    "America/New_York",
    "America/Chicago",
    "America/Denver",
    "America/Phoenix",
    "America/Los_Angeles",
    "America/Anchorage",
    "Pacific/Honolulu",
    "America/Puerto_Rico",
)
NOT_PLACES = {"Etc", "SystemV", "US", "Canada", "Brazil", "Chile", "Mexico"}

Group = tuple[object, list[tuple[str, str]]]


def grouped_timezones() -> Iterator[Group]:
    """Choices of a select: (group, [(name, words)])."""
    own = () if settings.TIME_ZONE in COMMON else (settings.TIME_ZONE,)
    yield _("Most used"), [(name, _words(name)) for name in (*own, *COMMON)]
    others = [name for name in _places() if name not in COMMON and name not in own]
    for continent, names in groupby(others, lambda name: name.partition("/")[0]):
        yield continent, [(name, _words(name)) for name in names]


@cache
def _places() -> tuple[str, ...]:
    names = zoneinfo.available_timezones()
    return tuple(sorted(n for n in names if "/" in n and n.partition("/")[0] not in NOT_PLACES))


def _words(name: str) -> str:
    return name.replace("_", " ").replace("/", " / ")
