from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import icalendar
import pytest
import recurring_ical_events
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from meetings.errors import BadRule
from meetings.recurrence import Schedule, instant, parse
from tests.meetings.recurrence.rules import rules

ZONES = [
    "America/New_York",
    "America/Phoenix",
    "Europe/London",
    "Australia/Sydney",
    "Australia/Lord_Howe",
    "Asia/Kathmandu",
    "UTC",
]
schedules = st.builds(
    Schedule,
    rules,
    st.dates(date(2015, 1, 1), date(2035, 12, 31)),
    st.times().map(lambda moment: moment.replace(second=0, microsecond=0)),
    st.sampled_from(ZONES).map(ZoneInfo),
)


def schedule(rule: str, **fields) -> Schedule:
    fields = {
        "starts_on": date(2026, 1, 1),
        "local_start": time(19),
        "zone": ZoneInfo("America/New_York"),
        **fields,
    }
    return Schedule(parse(rule), **fields)


def year(number: int) -> tuple[datetime, datetime]:
    return datetime(number, 1, 1, tzinfo=UTC), datetime(number + 1, 1, 1, tzinfo=UTC)


def days(schedule: Schedule, count: int = 4) -> list[str]:
    return [
        day.isoformat()
        for day, _ in zip(
            schedule.days(schedule.starts_on, date(2040, 1, 1)), range(count), strict=False
        )
    ]


# Which days


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        ("FREQ=MONTHLY;BYDAY=2TH", ["2026-01-08", "2026-02-12", "2026-03-12", "2026-04-09"]),
        ("FREQ=MONTHLY;BYDAY=-1FR", ["2026-01-30", "2026-02-27", "2026-03-27", "2026-04-24"]),
        ("FREQ=MONTHLY;BYDAY=5TH", ["2026-01-29", "2026-04-30", "2026-07-30", "2026-10-29"]),
        ("FREQ=MONTHLY;BYMONTHDAY=31", ["2026-01-31", "2026-03-31", "2026-05-31", "2026-07-31"]),
        ("FREQ=MONTHLY;BYMONTHDAY=-1", ["2026-01-31", "2026-02-28", "2026-03-31", "2026-04-30"]),
        (
            "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU",
            ["2026-01-13", "2026-01-27", "2026-02-10", "2026-02-24"],
        ),
        ("FREQ=WEEKLY", ["2026-01-01", "2026-01-08", "2026-01-15", "2026-01-22"]),
        ("FREQ=MONTHLY", ["2026-01-01", "2026-02-01", "2026-03-01", "2026-04-01"]),
        ("FREQ=YEARLY", ["2026-01-01", "2027-01-01", "2028-01-01", "2029-01-01"]),
        ("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29", ["2028-02-29", "2032-02-29", "2036-02-29"]),
        ("FREQ=YEARLY;BYWEEKNO=20", ["2026-05-14", "2027-05-20", "2028-05-18", "2029-05-17"]),
        (
            "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1",
            ["2026-01-30", "2026-02-27", "2026-03-31", "2026-04-30"],
        ),
        ("FREQ=MONTHLY;BYDAY=WE,1TH", ["2026-01-01", "2026-01-07", "2026-01-14", "2026-01-21"]),
        ("FREQ=YEARLY;BYWEEKNO=-53;BYDAY=MO", ["2031-12-29", "2036-12-29"]),
        ("FREQ=DAILY;COUNT=2", ["2026-01-01", "2026-01-02"]),
    ],
)
def test_days_of_rule(rule, expected):
    assert days(schedule(rule)) == expected


def test_days_end_on_the_last_date():
    assert days(schedule("FREQ=WEEKLY", ends_on=date(2026, 1, 8))) == ["2026-01-01", "2026-01-08"]


def test_count_is_counted_from_the_first_date():
    ten_weeks = schedule("FREQ=WEEKLY;COUNT=10")

    assert list(ten_weeks.days(date(2026, 2, 20), date(2027, 1, 1))) == [
        date(2026, 2, 26),
        date(2026, 3, 5),
    ]


@settings(max_examples=100, deadline=None)
@given(schedules)
def test_another_calendar_program_reads_the_same(schedule):
    """The rule in a calendar file with its zone, read by an independent library."""
    soon = schedule.starts_on + timedelta(days=3000)
    first = next(schedule.days(schedule.starts_on, soon), None)
    # RFC 5545 counts DTSTART as an occurrence and intervals from it: it has to be one.
    assume(first == schedule.starts_on or (first and schedule.rule.interval == 1))
    event = icalendar.Event()
    event.add("uid", "series@example.org")
    event.add("dtstart", datetime.combine(first, schedule.local_start, tzinfo=schedule.zone))
    event["rrule"] = icalendar.vRecur.from_ical(str(schedule.rule.anchored(schedule.starts_on)))
    calendar = icalendar.Calendar()
    calendar.add_component(event)

    start = datetime.combine(schedule.starts_on, time(), tzinfo=schedule.zone)
    end = start + timedelta(days=1200)
    read = recurring_ical_events.of(calendar).between(start, end)

    assert schedule.between(start, end) == sorted(
        occurrence["DTSTART"].dt.astimezone(UTC) for occurrence in read
    )


# At which instant


@pytest.mark.parametrize(
    ("zone", "offsets"),
    [
        ("America/New_York", {-5, -4}),
        ("Europe/London", {0, 1}),
        ("America/Phoenix", {-7}),
        ("Australia/Sydney", {10, 11}),
    ],
)
def test_local_hour_is_the_same_all_year(zone, offsets):
    weekly = schedule("FREQ=WEEKLY", zone=ZoneInfo(zone))
    local = [moment.astimezone(ZoneInfo(zone)) for moment in weekly.between(*year(2026))]

    assert {moment.time() for moment in local} == {time(19)}
    assert {moment.utcoffset() / timedelta(hours=1) for moment in local} == offsets


def test_time_the_clock_jumps_over_comes_an_hour_later():
    """New York, March 8, 2026: after 01:59 the clock shows 03:00."""
    moment = instant(date(2026, 3, 8), time(2, 30), ZoneInfo("America/New_York"))

    assert (
        moment.astimezone(ZoneInfo("America/New_York")).isoformat() == "2026-03-08T03:30:00-04:00"
    )


def test_time_the_clock_shows_twice_is_the_first():
    """New York, November 1, 2026: 01:30 comes twice."""
    moment = instant(date(2026, 11, 1), time(1, 30), ZoneInfo("America/New_York"))

    assert moment == datetime(2026, 11, 1, 5, 30, tzinfo=UTC)


def test_jumped_time_changes_one_occurrence_only():
    night = schedule("FREQ=DAILY", local_start=time(2, 30), starts_on=date(2026, 3, 7))
    zone = ZoneInfo("America/New_York")
    start = datetime(2026, 3, 7, tzinfo=zone)

    local = [
        moment.astimezone(zone).time() for moment in night.between(start, start + timedelta(days=3))
    ]

    assert local == [time(2, 30), time(3, 30), time(2, 30)]


def test_day_that_never_was_makes_no_second_meeting():
    """Samoa went from December 29 straight to December 31, 2011."""
    zone = ZoneInfo("Pacific/Apia")
    daily = schedule("FREQ=DAILY", starts_on=date(2011, 12, 28), zone=zone)
    start = datetime(2011, 12, 28, tzinfo=zone)

    local = [
        f"{moment.astimezone(zone):%d}"
        for moment in daily.between(start, datetime(2012, 1, 2, tzinfo=zone))
    ]

    assert local == ["28", "29", "31", "01"]


@given(schedules, st.integers(0, 400), st.integers(0, 400))
@settings(max_examples=50, deadline=None)
def test_windows_side_by_side_give_what_one_window_gives(schedule, first_days, more_days):
    start = datetime.combine(schedule.starts_on, time(), tzinfo=UTC) - timedelta(days=2)
    middle = start + timedelta(days=first_days, hours=7)
    end = middle + timedelta(days=more_days)

    assert schedule.between(start, middle) + schedule.between(middle, end) == schedule.between(
        start, end
    )


@given(schedules)
@settings(max_examples=50, deadline=None)
def test_occurrences_keep_the_wall_clock_and_order(schedule):
    start = datetime.combine(schedule.starts_on, time(), tzinfo=UTC) - timedelta(days=2)
    moments = schedule.between(start, start + timedelta(days=800))
    local = [moment.astimezone(schedule.zone) for moment in moments]

    assert moments == sorted(set(moments))
    assert all(
        moment.time() == schedule.local_start or not _exists(moment.date(), schedule)
        for moment in local
    )


def _exists(day: date, schedule: Schedule) -> bool:
    naive = datetime.combine(day, schedule.local_start)
    there = naive.replace(tzinfo=schedule.zone).astimezone(UTC).astimezone(schedule.zone)
    return there.replace(tzinfo=None) == naive


# Looking ahead


def test_upcoming_are_the_next_few():
    monthly = schedule("FREQ=MONTHLY;BYDAY=2TH")
    after = datetime(2026, 3, 12, 23, tzinfo=UTC)  # the very start of the March meeting

    assert [moment.isoformat() for moment in monthly.upcoming(2, after)] == [
        "2026-03-12T23:00:00+00:00",
        "2026-04-09T23:00:00+00:00",
    ]


def test_upcoming_of_an_ended_series_is_nothing():
    ended = schedule("FREQ=WEEKLY", ends_on=date(2026, 2, 1))

    assert ended.upcoming(3, datetime(2026, 6, 1, tzinfo=UTC)) == []


def test_upcoming_before_the_first_date_begins_with_it():
    weekly = schedule("FREQ=WEEKLY")

    assert weekly.upcoming(1, datetime(2020, 1, 1, tzinfo=UTC)) == [
        datetime(2026, 1, 2, tzinfo=UTC)
    ]


@pytest.mark.parametrize(
    "fields",
    [
        {"rule": "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30"},
        {"rule": "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30"},
        {"rule": "FREQ=MONTHLY;BYDAY=2TH", "ends_on": date(2026, 1, 7)},
        {"rule": "FREQ=DAILY", "ends_on": date(2025, 1, 7)},
        {"rule": "FREQ=DAILY", "starts_on": date(9998, 1, 7)},
    ],
)
def test_check_refuses_a_series_that_never_meets(fields):
    with pytest.raises(BadRule):
        schedule(**fields).check()


def test_check_passes_a_series_that_meets():
    assert schedule("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29").check() is None
