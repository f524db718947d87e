"""The drawing beside the list of areas."""

from __future__ import annotations

import math
import re

import pytest
import shapely

from concerns import maps
from concerns.models import Concern
from leaders.models import Area
from tests.factories.concerns import CategoryFactory
from tests.factories.leaders import AreaFactory

pytestmark = pytest.mark.django_db


def square(west, south, size):
    return shapely.geometry.mapping(
        shapely.MultiPolygon([shapely.box(west, south, west + size, south + size)])
    )


@pytest.fixture
def areas():
    return [
        AreaFactory(name="City", boundary=square(-75, 40, 1)),
        AreaFactory(name="Old town", boundary=square(-74.6, 40.4, 0.2)),
    ]


def test_larger_areas_lie_below_those_inside_them(areas):
    assert [shape.name for shape in maps.draw(areas[::-1]).shapes] == ["City", "Old town"]


def test_a_point_of_the_drawing_is_a_point_on_earth(areas):
    drawn = maps.draw(areas)
    x, y = map(int, re.match(r"M(\d+) (\d+)l", drawn.shapes[1].path).groups())

    longitude, latitude = drawn.west + x / drawn.across, drawn.north - y / drawn.down
    corners = shapely.get_coordinates(shapely.geometry.shape(areas[1].boundary))
    assert min(math.dist((longitude, latitude), corner) for corner in corners) < 0.003


def test_outlines_of_a_city_with_long_coasts_fit_into_the_page():
    """300 areas of 2,000 points each."""
    circles = [
        shapely.Point(-75 + column / 10, 40 + row / 10).buffer(0.05, quad_segs=500)
        for column in range(20)
        for row in range(15)
    ]
    areas = [
        Area(pk=number, name=f"Area {number}", boundary=shapely.geometry.mapping(circle))
        for number, circle in enumerate(circles)
    ]

    drawn = maps.draw(areas)

    assert sum(len(shape.path) for shape in drawn.shapes) <= maps.LARGEST
    assert all(shape.path.endswith("z") for shape in drawn.shapes)


def test_there_is_no_map_without_outlines(client, area):
    assert maps.area_map() is None
    assert "area-map" not in client.get("/concerns/new/").text


def test_map_follows_a_changed_outline(areas):
    before = maps.area_map()
    areas[1].name = "New town"
    areas[1].save()

    assert maps.area_map().shapes[1].name == "New town"
    assert before.shapes[1].name == "Old town"


def test_dot_comes_along_with_the_concern(client, areas):
    CategoryFactory(key="other")
    typed = {"subject": "Lamp", "text": "Out.", "confidentiality": "anonymous"}
    point = {"latitude": "40.45012", "longitude": "-74.55", "area": areas[1].pk}
    client.post("/concerns/new/", typed | point | {"urgency": "routine"})

    assert Concern.objects.values_list("latitude", "longitude", "area").get() == (
        40.45012,
        -74.55,
        areas[1].pk,
    )


@pytest.mark.parametrize("point", [("91", "0"), ("north", "0"), ("nan", "1"), ("1", "")])
def test_what_is_no_point_is_said_so(client, areas, point):
    CategoryFactory(key="other")
    typed = {"subject": "Lamp", "text": "Out.", "confidentiality": "anonymous"}
    page = client.post(
        "/concerns/new/",
        typed | {"urgency": "routine", "latitude": point[0], "longitude": point[1]},
    )

    assert (page.status_code, Concern.objects.count()) == (422, 0)
    assert "This is not a point on the map." in page.text


def test_name_stands_where_it_has_room():
    wide = AreaFactory(name="Old town", boundary=square(-75, 40, 1))
    narrow = AreaFactory(name="Between the rivers", boundary=square(-74, 40, 0.2))

    named, unnamed = maps.draw([wide, narrow]).shapes

    assert named.label[0] == maps.WIDTH / 1.2 / 2
    assert unnamed.label is None
