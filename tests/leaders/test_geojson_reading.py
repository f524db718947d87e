from __future__ import annotations

import contextlib
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leaders.errors import UnreadableFile
from leaders.geojson import reading
from tests.leaders.geojson import as_bytes, collection, districts, feature, polygon


def test_features_are_read_with_their_numbers():
    read = reading.read(districts(2))

    assert [(each.number, each.properties["code"]) for each in read.features] == [
        (1, "D1"),
        (2, "D2"),
    ]


def test_properties_are_listed_with_samples():
    read = reading.read(
        as_bytes(
            collection(
                feature(num=18.0, note=None), feature(num=19.0, note=" a  b "), feature(num=18.0)
            )
        )
    )

    assert [(each.label, each.filled, each.distinct) for each in read.properties] == [
        ("num: 18, 19", 3, 2),
        ("note: a b", 1, 1),
    ]


def test_number_of_the_feature_itself_can_be_chosen():
    read = reading.read(as_bytes(collection(feature(name="A") | {"id": 7})))

    assert [each.name for each in read.properties] == ["id", "name"]


def test_single_feature_is_a_file_too():
    assert len(reading.read(as_bytes(feature(code="A"))).features) == 1


def test_other_encoding_is_read_with_a_notice():
    text = json.dumps(collection(feature(name="Peña")), ensure_ascii=False)

    read = reading.read(text.encode("cp1252"))

    assert read.features[0].properties["name"] == "Peña"
    assert len(read.notices) == 1


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b'{"type": "FeatureCollection",\n "features": [', "breaks off or has an error at line 2"),
        (b"not json", "not valid JSON"),
        (b"[1, 2]", "not a FeatureCollection"),
        (b'{"hello": 1}', "not a FeatureCollection"),
        (as_bytes({"type": "Topology", "objects": {}}), "TopoJSON, not GeoJSON"),
        (as_bytes(polygon()), "without properties"),
        (as_bytes(collection()), "no features"),
        (as_bytes({"type": "FeatureCollection", "features": {}}), "not a FeatureCollection"),
        (as_bytes(collection(feature(), "x")), "Feature 2 is not a GeoJSON feature"),
        (as_bytes(collection(feature() | {"properties": [1]})), "properties of feature 1"),
        (b'{"type": "Feature", "properties": {"a": NaN}}', "impossible numbers"),
        (b"[" * 100_000, "nested too deep"),
        (b'{"a":' + b"9" * 5000 + b"}", "impossible numbers"),
        (b"", "is empty"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_unreadable_file_is_refused_with_the_reason(content, sentence):
    with pytest.raises(UnreadableFile, match=sentence):
        reading.read(content)


@pytest.mark.parametrize(
    "name",
    [
        "urn:ogc:def:crs:OGC:1.3:CRS84",
        "urn:ogc:def:crs:EPSG::4326",
        "EPSG:4326",
    ],
)
def test_degrees_may_be_named(name):
    crs = {"type": "name", "properties": {"name": name}}

    assert reading.read(as_bytes(collection(feature(), crs=crs))).features


def test_other_coordinate_system_is_refused_by_its_name():
    crs = {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::2272"}}

    with pytest.raises(UnreadableFile, match="EPSG::2272"):
        reading.read(as_bytes(collection(feature(), crs=crs)))


@pytest.mark.parametrize("crs", ["EPSG:4326", {}, {"properties": []}, {"properties": {"name": 1}}])
def test_system_that_names_nothing_is_passed_over(crs):
    assert reading.read(as_bytes(collection(feature(), crs=crs))).features


def test_file_over_the_limit_is_refused():
    with pytest.raises(UnreadableFile, match="at most 20 MB"):
        reading.read(b" " * (50 * 1024 * 1024))


def test_too_many_features_are_refused():
    with pytest.raises(UnreadableFile, match="5001 features"):
        reading.read(as_bytes(collection(*[{"type": "Feature"}] * 5001)))


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner),
    max_leaves=12,
)


@given(json_values, json_values, json_values)
def test_any_json_is_read_or_refused(properties, geometry, crs):
    data = collection({"type": "Feature", "properties": properties, "geometry": geometry}, crs=crs)

    with contextlib.suppress(UnreadableFile):
        assert len(reading.read(as_bytes(data)).features) == 1


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (18.0, "18"),
        (18.5, "18.5"),
        (7, "7"),
        ("  a\t b\x00 ", "a b"),
        (True, ""),
        (None, ""),
        (["a"], ""),
        ({"a": 1}, ""),
    ],
)
def test_value_is_written_as_people_would(value, text):
    assert reading.as_text(value) == text


@pytest.mark.parametrize(
    ("name", "text"), [("\ud83d\ude42", "🙂"), ("East \ud800", "East ?")], ids=["whole", "half"]
)
def test_half_a_sign_is_replaced(name, text):
    content = json.dumps({"type": "Feature", "geometry": None, "properties": {"name": name}})

    (feature,) = reading.read(content.encode()).features

    assert feature.properties == {"name": text}
