"""A small picture of outlines, as SVG paths: to see at a glance that the file is the right one."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass

from shapely.geometry import MultiPolygon, Polygon

from leaders.geojson.plan import AreaDraft

WIDTH = 640
MAX_HEIGHT = 640
MARGIN = 4
# Half a pixel: finer lines would only make the page heavier.
TOLERANCE = 0.5


@dataclass(frozen=True)
class Path:
    name: str
    data: str


@dataclass(frozen=True)
class Drawing:
    width: int
    height: int
    paths: list[Path]


def drawn(drafts: Iterable[AreaDraft]) -> Drawing | None:
    """All areas in one picture, north up, widths corrected for the latitude."""
    shapes = [(draft.name, draft.outline.shape) for draft in drafts]
    if not shapes:
        return None
    bounds = [shape.bounds for _name, shape in shapes]
    west, south = min(b[0] for b in bounds), min(b[1] for b in bounds)
    east, north = max(b[2] for b in bounds), max(b[3] for b in bounds)
    squeeze = math.cos(math.radians((south + north) / 2))
    wide, high = max((east - west) * squeeze, 1e-9), max(north - south, 1e-9)
    scale = min((WIDTH - 2 * MARGIN) / wide, (MAX_HEIGHT - 2 * MARGIN) / high)

    def data(polygon: Polygon) -> str:
        rings = [polygon.exterior, *polygon.interiors]
        return "".join(
            "M"
            + "L".join(
                f"{MARGIN + (x - west) * squeeze * scale:.1f},{MARGIN + (north - y) * scale:.1f}"
                for x, y in ring.coords[:-1]
            )
            + "Z"
            for ring in rings
        )

    def path(shape: MultiPolygon) -> str:
        simple = shape.simplify(TOLERANCE / scale)
        return "".join(data(part) for part in getattr(simple, "geoms", [simple]))

    return Drawing(
        width=round(wide * scale) + 2 * MARGIN,
        height=round(high * scale) + 2 * MARGIN,
        paths=[Path(name, path(shape)) for name, shape in shapes],
    )
