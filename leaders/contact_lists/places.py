"""In which areas something lies that a map layer shows as an outline or a point."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import shapely
from shapely.errors import ShapelyError
from shapely.geometry import shape
from shapely.geometry.base import BaseGeometry

# Boundaries drawn by different hands never meet exactly. Lying in an area is to share this much
# of the smaller of the two, so that a whole city lies in each of its districts.
SHARE = 0.1


class Places:
    """Areas by where they lie: primary key → GeoJSON outline."""

    def __init__(self, outlines: Mapping[int, Any]) -> None:
        self.shapes = {pk: shape(outline) for pk, outline in outlines.items()}
        for each in self.shapes.values():
            shapely.prepare(each)

    def areas_at(self, geometry: Any) -> set[int]:
        """None where there is no geometry, or none that can be drawn."""
        place = _drawn(geometry)
        if place is None:
            return set()
        return {pk for pk, area in self.shapes.items() if _lies_in(place, area)}


def _drawn(geometry: Any) -> BaseGeometry | None:
    try:
        place = shapely.make_valid(shape(geometry))
    except (
        ShapelyError,
        AttributeError,
        KeyError,
        IndexError,
        TypeError,
        ValueError,
        RecursionError,
    ):
        return None
    return None if place.is_empty else place


def _lies_in(place: BaseGeometry, area: BaseGeometry) -> bool:
    if not area.intersects(place):
        return False
    if not place.area:
        return True
    shared = area.intersection(place).area
    return bool(shared >= SHARE * min(place.area, area.area))
