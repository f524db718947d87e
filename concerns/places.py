"""Which area a point lies in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Self

import shapely
from shapely.geometry.base import BaseGeometry

from leaders.models import Area


@dataclass(frozen=True)
class Outlines:
    """The outlines of all areas, ready to be asked often."""

    areas: list[Area]
    shapes: list[BaseGeometry]
    tree: shapely.STRtree

    @classmethod
    def of_all(cls) -> Self:
        areas = list(Area.objects.exclude(boundary=None))
        shapes = [shapely.geometry.shape(area.boundary) for area in areas]
        return cls(areas, shapes, shapely.STRtree(shapes))

    def area_at(self, latitude: float | None, longitude: float | None) -> Area | None:
        """The smallest area around the point: a beat rather than its district."""
        if latitude is None or longitude is None or not self.areas:
            return None
        around = self.tree.query(shapely.Point(longitude, latitude), predicate="intersects")
        if not len(around):
            return None
        return self.areas[min(around, key=lambda index: self.shapes[index].area)]


def area_at(latitude: float | None, longitude: float | None) -> Area | None:
    """For one point; ask `Outlines.of_all()` for many."""
    if latitude is None or longitude is None:
        return None
    return Outlines.of_all().area_at(latitude, longitude)
