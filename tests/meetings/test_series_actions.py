from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import date, time, timedelta
from threading import Barrier
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.utils import timezone

from meetings import errors, tasks
from meetings.actions import occurrences, planning
from meetings.actions import series as actions
from meetings.actions.series import ReminderPlan
from meetings.models import Meeting, Series
from outbox.models import Message
from tests.factories.leaders import AreaFactory, LeaderFactory
from tests.factories.meetings import InvitationFactory, MeetingFactory, SeriesFactory

NOW = timezone.now()
NEW_YORK = ZoneInfo("America/New_York")
WEEKLY = "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR,SA,SU"


@pytest.fixture
def begin(coordinator, area):
    """Begins a monthly series today, unless told otherwise."""

    def begin(**fields):
        fields = {
            "by": coordinator,
            "areas": [area],
            "title": "Area meeting",
            "rule": "FREQ=MONTHLY;BYDAY=2TH",
            "starts_on": NOW.date() - timedelta(days=7),
            "local_start": time(19),
            "timezone": "America/New_York",
            "agenda": ["Hello", "Promises"],
            "follow_up_point": 2,
            **fields,
        }
        return actions.begin(**fields)

    return begin


def coming(series: Series) -> list[Meeting]:
    return list(series.meetings.order_by("starts_at"))


def weekdays(series: Series) -> set[str]:
    return {f"{meeting.local_starts_at:%A %H:%M}" for meeting in coming(series)}


def mail(meeting: Meeting) -> list[str]:
    return list(
        Message.objects.filter(about=f"meeting:{meeting.pk}").values_list("kind", flat=True)
    )


# Begin


def test_begin_makes_a_year_of_meetings_at_one_local_hour(begin):
    series = begin()

    assert len(coming(series)) in {12, 13}
    assert weekdays(series) == {"Thursday 19:00"}


@pytest.mark.parametrize(
    "zone", ["America/New_York", "Europe/London", "America/Phoenix", "Australia/Sydney"]
)
def test_local_hour_stays_in_every_zone(begin, zone):
    assert weekdays(begin(timezone=zone)) == {"Thursday 19:00"}


def test_begin_gives_each_meeting_what_the_series_says(begin, area, coordinator):
    series = begin(place="Library", capacity=40, duration_minutes=75, invite_days_before=10)
    meeting = coming(series)[0]

    assert (meeting.title, meeting.place, meeting.capacity, meeting.host, meeting.status) == (
        "Area meeting",
        "Library",
        40,
        coordinator,
        "published",
    )
    assert meeting.ends_at - meeting.starts_at == timedelta(minutes=75)
    assert meeting.starts_at - meeting.invite_at == timedelta(days=10)
    assert list(meeting.areas.all()) == [area]
    assert [(item.title, item.kind) for item in meeting.agenda_items.all()] == [
        ("Hello", "topic"),
        ("Promises", "follow_up"),
    ]


def test_begin_stores_the_rule_with_its_days_written_out(begin):
    series = begin(rule="rrule:freq=monthly", starts_on=date(2026, 1, 15))

    assert series.rule == "FREQ=MONTHLY;BYMONTHDAY=15"


def test_begin_stores_reminders_of_its_own(begin):
    series = begin(reminders=ReminderPlan(minutes=[60, 2880, 60], audience="coming"))

    assert [(rule.minutes_before, rule.audience) for rule in series.reminder_rules.all()] == [
        (2880, "coming"),
        (60, "coming"),
    ]


@pytest.mark.parametrize(
    ("fields", "error"),
    [
        ({"rule": "FREQ=HOURLY"}, errors.BadRule),
        ({"rule": "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30"}, errors.BadRule),
        ({"timezone": "Mars/Olympus"}, errors.BadTimes),
        ({"duration_minutes": 0}, errors.BadTimes),
        ({"duration_minutes": 24 * 60 + 1}, errors.BadTimes),
        ({"ends_on": date(2020, 1, 1)}, errors.BadRule),
    ],
)
def test_begin_is_refused(begin, fields, error):
    with pytest.raises(error):
        begin(**fields)

    assert Series.objects.count() == 0


def test_begin_in_the_past_makes_no_past_meetings(begin):
    series = begin(starts_on=date(2020, 1, 1))

    assert min(meeting.starts_at for meeting in coming(series)) > NOW


# Extend


def test_extend_twice_makes_nothing_twice(begin):
    begin()

    assert (actions.extend_all(), Meeting.objects.count() in {12, 13}) == (0, True)


def test_extend_makes_what_time_has_brought_nearer(begin):
    series = begin()
    before = len(coming(series))

    made = actions.extend_all(at=NOW + timedelta(days=92))

    assert (made, len(coming(series))) == (3, before + 3)


def test_extend_leaves_ended_series_alone(db):
    SeriesFactory(is_active=False)
    SeriesFactory(ends_on=date(2026, 1, 31))

    assert actions.extend_all() == 0


def test_extend_does_not_make_again_what_was_moved_or_cancelled(begin, coordinator):
    series = begin()
    moved, cancelled = coming(series)[:2]
    later = moved.starts_at + timedelta(days=3)
    planning.move(
        meeting=moved, by=coordinator, starts_at=later, ends_at=later + timedelta(hours=1)
    )
    planning.cancel(meeting=cancelled, by=coordinator, reason="Holiday")

    assert actions.extend_all() == 0


def test_extend_goes_on_past_a_series_without_dates(db):
    SeriesFactory(timezone="Mars/Olympus")
    SeriesFactory(rule="FREQ=YEARLY;BYMONTH=7;BYDAY=1MO")

    assert actions.extend_all() == 1


@pytest.mark.parametrize("count", [1, 3])
def test_extend_takes_as_many_queries_for_one_series_as_for_three(
    area, count, django_assert_num_queries
):
    for _ in range(count):
        SeriesFactory(areas=[area], agenda=["Hello"])

    with django_assert_num_queries(10):
        actions.extend_all()


@pytest.mark.django_db(transaction=True)
def test_extend_in_two_threads_makes_nothing_twice():
    area = AreaFactory()
    series = [SeriesFactory(areas=[area], agenda=["Hello"]) for _ in range(5)]
    barrier = Barrier(2)

    def run(_):
        try:
            connection.ensure_connection()
            barrier.wait(timeout=30)
            return actions.extend_all(at=NOW)
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        made = sorted(pool.map(run, range(2)))

    assert (made[0], made[1]) == (0, Meeting.objects.count())
    assert all(len(coming(one)) in {12, 13} for one in series)


def test_tasks_extend_and_invite(begin):
    series = begin(timezone="America/Phoenix", rule=WEEKLY)
    Meeting.objects.all().delete()

    tasks.extend_series()
    tasks.send_due_invitations()

    assert series.meetings.filter(invited_at=None).count() == series.meetings.count() - 21


# End


def test_end_drops_what_comes_after_the_last_day(begin, coordinator):
    series = begin()
    second = coming(series)[1]

    series = actions.end(series=series, by=coordinator, last_day=second.local_starts_at.date())

    assert (len(coming(series)), series.is_active) == (2, False)
    assert actions.extend_all() == 0


def test_end_cancels_what_people_were_invited_to(begin, coordinator):
    series = begin()
    invitation = InvitationFactory(meeting=coming(series)[0], sent_at=NOW)

    actions.end(series=series, by=coordinator, last_day=NOW.date() - timedelta(days=1))

    assert [(meeting.pk, meeting.status) for meeting in Meeting.objects.all()] == [
        (invitation.meeting_id, "cancelled")
    ]


def test_end_twice_is_refused(begin, coordinator):
    series = actions.end(series=begin(), by=coordinator, last_day=NOW.date())

    with pytest.raises(errors.SeriesEnded):
        actions.end(series=series, by=coordinator, last_day=NOW.date())


# Invitations when due


def test_due_invitations_go_to_the_series_audience(begin, area):
    leader, other = LeaderFactory(areas=[area]), LeaderFactory()
    series = begin(rule="FREQ=WEEKLY;BYDAY=MO", invite_areas=[area], invite_days_before=10)

    count = occurrences.invite_all_due()

    invited = [meeting for meeting in coming(series) if meeting.invitations.exists()]
    assert (count, len(invited)) in {(1, 1), (2, 2)}
    assert {each.leader for meeting in invited for each in meeting.invitations.all()} == {leader}
    assert mail(invited[0]) == ["meetings.invitation"]
    assert other.invitations.count() == 0


def test_due_invitations_are_written_once(begin, area):
    LeaderFactory(areas=[area])
    begin(timezone="America/Phoenix", rule=WEEKLY, invite_areas=[area])
    occurrences.invite_all_due()

    count = occurrences.invite_all_due()

    assert (count, Message.objects.count()) == (0, 21)


def test_due_invitations_of_a_single_meeting_go_to_those_asked(db):
    meeting = MeetingFactory(invite_at=NOW)
    InvitationFactory(meeting=meeting)

    occurrences.invite_all_due()

    assert mail(meeting) == ["meetings.invitation"]


def test_due_invitations_wait_for_their_time(begin, area):
    LeaderFactory(areas=[area])
    begin(timezone="America/Phoenix", rule=WEEKLY, invite_areas=[area], invite_days_before=0)

    assert occurrences.invite_all_due() == 0
