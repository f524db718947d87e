"""The areas' outlines as a small drawing: no tiles, no other server, no library in the page."""

from __future__ import annotations

import math
from dataclasses import dataclass
from itertools import pairwise

import shapely
from django.core.cache import cache
from django.db.models import BigIntegerField, Count, Sum
from django.db.models.expressions import RawSQL
from shapely.geometry.base import BaseGeometry

from leaders.models import Area

WIDTH = 600
# The form with the map stays under 60 KB; outlines get coarser until they fit.
LARGEST = 24_000
FINEST, COARSER = 0.7, 1.6
# How wide a letter of a name stands in the drawing, as the style sheet writes it.
LETTER = 11
KEPT_FOR = 24 * 3600


@dataclass(frozen=True)
class Shape:
    """One area: its key in the list, its outline, and where its name has room, if it has."""

    pk: int
    name: str
    path: str
    label: tuple[int, int] | None = None


@dataclass(frozen=True)
class AreaMap:
    """Larger areas first, so that those inside them can be tapped.

    A point of the drawing is `west + x / across` and `north - y / down` in degrees.
    """

    shapes: tuple[Shape, ...]
    height: int
    west: float
    north: float
    across: float
    down: float

    @property
    def width(self) -> int:
        return WIDTH


def area_map() -> AreaMap | None:
    """Drawn once, and again when an area changes; none while no area has an outline."""
    key = f"concerns:map:{_fingerprint()}"
    kept = cache.get(key)
    if kept is None:
        kept = (draw(list(Area.objects.exclude(boundary=None))),)
        cache.set(key, kept, KEPT_FOR)
    found: AreaMap | None = kept[0]
    return found


def draw(areas: list[Area]) -> AreaMap | None:
    outlines = [(area, shapely.geometry.shape(area.boundary)) for area in areas]
    outlines = [(area, outline) for area, outline in outlines if not outline.is_empty]
    if not outlines:
        return None
    outlines.sort(key=lambda pair: -pair[1].area)
    west, south, east, north = shapely.total_bounds([outline for _area, outline in outlines])
    # A degree of longitude is shorter the farther from the equator.
    shrunk = math.cos(math.radians((south + north) / 2))
    across = WIDTH / max(east - west, 1e-6)
    down = across / max(shrunk, 0.01)
    flat = [
        shapely.transform(outline, lambda points: (points - (west, north)) * (across, -down))
        for _area, outline in outlines
    ]
    return AreaMap(
        shapes=tuple(
            Shape(area.pk, area.name, path, _room(area.name, outline))
            for (area, _), outline, path in zip(outlines, flat, _paths(flat), strict=True)
        ),
        height=math.ceil((north - south) * down),
        west=round(west, 6),
        north=round(north, 6),
        across=round(across, 3),
        down=round(down, 3),
    )


def _room(name: str, outline: BaseGeometry) -> tuple[int, int] | None:
    """The middle of a name inside its area; none where it would run over the border."""
    west, _south, east, _north = outline.bounds
    if east - west < LETTER * len(name):
        return None
    point = outline.representative_point()
    return round(point.x), round(point.y)


def _paths(outlines: list[BaseGeometry]) -> list[str]:
    """As fine as fits into the page."""
    tolerance = FINEST
    while True:
        coarse = shapely.simplify(outlines, tolerance, preserve_topology=True)
        paths = [_path(outline) for outline in coarse]
        if sum(map(len, paths)) <= LARGEST or tolerance > WIDTH:
            return paths
        tolerance *= COARSER


def _path(outline: BaseGeometry) -> str:
    rings = []
    for polygon in getattr(outline, "geoms", [outline]):
        for ring in (polygon.exterior, *polygon.interiors):
            points = [(round(x), round(y)) for x, y in ring.coords[:-1]]
            steps = [
                f"{after[0] - before[0]} {after[1] - before[1]}"
                for before, after in pairwise(points)
                if after != before
            ]
            if len(steps) > 1:
                rings.append(f"M{points[0][0]} {points[0][1]}l{' '.join(steps)}z")
    return "".join(rings)


def _fingerprint() -> str:
    """Another one whenever a row was written; nothing of the outlines is read for it."""
    version = RawSQL("hashtext(ctid::text || xmin::text)", [], output_field=BigIntegerField())
    found = Area.objects.order_by().aggregate(number=Count("pk"), versions=Sum(version))
    return f"{found['number']}-{found['versions']}"
