from __future__ import annotations

import json
from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from meetings.calendar_files.events import Problem, read

CHICAGO = ZoneInfo("America/Chicago")
EVENT = {
    "calendarId": 11,
    "start": "2017-03-09T18:30:00",
    "end": "2017-03-09T19:30:00",
    "title": "1135 Beat Meeting",
    "location": "Garfield Park\r\n100 N. Central Park",
}


def read_rows(*rows):
    return read(json.dumps(rows).encode(), CHICAGO)


def test_event_keeps_its_local_hour():
    (event,) = read_rows(EVENT).events

    assert event.starts_at.isoformat() == "2017-03-09T18:30:00-06:00"


def test_event_without_end_lasts_an_hour():
    (event,) = read_rows(EVENT | {"end": None}).events

    assert event.ends_at - event.starts_at == timedelta(hours=1)


def test_event_that_ends_before_its_start_is_corrected_and_reported():
    reading = read_rows(EVENT | {"end": "2017-03-09T06:30:00"})

    assert reading.notices == [
        Problem(1, "end", "The end does not fit the start; an hour is assumed.")
    ]
    assert len(reading.events) == 1


@pytest.mark.parametrize(
    ("change", "column"),
    [
        ({"title": " "}, "title"),
        ({"start": None}, "start"),
        ({"start": "soon"}, "start"),
        ({"start": "0001-01-01T00:00:00"}, "start"),
        ({"calendarId": None}, "calendarId"),
    ],
    ids=["no title", "no start", "no date", "before time", "no area"],
)
def test_event_that_cannot_be_read_is_refused_with_its_column(change, column):
    reading = read_rows(EVENT, EVENT | change)

    assert [(problem.row, problem.column) for problem in reading.refusals] == [(2, column)]


def test_same_event_twice_is_refused_once():
    reading = read_rows(EVENT, EVENT | {"title": "1135  BEAT meeting"})

    assert (len(reading.events), [p.row for p in reading.refusals]) == (1, [2])


@pytest.mark.parametrize(
    ("location", "place", "address"),
    [
        ("Garfield Park\r\n100 N. Central Park", "Garfield Park", "100 N. Central Park"),
        ("St. Ferdinand's3115 N. Mason", "St. Ferdinand's", "3115 N. Mason"),
        ("Wrightwood Library at 8530 S. Kedzie", "Wrightwood Library", "8530 S. Kedzie"),
        ("", "", ""),
        (None, "", ""),
    ],
)
def test_location_is_parted_into_place_and_address(location, place, address):
    (event,) = read_rows(EVENT | {"location": location}).events

    assert (event.place, event.address) == (place, address)


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("1135 Beat Meeting", "beat"),
        ("DAC Meeting", "advisory"),
        ("Block Club Training", "workshop"),
        ("Domestic Violence Subcommittee", "working_group"),
        ("Chicago Nights/ Summer Lights", "outreach"),
        ("Peace March", "walk"),
        ("Something else", "other"),
    ],
)
def test_kind_is_read_from_the_title(title, kind):
    (event,) = read_rows(EVENT | {"title": title}).events

    assert event.kind == kind


@pytest.mark.parametrize("content", [b"", b"{", b'{"a": 1}', b"\xff\xfe", b"[" * 100_000])
def test_file_that_is_no_list_of_events_is_refused(content):
    with pytest.raises(ValidationError):
        read(content, CHICAGO)


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=5,
)


@given(
    st.lists(
        st.dictionaries(
            st.sampled_from(["calendarId", "start", "end", "title", "location"]), json_values
        )
        | json_values
    )
)
def test_every_row_is_read_or_refused(rows):
    reading = read_rows(*rows)

    numbers = [event.row for event in reading.events] + [p.row for p in reading.refusals]
    assert sorted(numbers) == list(range(1, len(rows) + 1))
