from __future__ import annotations

import json

import pytest

from leaders import actions
from leaders.actions import area_imports
from leaders.errors import ImportClosed, RefusedRows, UnknownColumn, UnreadableFile
from leaders.geojson import drawing, reading
from leaders.geojson.plan import Choices
from leaders.models import Area, AreaImport
from tests.factories.leaders import AreaFactory
from tests.leaders.geojson import SQUARE, as_bytes, collection, districts, feature, moved, polygon

BY_CODE = Choices(code="code", name="name")


def planned(content, choices=BY_CODE):
    return area_imports.planned(reading.read(content), choices)


def written(content, choices=BY_CODE):
    return actions.write_areas(reading.read(content), choices, by=None)


def told(problems):
    return [str(problem) for problem in problems]


def test_new_areas_are_written(db):
    written(districts(2, people="1,200"), Choices("code", "name", "people", Area.Kind.BEAT))

    areas = Area.objects.values_list("code", "name", "population", "kind")
    assert list(areas) == [("D1", "District 1", 1200, "beat"), ("D2", "District 2", 1200, "beat")]


def test_same_file_twice_changes_nothing(db):
    written(districts(3))

    again = planned(districts(3))

    assert (len(again.unchanged), again.changes_something) == (3, False)


def test_changed_feature_changes_its_area_alone(db):
    written(districts(2))
    content = json.loads(districts(2))
    content["features"][1]["properties"]["name"] = "Harbor"

    made = written(as_bytes(content))

    assert [fields for _area, _draft, fields in made.changed] == [["name"]]
    assert list(Area.objects.values_list("code", "name")) == [
        ("D1", "District 1"),
        ("D2", "Harbor"),
    ]


def test_code_in_other_letters_is_the_same_area(db):
    AreaFactory(code="d1", name="District 1", kind=Area.Kind.WARD, population=5)

    made = written(districts(1))

    assert [fields for _area, _draft, fields in made.changed] == [["boundary"]]
    area = Area.objects.get()
    assert (area.code, area.kind, area.population) == ("d1", "ward", 5)


def test_area_not_in_the_file_stays(area):
    written(districts(1))

    assert Area.objects.count() == 2


@pytest.mark.parametrize(
    ("bad", "sentence"),
    [
        (feature(name="X"), "Feature 2: “code” is empty, so it has no code."),
        (feature(code="X"), "Feature 2: “name” is empty, so it has no name."),
        (feature(code="X", name="x" * 151), "Feature 2: its name is longer than 150 letters."),
        (
            feature({"type": "Point", "coordinates": [1, 2]}, code="X", name="X"),
            "Feature 2: it is a Point, not an area with an outline.",
        ),
    ],
)
def test_one_bad_feature_stops_all(db, bad, sentence):
    content = as_bytes(collection(feature(code="A", name="A"), bad))

    assert told(planned(content).refusals) == [sentence]
    with pytest.raises(RefusedRows, match="1 feature cannot be taken, so nothing was imported"):
        written(content)
    assert not Area.objects.exists()


def test_code_of_an_area_in_another_city_is_refused(db):
    written(districts(1))
    elsewhere = collection(feature(polygon(moved(SQUARE, east=-12)), code="D1", name="Loop"))

    refusals = planned(as_bytes(elsewhere)).refusals

    assert told(refusals) == [
        "Feature 1: the area with the code D1 lies in another part of the country."
    ]


def test_bad_population_is_refused(db):
    content = as_bytes(collection(feature(code="A", name="A", people="many")))

    refusals = planned(content, Choices("code", "name", "people")).refusals

    assert told(refusals) == ["Feature 1: “many” is no number of people."]


def parts():
    return as_bytes(
        collection(
            feature(code="31", name="31ST"),
            feature(code="7", name="7TH"),
            feature(polygon(moved(SQUARE, east=0.3)), code=31, name="31ST"),
        )
    )


def test_same_code_twice_is_refused_with_the_way_out(db):
    (refusal,) = planned(parts()).refusals

    assert refusal.number == 3
    assert "same code 31 as feature 1" in str(refusal)


def test_parts_with_the_same_code_are_joined_when_chosen(db):
    made = written(parts(), Choices("code", "name", join_parts=True))

    assert told(made.notices) == ["Feature 1: joined with 3 as parts of one area."]
    assert len(Area.objects.get(code="31").boundary["coordinates"]) == 2


def test_parts_with_other_names_are_not_joined(db):
    content = as_bytes(collection(feature(code="A", name="One"), feature(code="A", name="Two")))

    (refusal,) = planned(content, Choices("code", "name", join_parts=True)).refusals

    assert str(refusal) == "Feature 2: it has the code A of feature 1, but another name."


def test_repaired_outline_is_told(db):
    ring = [SQUARE[0], SQUARE[2], SQUARE[1], SQUARE[3], SQUARE[0]]
    content = as_bytes(collection(feature(polygon(ring), code="A", name="A")))

    assert told(planned(content).notices) == [
        "Feature 1: the outline was repaired (self-intersection)."
    ]


def test_property_that_no_feature_has_is_named(db):
    with pytest.raises(UnknownColumn, match=r"“beat”\. There are: code, name"):
        planned(districts(1), Choices("beat", "name"))


def test_swapped_file_shows_beside_the_areas_there_are(db):
    london = [[-0.1, 51.5], [0.0, 51.5], [0.0, 51.6], [-0.1, 51.5]]
    written(as_bytes(collection(feature(polygon(london), code="A", name="A"))))
    swapped = polygon([[y, x] for x, y in london])

    (refusal,) = planned(as_bytes(collection(feature(swapped, code="B", name="B")))).refusals

    assert "swapped" in str(refusal)


def test_upload_is_kept_with_a_guess(coordinator):
    kept = actions.upload_areas(by=coordinator, file_name="d.geojson", content=districts(2))

    assert kept.mapping == {"code": "code", "name": "name", "population": ""}
    assert (kept.is_open, kept.uploaded_by) == (True, coordinator)


def test_unreadable_upload_is_not_kept(coordinator):
    with pytest.raises(UnreadableFile):
        actions.upload_areas(by=coordinator, file_name="d.geojson", content=b"{}")

    assert not AreaImport.objects.exists()


def test_commit_writes_reports_and_forgets_the_file(coordinator):
    kept = actions.upload_areas(by=coordinator, file_name="d.geojson", content=districts(2))
    actions.choose_properties(area_import=kept, by=coordinator, choices=BY_CODE)

    actions.commit_areas(area_import=kept, by=coordinator)

    kept.refresh_from_db()
    assert kept.report == {"new": 2, "changed": 0, "unchanged": 0}
    assert (bytes(kept.content), kept.is_open) == (b"", False)


def test_choice_of_a_property_that_is_not_there_is_not_kept(coordinator):
    kept = actions.upload_areas(by=coordinator, file_name="d.geojson", content=districts(1))

    with pytest.raises(UnknownColumn):
        actions.choose_properties(
            area_import=kept, by=coordinator, choices=Choices("nothing", "name")
        )

    kept.refresh_from_db()
    assert kept.mapping["code"] == "code"


def test_second_commit_is_refused(coordinator):
    kept = actions.upload_areas(by=coordinator, file_name="d.geojson", content=districts(1))
    actions.commit_areas(area_import=kept, by=coordinator)

    with pytest.raises(ImportClosed):
        actions.commit_areas(area_import=kept, by=coordinator)
    kept.refresh_from_db()
    with pytest.raises(ImportClosed):
        actions.discard_areas(area_import=kept, by=coordinator)


def test_refused_commit_leaves_the_file_open(coordinator):
    content = as_bytes(collection(feature(code="A", name="A"), feature(name="B")))
    kept = actions.upload_areas(by=coordinator, file_name="d.geojson", content=content)
    actions.choose_properties(area_import=kept, by=coordinator, choices=BY_CODE)

    with pytest.raises(RefusedRows):
        actions.commit_areas(area_import=kept, by=coordinator)

    kept.refresh_from_db()
    assert (kept.is_open, Area.objects.count()) == (True, 0)


def test_discarded_file_is_gone(coordinator):
    kept = actions.upload_areas(by=coordinator, file_name="d.geojson", content=districts(1))

    actions.discard_areas(area_import=kept, by=coordinator)

    assert not AreaImport.objects.exists()


def test_import_of_many_areas_takes_few_queries(db, django_assert_num_queries):
    small, large = districts(3), districts(60)
    written(small)

    with django_assert_num_queries(8):
        written(large)


def test_picture_shows_every_area_within_its_frame(db):
    picture = drawing.drawn(planned(districts(2)).drafts)

    assert [path.name for path in picture.paths] == ["District 1", "District 2"]
    assert picture.paths[0].data.startswith("M4.0,")
    assert 0 < picture.height <= picture.width == drawing.WIDTH


def test_picture_of_nothing_is_none():
    assert drawing.drawn([]) is None
