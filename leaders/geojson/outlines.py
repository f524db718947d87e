"""An outline as areas store it: a valid MultiPolygon in degrees, or the reason why not."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import shapely
from django.utils.translation import gettext_lazy as _
from shapely.geometry import MultiPolygon, Polygon
from shapely.geometry.base import BaseGeometry
from shapely.geometry.polygon import orient
from shapely.validation import explain_validity

from leaders.geojson import positions
from leaders.geojson.positions import Box

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

# A millionth of a degree is a hand's breadth: finer than any boundary is meant.
GRID = 1e-6
DECIMALS = 6
CLOSED_RING = 4
MAX_NESTING = 20
# No system of coordinates has such numbers; true of "not a number" as well.
IMPOSSIBLE = 1e12

Ring = list[tuple[float, float]]


class BadFeature(ValueError):
    """This feature cannot become an area; says why, as the end of a sentence."""

    def __init__(self, reason: StrOrPromise) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True)
class Outline:
    """A cleaned outline and what had to be done to it."""

    shape: MultiPolygon
    notices: tuple[StrOrPromise, ...] = ()

    @property
    def geojson(self) -> dict[str, Any]:
        """As RFC 7946 has it, outer rings counterclockwise."""
        polygons = []
        for polygon in self.shape.geoms:
            rings = [polygon.exterior, *polygon.interiors]
            polygons.append([[_rounded(point) for point in ring.coords] for ring in rings])
        return {"type": "MultiPolygon", "coordinates": polygons}


def outline(geometry: Any, *, known: Box | None = None) -> Outline:
    """Read, place, close, repair and round one geometry.

    `known` is where the areas already in the directory lie.
    """
    notices: dict[StrOrPromise, None] = {}
    all_rings = list(_polygons(geometry, notices))
    if reason := positions.refusal(_box(all_rings), known):
        raise BadFeature(reason)
    polygons = [Polygon(rings[0], rings[1:]) for rings in all_rings]
    shape = polygons[0] if len(polygons) == 1 else MultiPolygon(polygons)
    if not shape.is_valid:
        problem = explain_validity(shape).split("[")[0].strip().lower()
        notices[_("the outline was repaired (%(problem)s)") % {"problem": problem}] = None
    return Outline(_multi(_on_grid(shape)), tuple(notices))


def joined(outlines: list[Outline]) -> Outline:
    """Several parts as one outline."""
    shape = shapely.unary_union([part.shape for part in outlines])
    notices = dict.fromkeys(notice for part in outlines for notice in part.notices)
    return Outline(_multi(_on_grid(shape)), tuple(notices))


def _on_grid(shape: BaseGeometry) -> BaseGeometry:
    """Rounded, and valid after rounding, which may make neighbouring points meet."""
    rounded = shapely.transform(shape, lambda points: points.round(DECIMALS))
    if rounded.is_valid:
        return rounded
    return shapely.set_precision(shapely.make_valid(rounded), GRID)


def _multi(shape: BaseGeometry) -> MultiPolygon:
    polygons = [orient(polygon) for polygon in _areal_parts(shape) if polygon.area > 0]
    if not polygons:
        raise BadFeature(_("its outline encloses no area"))
    return MultiPolygon(polygons)


def _areal_parts(shape: BaseGeometry) -> Iterator[Polygon]:
    if isinstance(shape, Polygon):
        if not shape.is_empty:
            yield shape
    else:
        for part in getattr(shape, "geoms", ()):
            yield from _areal_parts(part)


def _polygons(
    geometry: Any, notices: dict[StrOrPromise, None], depth: int = 0
) -> Iterator[list[Ring]]:
    """The rings of every polygon in a geometry of whatever kind."""
    if not isinstance(geometry, dict):
        raise BadFeature(_("it has no outline"))
    kind = geometry.get("type")
    if kind == "GeometryCollection" and depth < MAX_NESTING:
        yield from _collected(geometry.get("geometries"), notices, depth)
        return
    if kind not in ("Polygon", "MultiPolygon"):
        raise BadFeature(
            _("it is a %(kind)s, not an area with an outline") % {"kind": str(kind)[:40]}
        )
    coordinates = geometry.get("coordinates")
    polygons = [coordinates] if kind == "Polygon" else coordinates
    if not isinstance(polygons, list) or not polygons:
        raise BadFeature(_("its outline is empty"))
    for rings in polygons:
        if not isinstance(rings, list) or not rings:
            raise BadFeature(_("its outline is empty"))
        yield [_ring(ring, notices) for ring in rings]


def _collected(members: Any, notices: dict[StrOrPromise, None], depth: int) -> Iterator[list[Ring]]:
    areal = [
        member
        for member in (members if isinstance(members, list) else [])
        if isinstance(member, dict)
        and member.get("type") in ("Polygon", "MultiPolygon", "GeometryCollection")
    ]
    if not areal:
        raise BadFeature(_("it is a collection without an outline"))
    if len(areal) < len(members):
        notices[_("points and lines beside the outline were left out")] = None
    for member in areal:
        yield from _polygons(member, notices, depth + 1)


def _ring(raw: Any, notices: dict[StrOrPromise, None]) -> Ring:
    if not isinstance(raw, list):
        raise BadFeature(_("its outline is not a list of points"))
    ring = [_position(point) for point in raw]
    if ring and ring[0] != ring[-1]:
        notices[_("the outline was not closed; its ends were joined")] = None
        ring.append(ring[0])
    if len(ring) < CLOSED_RING:
        raise BadFeature(_("its outline has fewer than three corners"))
    return ring


def _position(raw: Any) -> tuple[float, float]:
    """Longitude and latitude; a height is dropped."""
    if not isinstance(raw, list) or len(raw) < 2:  # noqa: PLR2004 -- longitude and latitude
        raise BadFeature(_("a point of its outline has no longitude and latitude"))
    for number in raw[:2]:
        if isinstance(number, bool) or not isinstance(number, int | float):
            raise BadFeature(_("a point of its outline is not made of numbers"))
        if not -IMPOSSIBLE < number < IMPOSSIBLE:
            raise BadFeature(_("a point of its outline lies nowhere on earth"))
    return float(raw[0]), float(raw[1])


def _box(polygons: list[list[Ring]]) -> Box:
    points = [point for rings in polygons for ring in rings for point in ring]
    east_west, north_south = [x for x, _y in points], [y for _x, y in points]
    return Box(min(east_west), min(north_south), max(east_west), max(north_south))


def _rounded(point: tuple[float, ...]) -> list[float]:
    return [round(point[0], DECIMALS), round(point[1], DECIMALS)]
