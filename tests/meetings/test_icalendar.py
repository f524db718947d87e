from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import icalendar as reader
import pytest
import recurring_ical_events
from hypothesis import given
from hypothesis import strategies as st

from meetings import icalendar
from meetings.icalendar import Event, Participation, Party, Status

NEW_YORK = ZoneInfo("America/New_York")
EVENT = Event(
    uid="7d3f@liaison",
    sequence=2,
    stamp=datetime(2026, 11, 1, 8, tzinfo=UTC),
    starts_at=datetime(2026, 12, 11, 0, tzinfo=UTC),
    ends_at=datetime(2026, 12, 11, 1, 30, tzinfo=UTC),
    timezone="America/New_York",
    summary="Reunión del Distrito Norte; preguntas, respuestas",
    location="Biblioteca, 5 Main St",
    description="Line one\nLine two \\ with a backslash",
    url="https://liaison.example/rsvp/abc/",
)
ORGANIZER = Party("partnership@police.example", "Police Department")
ATTENDEE = Party("ana@example.org", 'Ana "Anita" Pérez; García')


def request(event=EVENT, participation=Participation.NEEDS_ACTION):
    return icalendar.request(
        event, organizer=ORGANIZER, attendee=ATTENDEE, participation=participation
    )


def read(text):
    return reader.Calendar.from_ical(text)


def read_event(text):
    return read(text).walk("VEVENT")[0]


def test_request_carries_what_rfc_5545_and_5546_require():
    calendar = read(request())

    assert [str(calendar[name]) for name in ("VERSION", "PRODID", "METHOD")] == [
        "2.0",
        "-//Liaison//Meetings//EN",
        "REQUEST",
    ]
    assert {"UID", "DTSTAMP", "DTSTART", "SEQUENCE", "ORGANIZER", "ATTENDEE", "SUMMARY"} <= set(
        calendar.walk("VEVENT")[0]
    )


def test_request_read_back_gives_each_word_unchanged():
    event = read_event(request())

    assert {name: str(event[name]) for name in ("SUMMARY", "LOCATION", "DESCRIPTION", "URL")} == {
        "SUMMARY": EVENT.summary,
        "LOCATION": EVENT.location,
        "DESCRIPTION": EVENT.description,
        "URL": EVENT.url,
    }


def test_request_starts_at_the_local_hour_of_the_place():
    start = read_event(request())["DTSTART"]

    assert start.params["TZID"] == "America/New_York"
    assert start.dt == datetime(2026, 12, 10, 19, tzinfo=NEW_YORK)


def test_request_brings_the_time_zone_it_names():
    assert [str(zone["TZID"]) for zone in read(request()).walk("VTIMEZONE")] == ["America/New_York"]


@pytest.mark.parametrize(
    ("participation", "rsvp"),
    [
        (Participation.NEEDS_ACTION, "TRUE"),
        (Participation.ACCEPTED, "FALSE"),
        (Participation.TENTATIVE, "FALSE"),
        (Participation.DECLINED, "FALSE"),
    ],
)
def test_request_asks_for_an_answer_until_there_is_one(participation, rsvp):
    attendee = read_event(request(participation=participation))["ATTENDEE"]

    assert (attendee.params["PARTSTAT"], attendee.params["RSVP"]) == (participation, rsvp)


def test_request_names_its_two_parties_and_nobody_else():
    event = read_event(request())

    assert (str(event["ORGANIZER"]), event["ORGANIZER"].params["CN"]) == (
        "mailto:partnership@police.example",
        "Police Department",
    )
    assert (str(event["ATTENDEE"]), event["ATTENDEE"].params["CN"]) == (
        "mailto:ana@example.org",
        "Ana 'Anita' Pérez; García",
    )


def test_update_keeps_the_uid_and_raises_the_sequence():
    moved = read_event(request(replace(EVENT, sequence=3)))

    assert (str(moved["UID"]), moved["SEQUENCE"]) == ("7d3f@liaison", 3)


def test_cancellation_takes_the_same_event_away():
    text = icalendar.cancellation(
        replace(EVENT, sequence=3, status=Status.CANCELLED), organizer=ORGANIZER, attendee=ATTENDEE
    )
    event = read_event(text)

    assert str(read(text)["METHOD"]) == "CANCEL"
    assert (str(event["UID"]), str(event["STATUS"]), event["SEQUENCE"]) == (
        "7d3f@liaison",
        "CANCELLED",
        3,
    )


def test_file_names_no_person():
    event = read_event(icalendar.file(EVENT))

    assert {"ATTENDEE", "ORGANIZER"} & set(event) == set()


def test_feed_says_its_name_and_how_often_to_look():
    calendar = read(icalendar.feed([EVENT], name="Nord \u0627\u0644\u0634\u0645\u0627\u0644"))

    assert str(calendar["X-WR-CALNAME"]) == "Nord \u0627\u0644\u0634\u0645\u0627\u0644"
    assert (
        str(calendar["METHOD"]),
        calendar["REFRESH-INTERVAL"].dt,
        calendar["X-PUBLISHED-TTL"],
    ) == (
        "PUBLISH",
        timedelta(hours=1),
        "PT1H",
    )


def test_feed_without_meetings_is_a_calendar():
    assert read(icalendar.feed([], name="Empty")).walk("VEVENT") == []


def test_feed_brings_each_zone_once():
    events = [
        replace(EVENT, uid=str(number), timezone=zone)
        for number, zone in enumerate(["America/Chicago", "America/New_York", "America/Chicago"])
    ]

    zones = read(icalendar.feed(events, name="All")).walk("VTIMEZONE")

    assert [str(zone["TZID"]) for zone in zones] == ["America/Chicago", "America/New_York"]


def test_feed_is_found_by_day_with_another_library():
    calendar = read(icalendar.feed([EVENT], name="All"))

    found = recurring_ical_events.of(calendar).at("20261210")

    assert [(str(event["UID"]), event.start.hour) for event in found] == [("7d3f@liaison", 19)]


@pytest.mark.parametrize(
    "starts_at",
    [
        datetime(2026, 11, 1, 1, 30, tzinfo=NEW_YORK),
        datetime(2026, 11, 1, 1, 30, fold=1, tzinfo=NEW_YORK),
        datetime(2026, 3, 8, 3, 0, tzinfo=NEW_YORK),
        datetime(2026, 3, 8, 1, 59, tzinfo=NEW_YORK),
    ],
    ids=["first of two", "second of two", "after the gap", "before the gap"],
)
def test_start_at_the_clock_change_is_the_same_instant(starts_at):
    moved = replace(EVENT, starts_at=starts_at, ends_at=starts_at + timedelta(hours=2))

    start = read_event(icalendar.file(moved))["DTSTART"].dt

    assert start.astimezone(UTC) == starts_at.astimezone(UTC)


ANY_TEXT = st.text(st.characters(exclude_categories=["Cs", "Cc"]) | st.just("\n"), max_size=400)


@given(summary=ANY_TEXT, description=ANY_TEXT)
def test_any_text_reads_back_unchanged(summary, description):
    event = read_event(icalendar.file(replace(EVENT, summary=summary, description=description)))

    assert (str(event["SUMMARY"]), str(event.get("DESCRIPTION", ""))) == (summary, description)


@given(
    text=st.text(st.characters(exclude_categories=["Cs"]), max_size=300),
    name=st.text(st.characters(exclude_categories=["Cs"]), max_size=100),
)
def test_no_text_makes_a_line_of_its_own_or_one_too_long(text, name):
    evil = replace(EVENT, summary=text, location=text, description=text)
    calendar = icalendar.request(
        evil,
        organizer=ORGANIZER,
        attendee=Party("ana@example.org", name),
        participation=Participation.NEEDS_ACTION,
    )
    unfolded = calendar.replace("\r\n ", "").split("\r\n")

    assert max(len(line.encode()) for line in calendar.split("\r\n")) <= 75
    assert len(unfolded) == len(request().replace("\r\n ", "").split("\r\n")) - (0 if text else 2)
