from __future__ import annotations

import math

import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from leaders.geojson.outlines import BadFeature, joined, outline
from leaders.geojson.positions import Box
from tests.leaders.geojson import SQUARE, moved, polygon

HOLE = [[-74.97, 40.03], [-74.97, 40.06], [-74.94, 40.06], [-74.97, 40.03]]
BOW_TIE = [[-75.0, 40.0], [-74.9, 40.1], [-74.9, 40.0], [-75.0, 40.1], [-75.0, 40.0]]
SPIKE = [*SQUARE[:3], [-74.9, 40.3], [-74.9, 40.1], *SQUARE[3:]]
CITY = Box(-75.2, 39.8, -74.8, 40.2)


def notices(read):
    return [str(notice) for notice in read.notices]


def test_polygon_becomes_a_multipolygon():
    read = outline(polygon())

    assert read.geojson == {"type": "MultiPolygon", "coordinates": [[SQUARE]]}
    assert notices(read) == []


def test_hole_is_kept_and_rings_run_as_the_standard_wants():
    read = outline(polygon(SQUARE[::-1], HOLE[::-1]))

    exterior, interior = read.geojson["coordinates"][0]
    assert shapely.LinearRing(exterior).is_ccw
    assert not shapely.LinearRing(interior).is_ccw


def test_parts_of_a_multipolygon_are_kept():
    read = outline({"type": "MultiPolygon", "coordinates": [[SQUARE], [moved(SQUARE, east=1)]]})

    assert len(read.geojson["coordinates"]) == 2


def test_heights_are_dropped_and_digits_rounded():
    read = outline(polygon([[x + 1e-9, y, 12.5] for x, y in SQUARE]))

    assert read.geojson["coordinates"] == [[SQUARE]]


@pytest.mark.parametrize(
    ("ring", "notice"),
    [
        (BOW_TIE, "the outline was repaired (self-intersection)"),
        (SPIKE, "the outline was repaired (self-intersection)"),
        (SQUARE[:-1], "the outline was not closed; its ends were joined"),
    ],
    ids=["bow tie", "spike", "open"],
)
def test_mended_outline_says_so(ring, notice):
    read = outline(polygon(ring))

    assert shapely.is_valid(read.shape)
    assert notices(read) == [notice]


def test_collection_gives_up_its_outlines():
    point = {"type": "Point", "coordinates": [-75, 40]}

    read = outline({"type": "GeometryCollection", "geometries": [point, polygon()]})

    assert read.geojson["coordinates"] == [[SQUARE]]
    assert notices(read) == ["points and lines beside the outline were left out"]


@pytest.mark.parametrize(
    ("geometry", "reason"),
    [
        (None, "no outline"),
        ({"type": "Point", "coordinates": [-75, 40]}, "it is a Point"),
        ({"type": "LineString", "coordinates": SQUARE}, "it is a LineString"),
        ({"type": "GeometryCollection", "geometries": []}, "without an outline"),
        ({"type": "GeometryCollection"}, "without an outline"),
        ({"type": "Polygon", "coordinates": []}, "empty"),
        ({"type": "MultiPolygon", "coordinates": [[]]}, "empty"),
        ({"type": "Polygon"}, "empty"),
        (polygon("ring"), "not a list of points"),
        (polygon([[-75, 40], [-74, 40]]), "fewer than three corners"),
        (polygon([]), "fewer than three corners"),
        (polygon([[-75, 40], [-74, 40], [-73, 40], [-75, 40]]), "encloses no area"),
        (polygon([["-75", 40], [-74, 40], [-74, 41]]), "not made of numbers"),
        (polygon([[True, 40], [-74, 40], [-74, 41]]), "not made of numbers"),
        (polygon([[-75], [-74, 40], [-74, 41]]), "no longitude and latitude"),
        (polygon([[math.inf, 40], [-74, 40], [-74, 41]]), "nowhere on earth"),
        (polygon([[math.nan, 40], [-74, 40], [-74, 41]]), "nowhere on earth"),
        (polygon([[10**400, 40], [-74, 40], [-74, 41]]), "nowhere on earth"),
        (polygon(moved(SQUARE, east=2_690_000, north=235_000)), "feet or metres"),
        (polygon(moved(SQUARE, east=300)), "no longitude and latitude"),
        (polygon([[y, x] for x, y in SQUARE]), "swapped"),
        (polygon([[29.7, -95.4], [29.8, -95.4], [29.8, -95.3], [29.7, -95.4]]), "swapped"),
    ],
)
def test_impossible_outline_is_refused_with_the_reason(geometry, reason):
    with pytest.raises(BadFeature, match=reason):
        outline(geometry)


def test_nesting_without_end_is_refused():
    geometry = polygon()
    for _ in range(30):
        geometry = {"type": "GeometryCollection", "geometries": [geometry]}

    with pytest.raises(BadFeature, match="it is a GeometryCollection"):
        outline(geometry)


def test_swapped_coordinates_show_beside_the_areas_there_are():
    london = [[-0.1, 51.5], [0.0, 51.5], [0.0, 51.6], [-0.1, 51.5]]
    known = Box(-0.5, 51.3, 0.3, 51.7)
    swapped = polygon([[y, x] for x, y in london])

    with pytest.raises(BadFeature, match="swapped"):
        outline(swapped, known=known)
    assert outline(swapped, known=None).geojson
    assert outline(polygon(london), known=known).geojson


def test_areas_far_from_those_there_are_may_come():
    assert outline(polygon(moved(SQUARE, east=-12, north=2)), known=CITY).geojson


def test_parts_are_joined_into_one_outline():
    read = joined([outline(polygon()), outline(polygon(moved(SQUARE, east=0.1)))])

    assert read.shape.geoms[0].area == pytest.approx(0.02)
    assert len(read.geojson["coordinates"]) == 1


numbers = st.floats(-180, 180) | st.integers(-90, 90)
rings = st.lists(st.lists(numbers, min_size=2, max_size=3), min_size=3, max_size=8)


@given(st.lists(rings, min_size=1, max_size=3))
def test_any_rings_become_a_valid_outline_or_are_refused(coordinates):
    try:
        read = outline({"type": "Polygon", "coordinates": coordinates})
    except BadFeature:
        return
    assert shapely.is_valid(read.shape)
    assert outline(read.geojson).geojson["type"] == "MultiPolygon"
