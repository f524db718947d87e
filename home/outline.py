"""An area's boundary as a small drawing: SVG paths, no map tiles, no script."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any, Self

SIZE = 240.0  # Longer side of the drawing, in SVG units.


@dataclass(frozen=True)
class Outline:
    """SVG path data in a box of `width` by `height` units."""

    path: str
    width: float
    height: float

    @property
    def view_box(self) -> str:
        """With a margin, so that the line is not cut at the edges."""
        return f"-4 -4 {self.width + 8} {self.height + 8}"

    @classmethod
    def of(cls, boundary: dict[str, Any] | None) -> Self | None:
        """Draw a GeoJSON MultiPolygon in WGS 84; an equirectangular projection at its middle."""
        if not boundary:
            return None
        rings = [ring for polygon in boundary["coordinates"] for ring in polygon]
        points = [point for ring in rings for point in ring]
        west, east = min(p[0] for p in points), max(p[0] for p in points)
        south, north = min(p[1] for p in points), max(p[1] for p in points)
        shrink = math.cos(math.radians((south + north) / 2))
        wide, high = (east - west) * shrink, north - south
        if not (wide and high):
            return None
        scale = SIZE / max(wide, high)
        path = " ".join(
            "M"
            + "L".join(
                f"{(x - west) * shrink * scale:.1f},{(north - y) * scale:.1f}" for x, y, *_ in ring
            )
            + "Z"
            for ring in rings
        )
        return cls(path, round(wide * scale, 1), round(high * scale, 1))
