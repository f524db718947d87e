"""Where the partnership is thin: areas in which a core sector has no active leader."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import cast

from django.core.cache import cache

from accounts.models import User
from leaders.models import Affiliation, Area, Sector

# Chicago CAPS asks for these at every table; an area without one of them is thin.
CORE_SECTORS = (Sector.FAITH, Sector.BUSINESS, Sector.SCHOOL, Sector.TENANT, Sector.NEIGHBORHOOD)
# Counted over every leader there is, for a start page that is opened all day: it changes slowly.
KEY, KEPT_FOR = "home:thin-areas", 300  # Seconds


@dataclass(frozen=True)
class ThinArea:
    """An area and the core sectors for which no active leader speaks there."""

    code: str
    name: str
    lacking: tuple[Sector, ...]

    @property
    def missing(self) -> list[str]:
        return [str(sector.label) for sector in self.lacking]


def thin_areas(user: User) -> list[ThinArea]:
    """As they stood at most five minutes ago."""
    return cast("list[ThinArea]", cache.get_or_set(KEY, lambda: count(user), KEPT_FOR))


def count(user: User) -> list[ThinArea]:
    present: defaultdict[int, set[str]] = defaultdict(set)
    speaking = Affiliation.objects.filter(
        leader__is_active=True, until_on=None, organization__sector__in=CORE_SECTORS
    ).order_by()
    for area, sector in speaking.values_list("leader__areas", "organization__sector").distinct():
        present[area].add(sector)
    areas = Area.objects.visible_to(user).values_list("pk", "code", "name")
    lacking = {
        (code, name): tuple(sector for sector in CORE_SECTORS if sector not in present[pk])
        for pk, code, name in areas
    }
    return [ThinArea(code, name, sectors) for (code, name), sectors in lacking.items() if sectors]
