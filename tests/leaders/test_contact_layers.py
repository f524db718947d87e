"""Lists of organizations that come as a map layer: the outline tells the areas."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leaders.actions import contact_imports
from leaders.actions.contact_imports import Choices
from leaders.contact_lists import columns, reading
from leaders.contact_lists.places import Places
from leaders.contact_lists.problems import Code
from leaders.models import Leader, Organization
from tests.factories.leaders import AreaFactory
from tests.leaders.geojson import SQUARE, as_bytes, collection, feature, moved, polygon

WEST = {"type": "MultiPolygon", "coordinates": [[SQUARE]]}
EAST = {"type": "MultiPolygon", "coordinates": [[moved(SQUARE, east=0.1)]]}
PLACES = Places({1: WEST, 2: EAST})


def scaled(ring, factor):
    (west, south), *_ = ring
    return [[west + (x - west) * factor, south + (y - south) * factor] for x, y in ring]


def layer(geometry, **more):
    properties = {"Organization": "Grace Chapel", "Name": "Ana Ruiz", "E-mail": "ana@example.org"}
    return as_bytes(collection(feature(geometry, **properties | more)))


def written(content):
    table = reading.read(content)
    return contact_imports.write_contacts(table, Choices(columns.guess(table.header)), by=None)


@pytest.mark.parametrize(
    ("geometry", "areas"),
    [
        (polygon(scaled(SQUARE, 0.5)), {1}),
        (polygon(moved(SQUARE, east=0.05)), {1, 2}),
        (polygon(moved(SQUARE, east=0.005)), {1}),
        (polygon(moved(SQUARE, east=0.015)), {1, 2}),
        (polygon(scaled(SQUARE, 20)), {1, 2}),
        (polygon(moved(SQUARE, north=0.1)), set()),
        ({"type": "Point", "coordinates": [-74.85, 40.05]}, {2}),
        ({"type": "Point", "coordinates": [-75.5, 40.05]}, set()),
        ({"type": "Polygon", "coordinates": []}, set()),
        ({"type": "Polygon", "coordinates": [[["a", 1]]]}, set()),
        ({"type": "Heap"}, set()),
        ("here", set()),
        (None, set()),
    ],
    ids=[
        "within",
        "half in each",
        "a sliver of the other",
        "more than a sliver",
        "the whole city",
        "beside",
        "point",
        "point elsewhere",
        "empty",
        "no numbers",
        "unknown kind",
        "no object",
        "none",
    ],
)
def test_areas_something_lies_in(geometry, areas):
    assert PLACES.areas_at(geometry) == areas


@given(
    st.recursive(
        st.none() | st.booleans() | st.floats() | st.text(max_size=5),
        lambda inner: st.lists(inner, max_size=4),
        max_leaves=12,
    ),
    st.sampled_from(["Point", "Polygon", "MultiPolygon", "LineString", "GeometryCollection"]),
)
def test_broken_geometry_lies_nowhere_or_somewhere_and_never_fails(coordinates, kind):
    geometry = {"type": kind, "coordinates": coordinates, "geometries": coordinates}

    assert PLACES.areas_at(geometry) <= {1, 2}


def test_layer_gives_organization_and_leader_the_areas_of_the_outline(db):
    west = AreaFactory(boundary=WEST)
    AreaFactory(boundary=EAST)
    AreaFactory(boundary=None)

    made = written(layer(polygon(scaled(SQUARE, 0.5))))

    assert list(Organization.objects.get().areas.all()) == [west]
    assert list(Leader.objects.get(email="ana@example.org").areas.all()) == [west]
    assert made.problems == []


def test_same_layer_twice_changes_nothing(db):
    AreaFactory(boundary=WEST)
    written(layer(polygon()))

    assert written(layer(polygon())).changes_something is False


def test_organization_outside_every_area_is_told_by_its_number(db):
    AreaFactory(boundary=WEST)

    made = written(layer(polygon(moved(SQUARE, north=0.5))))

    assert [(problem.line, problem.code) for problem in made.problems] == [(1, Code.IN_NO_AREA)]
    assert Organization.objects.get().areas.count() == 0


def test_layer_without_geometry_is_a_list_like_any_other(db):
    content = as_bytes(
        {
            "type": "FeatureCollection",
            "features": [
                {"type": "Feature", "properties": {"Organization": "Watch"}, "geometry": None}
            ],
        }
    )

    assert written(content).problems == []


def test_numbers_lines_and_missing_properties_become_cells():
    content = as_bytes(
        collection(
            feature(Organization="Watch", zip=19145.0),
            feature(Organization="Chapel", address="1 Main St\nTown"),
        )
    )

    table = reading.read(content)

    assert [record.cells for record in table.records] == [
        ["Watch", "19145", ""],
        ["Chapel", "", "1 Main St\nTown"],
    ]
    assert table.header == ["Organization", "zip", "address"]
