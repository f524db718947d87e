"""When an answer is due: across weekends, daylight saving and pauses."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from concerns import clock

NEW_YORK = ZoneInfo("America/New_York")
# Two years with all of their changes of the clock, in zones of every kind.
INSTANTS = st.integers(min_value=0, max_value=2 * 365 * 24 * 60).map(
    lambda minutes: datetime(2025, 1, 1, tzinfo=UTC) + timedelta(minutes=minutes)
)
ZONES = st.sampled_from(
    [
        ZoneInfo(name)
        for name in (
            "America/New_York",
            "America/Phoenix",
            "Europe/London",
            "Australia/Lord_Howe",
            "Asia/Kathmandu",
        )
    ]
)
HOURS = st.integers(min_value=1, max_value=400)
CLOCKS = st.sampled_from(["calendar", "working"])


def local(*parts):
    return datetime(*parts, tzinfo=NEW_YORK)


def due(start, hours, kind):
    return clock.due_at(start, hours=hours, clock=kind, zone=NEW_YORK)


@pytest.mark.parametrize(
    ("start", "hours", "kind", "expected"),
    [
        (local(2026, 6, 1, 10), 72, "calendar", local(2026, 6, 4, 10)),
        # Clocks go forward on March 8 and back on November 1: 72 hours are 72 hours.
        (local(2026, 3, 7, 10), 72, "calendar", local(2026, 3, 10, 11)),
        (local(2026, 10, 31, 10), 72, "calendar", local(2026, 11, 3, 9)),
        (local(2026, 6, 1, 10), 8, "working", local(2026, 6, 2, 10)),
        # Friday afternoon, over the weekend.
        (local(2026, 6, 5, 16), 2, "working", local(2026, 6, 8, 10)),
        # At night and on Saturday the clock stands until the next working day opens.
        (local(2026, 6, 1, 3), 1, "working", local(2026, 6, 1, 10)),
        (local(2026, 6, 6, 12), 1, "working", local(2026, 6, 8, 10)),
        # Ends on the stroke of closing, not when the next day opens.
        (local(2026, 6, 1, 9), 8, "working", local(2026, 6, 1, 17)),
        # Over the Sunday on which the clocks change.
        (local(2026, 3, 6, 16), 9, "working", local(2026, 3, 9, 17)),
        (local(2026, 10, 30, 16), 9, "working", local(2026, 11, 2, 17)),
    ],
)
def test_due(start, hours, kind, expected):
    assert due(start, hours, kind) == expected


@pytest.mark.parametrize(
    ("kind", "paused", "resumed", "expected"),
    [
        ("calendar", local(2026, 6, 2, 10), local(2026, 6, 5, 10), local(2026, 6, 7, 10)),
        # Raised Monday 10:00, due in 16 working hours: Wednesday 10:00; 8 were left on Tuesday.
        ("working", local(2026, 6, 2, 10), local(2026, 6, 5, 10), local(2026, 6, 8, 10)),
        # A pause over a weekend takes no working time.
        ("working", local(2026, 6, 2, 17), local(2026, 6, 3, 8), local(2026, 6, 3, 10)),
    ],
)
def test_pause_moves_the_deadline_by_what_it_took(kind, paused, resumed, expected):
    hours = 96 if kind == "calendar" else 16
    deadline = due(local(2026, 6, 1, 10), hours, kind)
    if kind == "calendar":
        deadline -= timedelta(hours=24)

    assert (
        clock.extended(deadline, paused_since=paused, resumed_at=resumed, clock=kind, zone=NEW_YORK)
        == expected
    )


def test_deadline_that_had_passed_stays_passed():
    deadline = local(2026, 6, 1, 10)

    assert (
        clock.extended(
            deadline,
            paused_since=local(2026, 6, 1, 11),
            resumed_at=local(2026, 6, 9, 11),
            clock="calendar",
            zone=NEW_YORK,
        )
        == deadline
    )


@given(INSTANTS, HOURS, ZONES)
def test_calendar_hours_are_hours_as_they_pass(start, hours, zone):
    deadline = clock.due_at(start, hours=hours, clock="calendar", zone=zone)

    assert deadline - start == timedelta(hours=hours)


@given(INSTANTS, HOURS, ZONES)
def test_working_deadline_falls_into_working_hours(start, hours, zone):
    deadline = clock.due_at(start, hours=hours, clock="working", zone=zone).astimezone(zone)

    assert deadline.weekday() < 5
    assert clock.DAY_STARTS < deadline.time() <= clock.DAY_ENDS


@given(INSTANTS, HOURS, HOURS, ZONES, CLOCKS)
def test_hours_add_up(start, first, second, zone, kind):
    at_once = clock.due_at(start, hours=first + second, clock=kind, zone=zone)
    in_two = clock.due_at(
        clock.due_at(start, hours=first, clock=kind, zone=zone),
        hours=second,
        clock=kind,
        zone=zone,
    )

    assert at_once == in_two


@given(INSTANTS, HOURS, HOURS, HOURS, ZONES, CLOCKS)
def test_pause_never_brings_the_deadline_nearer(start, hours, before, length, zone, kind):
    deadline = clock.due_at(start, hours=hours, clock=kind, zone=zone)
    paused = start + timedelta(hours=before)
    resumed = paused + timedelta(hours=length)

    moved = clock.extended(deadline, paused_since=paused, resumed_at=resumed, clock=kind, zone=zone)

    assert moved >= deadline
    assert (moved == deadline) or (moved > resumed)


@given(INSTANTS, HOURS, ZONES, st.sets(st.integers(0, 400), max_size=40))
def test_no_hour_of_a_holiday_counts(start, hours, zone, distances):
    """Counted hour by hour: so many working hours lie between, none of them on a holiday."""
    day = start.astimezone(zone).date()
    holidays = frozenset(day + timedelta(days=distance) for distance in distances)

    deadline = clock.due_at(start, hours=hours, clock="working", zone=zone, holidays=holidays)

    worked, day = timedelta(0), day - timedelta(days=1)
    while day <= deadline.astimezone(zone).date():
        if day.weekday() < 5 and day not in holidays:
            opens = max(datetime.combine(day, clock.DAY_STARTS, tzinfo=zone).astimezone(UTC), start)
            closes = datetime.combine(day, clock.DAY_ENDS, tzinfo=zone).astimezone(UTC)
            worked += max(min(closes, deadline) - opens, timedelta(0))
        day += timedelta(days=1)
    assert worked == timedelta(hours=hours)
    assert deadline.astimezone(zone).date() not in holidays


def test_holiday_before_a_weekend():
    """July 3, 2026, a Friday."""
    assert clock.due_at(
        local(2026, 7, 2, 16),
        hours=2,
        clock="working",
        zone=NEW_YORK,
        holidays={date(2026, 7, 3)},
    ) == local(2026, 7, 6, 10)
