from __future__ import annotations

from home.outline import Outline

SQUARE = [[0, 60], [2, 60], [2, 61], [0, 61], [0, 60]]


def test_outline_of_nothing_is_nothing():
    assert Outline.of(None) is None


def test_outline_shrinks_longitude_by_latitude():
    outline = Outline.of({"type": "MultiPolygon", "coordinates": [[SQUARE]]})

    # At 60.5° north two degrees of longitude are about as long as one of latitude.
    assert (outline.height, round(outline.width / outline.height, 2)) == (240.0, 0.98)


def test_outline_puts_north_on_top():
    outline = Outline.of({"type": "MultiPolygon", "coordinates": [[SQUARE]]})

    assert outline.path.startswith("M0.0,240.0L")


def test_outline_of_a_line_is_nothing():
    line = [[0, 1], [0, 2], [0, 1]]

    assert Outline.of({"type": "MultiPolygon", "coordinates": [[line]]}) is None
