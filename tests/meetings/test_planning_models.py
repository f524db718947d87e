from __future__ import annotations

from datetime import UTC, date, datetime, time

import pytest
from django.db import IntegrityError

from meetings.models import Meeting, ReminderRule, Series
from tests.factories.meetings import MeetingFactory, SeriesFactory, evening_in


def test_usual_reminders_are_a_week_and_a_day_before(db):
    usual = ReminderRule.objects.filter(series=None, meeting=None)

    assert [rule.minutes_before for rule in usual] == [7 * 24 * 60, 24 * 60]


@pytest.mark.parametrize(
    ("constraint", "fields"),
    [
        ("meeting_ends_after_start", {"ends_at": evening_in(13)}),
        ("meeting_has_seats", {"capacity": 0}),
        ("meeting_seats_not_overbooked", {"capacity": 1, "seats_taken": 2}),
        ("meeting_occurrence_of_series", {"recurrence_id": evening_in(14)}),
        ("meeting_cancelled_has_time", {"status": Meeting.Status.CANCELLED}),
        ("meeting_cancelled_has_time", {"cancelled_at": evening_in(1)}),
    ],
)
def test_meeting_that_must_not_be(db, constraint, fields):
    with pytest.raises(IntegrityError, match=constraint):
        MeetingFactory(**fields)


def test_occurrence_is_there_once(db):
    series = SeriesFactory()
    MeetingFactory(series=series, recurrence_id=evening_in(14))

    with pytest.raises(IntegrityError, match="meeting_once_per_occurrence"):
        MeetingFactory(series=series, recurrence_id=evening_in(14))


@pytest.mark.parametrize(
    ("constraint", "fields"),
    [
        ("series_lasts", {"duration_minutes": 0}),
        ("series_has_seats", {"capacity": 0}),
        ("series_ends_after_start", {"ends_on": date(2026, 1, 7)}),
    ],
)
def test_series_that_must_not_be(db, constraint, fields):
    with pytest.raises(IntegrityError, match=constraint):
        SeriesFactory(**fields)


def test_schedule_of_series_is_what_its_fields_say():
    series = Series(
        rule="FREQ=MONTHLY;BYDAY=2TH",
        starts_on=date(2026, 1, 1),
        ends_on=date(2026, 2, 28),
        local_start=time(18, 30),
        timezone="Europe/London",
    )

    assert series.schedule.upcoming(3, datetime(2026, 1, 1, tzinfo=UTC)) == [
        datetime(2026, 1, 8, 18, 30, tzinfo=UTC),
        datetime(2026, 2, 12, 18, 30, tzinfo=UTC),
    ]
