"""Whether coordinates are degrees at all, and which way round they stand."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

MAX_LONGITUDE = 180
MAX_LATITUDE = 90
# Beyond a full turn nothing is a degree: it is feet or metres.
FULL_TURN = 360
# Nobody is policed beyond these latitudes.
NORTHERNMOST = 80
SOUTHERNMOST = -60
# A degree or two: a city's areas lie no farther from each other.
NEAR = 2


@dataclass(frozen=True)
class Box:
    """West, south, east, north."""

    west: float
    south: float
    east: float
    north: float

    @property
    def swapped(self) -> Box:
        return Box(self.south, self.west, self.north, self.east)

    @property
    def is_on_earth(self) -> bool:
        return (
            max(abs(self.west), abs(self.east)) <= MAX_LONGITUDE
            and max(abs(self.south), abs(self.north)) <= MAX_LATITUDE
        )

    @property
    def is_inhabited(self) -> bool:
        return self.is_on_earth and self.north >= SOUTHERNMOST and self.south <= NORTHERNMOST

    def is_near(self, other: Box) -> bool:
        return (
            self.west - NEAR <= other.east
            and other.west - NEAR <= self.east
            and self.south - NEAR <= other.north
            and other.south - NEAR <= self.north
        )

    def joined(self, other: Box) -> Box:
        return Box(
            min(self.west, other.west),
            min(self.south, other.south),
            max(self.east, other.east),
            max(self.north, other.north),
        )


SWAPPED = _(
    "its latitude and longitude look swapped. GeoJSON wants longitude first; export the file again"
)


def refusal(box: Box, known: Box | None) -> StrOrPromise:
    """Why an outline within this box cannot be where it says; empty when it can.

    `known` is where the areas already in the directory lie.
    """
    if max(abs(box.west), abs(box.south), abs(box.east), abs(box.north)) > FULL_TURN:
        return _(
            "its coordinates (such as %(x)s, %(y)s) are not degrees but feet or metres of a "
            "projected system. Export the file again in WGS 84 (EPSG:4326)"
        ) % {"x": round(box.west), "y": round(box.south)}
    is_swapped_inhabited = box.swapped.is_inhabited
    if not box.is_inhabited and is_swapped_inhabited:
        return SWAPPED
    if not box.is_on_earth:
        return _("its coordinates (such as %(x)s, %(y)s) are no longitude and latitude") % {
            "x": round(box.west, 3),
            "y": round(box.south, 3),
        }
    if known and is_swapped_inhabited and not box.is_near(known) and box.swapped.is_near(known):
        return SWAPPED
    return ""
