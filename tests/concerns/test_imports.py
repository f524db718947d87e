"""Requests of other systems become concerns of nobody, once."""

from __future__ import annotations

import csv
import io
import json
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from concerns import places
from concerns.models import Concern, Reporter
from concerns.request_lists import reading
from concerns.request_lists.words import category_of, outcome_of
from outbox.models import Message
from tests.factories.concerns import RoutingRuleFactory
from tests.factories.leaders import AreaFactory

NEW_YORK = ZoneInfo("America/New_York")
REQUEST = {
    "Unique Key": "39573567",
    "Created Date": "06/26/2018 10:58:54 AM",
    "Closed Date": "06/26/2018 12:50:01 PM",
    "Complaint Type": "Noise - Residential",
    "Descriptor": "Loud Music/Party",
    "Location Type": "Residential Building/House",
    "Incident Address": "91-33 97 STREET",
    "City": "WOODHAVEN",
    "Status": "Closed",
    "Resolution Description": "The police determined that action was not necessary.",
    "Latitude": "40.690092",
    "Longitude": "-73.846427",
}
ISSUE = {
    "id": 343514,
    "status": "Open",
    "summary": "Dark underpass",
    "description": "All four lamps are out.",
    "lat": 35.92,
    "lng": -79.03,
    "address": "Bolin Creek Trail",
    "created_at": "2017-05-24T15:00:43-04:00",
    "closed_at": None,
    "reporter": {"name": "Rosa Resident"},
}


def csv_of(*rows):
    written = io.StringIO()
    writer = csv.DictWriter(written, fieldnames=list(rows[0]))
    writer.writeheader()
    writer.writerows(rows)
    return written.getvalue().encode()


@pytest.fixture
def save(tmp_path):
    def saved(content):
        path = tmp_path / "list"
        path.write_bytes(content)
        return str(path)

    return saved


def run(path, *options):
    out = io.StringIO()
    call_command("import_concerns", path, *options, stdout=out)
    return out.getvalue()


def test_closed_request_comes_with_its_outcome(db, save):
    run(save(csv_of(REQUEST)))

    concern = Concern.objects.get()
    assert (concern.subject, concern.category.key, concern.place) == (
        "Noise - Residential: Loud Music/Party",
        "noise",
        "91-33 97 STREET, WOODHAVEN",
    )
    assert concern.raised_at == datetime(2018, 6, 26, 14, 58, 54, tzinfo=UTC)
    assert (concern.state, concern.outcome, concern.source) == ("closed", "not_possible", "import")


def test_what_was_closed_elsewhere_is_no_answer_of_ours(db, save):
    run(save(csv_of(REQUEST)))

    assert not Concern.objects.answered().exists()


def test_clock_of_an_open_request_starts_now(officer, save):
    RoutingRuleFactory(owner=officer)
    run(save(json.dumps({"issues": [ISSUE]}).encode()))

    concern = Concern.objects.get()
    assert (concern.state, concern.owner, concern.text) == (
        "received",
        officer,
        "All four lamps are out.",
    )
    assert timedelta(hours=71) < concern.due_at - timezone.now() <= timedelta(hours=72)


def test_names_are_left_out_and_nobody_is_mailed(db, save):
    run(save(json.dumps({"issues": [ISSUE]}).encode()))

    assert (Reporter.objects.count(), Message.objects.count()) == (0, 0)


def test_same_file_twice_changes_nothing(db, save):
    path = save(csv_of(REQUEST, REQUEST | {"Unique Key": "2"}))
    run(path)
    before = list(Concern.objects.order_by("pk").values())

    assert "0 new, 2 known already" in run(path)
    assert list(Concern.objects.order_by("pk").values()) == before


def test_dry_run_writes_nothing(db, save):
    assert "1 new" in run(save(csv_of(REQUEST)), "--dry-run")
    assert not Concern.objects.exists()


def test_row_that_is_there_twice_is_told_and_taken_once(db, save):
    assert "stands in row 1 already" in run(save(csv_of(REQUEST, REQUEST)))
    assert Concern.objects.count() == 1


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"Unique Key": ""}, "Row 2, unique_key: It is empty."),
        ({"Complaint Type": "N/A"}, "Row 2, complaint_type: It is empty."),
        ({"Created Date": "soon"}, "Row 2, created_date: “soon” is no date and time."),
        ({"Created Date": "01/01/1800"}, "is not a possible day"),
        ({"Created Date": "01/01/2199"}, "is not a possible day"),
        ({"Created Date": ""}, "Row 2, created_date: It is empty."),
    ],
)
def test_one_bad_row_stops_all_unless_it_is_skipped(db, save, capsys, change, sentence):
    path = save(csv_of(REQUEST, REQUEST | {"Unique Key": "2"} | change))
    out = io.StringIO()
    with pytest.raises(CommandError, match="so nothing was"):
        call_command("import_concerns", path, stdout=out)
    assert sentence in out.getvalue()
    assert not Concern.objects.exists()

    with pytest.raises(CommandError, match="1 rows were refused"):
        run(path, "--skip-refused")
    assert Concern.objects.count() == 1


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "empty"),
        (b"a,b\n1,2\n", "no list of requests we know"),
        (b"[", "not a JSON file"),
        (b"{}", "A list of requests"),
        (b"[1, 2]", "no list of requests"),
        (b"[" * 100_000, "not a JSON file"),
        (b"%PDF-1.7", "PDF"),
        (b"PK\x03\x04", "Excel"),
    ],
)
def test_what_is_no_list_is_refused(content, sentence):
    with pytest.raises(ValidationError, match=sentence):
        reading.read(content, NEW_YORK)


def test_odd_rows_of_json_are_refused_one_by_one():
    found = reading.read(json.dumps([ISSUE, 7, None, {}]).encode(), NEW_YORK)

    assert (len(found.requests), len(found.refusals)) == (1, 3)


CELLS = st.text(max_size=20) | st.integers() | st.none() | st.just("nan")
ROWS = st.lists(st.dictionaries(st.sampled_from(list(ISSUE)), CELLS, max_size=9), max_size=4)


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(ROWS)
def test_whatever_stands_in_the_cells_is_taken_or_refused(rows):
    found = reading.read(json.dumps([ISSUE, *rows]).encode(), NEW_YORK)

    assert len(found.requests) + len(found.refusals) + len(found.notices) == len(rows) + 1


@pytest.mark.parametrize(
    ("latitude", "longitude"), [("0", "0"), ("", ""), ("x", "1"), ("91", "0"), ("nan", "nan")]
)
def test_request_without_a_point_is_taken(db, save, latitude, longitude):
    run(save(csv_of(REQUEST | {"Latitude": latitude, "Longitude": longitude})))

    assert Concern.objects.get().latitude is None


def test_area_is_the_smallest_around_the_point(db, save):
    def square(size):
        ring = [[-73.9 - size, 40.6 - size], [-73.8 + size, 40.6 - size]]
        ring += [[-73.8 + size, 40.7 + size], [-73.9 - size, 40.7 + size], ring[0]]
        return {"type": "MultiPolygon", "coordinates": [[ring]]}

    AreaFactory(boundary=square(1))
    beat = AreaFactory(boundary=square(0))
    AreaFactory()
    run(save(csv_of(REQUEST)))

    assert Concern.objects.get().area == beat
    assert places.area_at(40.69, -73.84) == beat
    assert places.area_at(10.0, 10.0) is None
    assert places.area_at(None, None) is None


def test_feedback_list_is_read(db, save):
    row = {
        "Feedback Date/Time": "12/16/2025 08:57:00 AM",
        "Customer Message": "Icy walkway\nEvery winter, ça suffit",
        "Agency Name": "Department of Sanitation",
        "Status": "In Review",
    }
    run(save(csv_of(row)))

    concern = Concern.objects.get()
    assert (concern.subject, concern.text) == ("Icy walkway", row["Customer Message"])


@pytest.mark.parametrize(
    ("words", "key"),
    [
        ("Noise - Vehicle: Engine Idling", "noise"),
        ("Blocked Driveway", "traffic"),
        ("Derelict Vehicle", "surroundings"),
        ("Homeless Person Assistance", "shelter"),
        ("Non-Emergency Police Matter", "disorder"),
        ("DOF Property - Reduction Issue", "other"),
    ],
)
def test_words_of_others_have_a_category(words, key):
    assert category_of(words) == key


@pytest.mark.parametrize(
    ("words", "outcome"),
    [
        ("", "resolved"),
        ("The Police Department took action to fix the condition.", "resolved"),
        ("observed no evidence of the violation", "not_possible"),
        ("This complaint is a duplicate of a building-wide condition", "duplicate"),
        ("The following conditions are still open.", "partly"),
        ("It was referred to another office.", "referred"),
    ],
)
def test_words_of_others_have_an_outcome(words, outcome):
    assert outcome_of(words) == outcome


def test_unknown_zone_is_refused(save):
    with pytest.raises(CommandError, match="no time zone"):
        run(save(csv_of(REQUEST)), "--timezone", "Mars/Olympus")


def test_missing_file_is_refused(tmp_path):
    with pytest.raises(CommandError, match="Cannot read"):
        run(str(tmp_path / "nothing"))
