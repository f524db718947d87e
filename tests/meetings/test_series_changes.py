from __future__ import annotations

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from meetings import errors
from meetings.actions import planning
from meetings.actions import series as actions
from meetings.actions.series import ReminderPlan
from meetings.models import Meeting, Series
from outbox.models import Message
from tests.factories.leaders import AreaFactory, LeaderFactory
from tests.factories.meetings import InvitationFactory, MeetingFactory, SeriesFactory, evening_in

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


def test_change_reaches_the_coming_and_leaves_the_past(begin, coordinator):
    series = begin()
    past = MeetingFactory(series=series, recurrence_id=evening_in(-7), starts_at=evening_in(-7))

    actions.change(series=series, by=coordinator, title="New title", capacity=50)

    past.refresh_from_db()
    assert past.title != "New title"
    assert {meeting.title for meeting in coming(series)[1:]} == {"New title"}
    assert {meeting.capacity for meeting in coming(series)[1:]} == {50}


def test_change_of_words_is_no_new_version(begin, coordinator):
    series = begin()
    InvitationFactory(meeting=coming(series)[0], sent_at=NOW)

    actions.change(series=series, by=coordinator, title="New", agenda=["One"])

    meeting = coming(series)[0]
    assert (meeting.sequence, mail(meeting)) == (0, [])
    assert [item.title for item in meeting.agenda_items.all()] == ["One"]


def test_change_passes_by_what_was_changed_by_itself(begin, coordinator):
    series = begin()
    special = planning.change(meeting=coming(series)[1], by=coordinator, title="Summer party")

    actions.change(series=series, by=coordinator, title="New", place="Church")

    titles = [meeting.title for meeting in coming(series)]
    special.refresh_from_db()
    assert (titles.count("Summer party"), titles.count("New")) == (1, len(titles) - 1)
    assert special.place == ""


def test_change_of_the_hour_moves_each_meeting_and_tells_the_invited(begin, coordinator):
    series = begin()
    before = {meeting.pk for meeting in coming(series)}
    answer = InvitationFactory(meeting=coming(series)[0], sent_at=NOW, response="yes")

    series = actions.change(series=series, by=coordinator, local_start=time(18, 30))

    assert {meeting.pk for meeting in coming(series)} == before
    assert weekdays(series) == {"Thursday 18:30"}
    assert mail(answer.meeting) == ["meetings.moved"]
    assert {
        (meeting.sequence, meeting.starts_at == meeting.recurrence_id) for meeting in coming(series)
    } == {(1, True)}


def test_change_of_the_hour_keeps_a_moved_meeting_and_makes_no_second(begin, coordinator):
    series = begin()
    count = len(coming(series))
    moved = coming(series)[0]
    later = moved.starts_at + timedelta(days=1)
    planning.move(
        meeting=moved, by=coordinator, starts_at=later, ends_at=later + timedelta(hours=1)
    )

    series = actions.change(series=series, by=coordinator, local_start=time(18, 30))

    moved.refresh_from_db()
    assert (len(coming(series)), moved.starts_at) == (count, later)
    assert actions.extend_all() == 0


def test_change_of_the_length_keeps_the_start(begin, coordinator):
    series = actions.change(series=begin(), by=coordinator, duration_minutes=30)

    assert {meeting.ends_at - meeting.starts_at for meeting in coming(series)} == {
        timedelta(minutes=30)
    }


def test_change_of_the_rule_replaces_what_nobody_was_invited_to(begin, coordinator):
    series = begin()

    series = actions.change(series=series, by=coordinator, rule="FREQ=MONTHLY;BYDAY=2TU")

    assert weekdays(series) == {"Tuesday 19:00"}
    assert Meeting.objects.filter(status="cancelled").count() == 0


def test_change_of_the_rule_cancels_what_people_were_invited_to(begin, coordinator):
    series = begin()
    invitation = InvitationFactory(meeting=coming(series)[0], sent_at=NOW)

    series = actions.change(series=series, by=coordinator, rule="FREQ=MONTHLY;BYDAY=2TU")

    cancelled = Meeting.objects.get(pk=invitation.meeting_id)
    assert (cancelled.status, cancelled.series, cancelled.sequence) == ("cancelled", None, 1)
    assert mail(cancelled) == ["meetings.cancelled"]


def test_change_of_the_rule_there_and_back_gives_the_same_dates(begin, coordinator):
    series = begin()
    InvitationFactory(meeting=coming(series)[0], sent_at=NOW)
    dates = [meeting.starts_at for meeting in coming(series)]

    series = actions.change(series=series, by=coordinator, rule="FREQ=MONTHLY;BYDAY=2TU")
    series = actions.change(series=series, by=coordinator, rule="FREQ=MONTHLY;BYDAY=2TH")

    assert [meeting.starts_at for meeting in coming(series)] == dates


def test_change_of_the_rule_keeps_what_was_changed_by_itself(begin, coordinator):
    series = begin()
    special = planning.change(meeting=coming(series)[1], by=coordinator, title="Summer party")

    series = actions.change(series=series, by=coordinator, rule="FREQ=MONTHLY;BYDAY=2TU")

    special.refresh_from_db()
    assert (special.status, special.series_id) == ("published", series.pk)


def test_change_keeps_meetings_that_still_fit(begin, coordinator):
    series = begin()
    thursdays = {meeting.pk for meeting in coming(series)}

    series = actions.change(series=series, by=coordinator, rule="FREQ=MONTHLY;BYDAY=2TH,4TH")

    assert thursdays < {meeting.pk for meeting in coming(series)}


def test_change_to_an_earlier_last_date_drops_the_rest(begin, coordinator):
    series = begin()
    third = coming(series)[2]

    series = actions.change(series=series, by=coordinator, ends_on=third.local_starts_at.date())

    assert len(coming(series)) == 3


def test_change_to_too_few_seats_changes_nothing(begin, coordinator):
    series = begin(capacity=10)
    InvitationFactory(meeting=coming(series)[1], response="yes", seat="confirmed", guests=4)

    with pytest.raises(errors.TooFewSeats):
        actions.change(series=series, by=coordinator, capacity=4, title="New")

    assert {meeting.title for meeting in coming(series)} == {"Area meeting"}


def test_change_to_more_seats_calls_up_who_waits(begin, coordinator):
    series = begin(capacity=1)
    meeting = coming(series)[0]
    InvitationFactory(meeting=meeting, response="yes", seat="confirmed")
    waiting = InvitationFactory(
        meeting=meeting, response="yes", seat="waiting", waiting_since=NOW, sent_at=NOW
    )

    actions.change(series=series, by=coordinator, capacity=2)

    waiting.refresh_from_db()
    assert waiting.seat == "confirmed"


def test_change_of_the_invitation_days_re_dates_what_is_not_sent(begin, coordinator):
    series = begin()
    first = coming(series)[0]
    Meeting.objects.filter(pk=first.pk).update(invited_at=NOW)

    series = actions.change(series=series, by=coordinator, invite_days_before=7)

    days = [(meeting.starts_at - meeting.invite_at).days for meeting in coming(series)]
    assert days == [21] + [7] * (len(days) - 1)


def test_change_of_areas_invitees_and_reminders(begin, coordinator):
    series, area, leader = begin(), AreaFactory(), LeaderFactory()

    actions.change(
        series=series,
        by=coordinator,
        areas=[area],
        invite_areas=[area],
        invite_leaders=[leader],
        reminders=ReminderPlan(minutes=[60]),
    )

    assert list(coming(series)[0].areas.all()) == [area]
    assert (list(series.invite_areas.all()), list(series.invite_leaders.all())) == (
        [area],
        [leader],
    )
    assert [rule.minutes_before for rule in series.reminder_rules.all()] == [60]


def test_change_of_an_ended_series_is_refused(coordinator):
    with pytest.raises(errors.SeriesEnded):
        actions.change(series=SeriesFactory(is_active=False), by=coordinator, title="New")


def test_change_on_the_day_of_a_meeting_to_an_hour_gone_by_leaves_it(begin, coordinator):
    """Today's meeting cannot be moved into the past; from tomorrow the new hour counts."""
    today = NOW.astimezone(NEW_YORK)
    late = time(23, 59)
    series = begin(rule="FREQ=DAILY", local_start=late, starts_on=today.date())

    series = actions.change(series=series, by=coordinator, local_start=time(0, 1))

    first, second = coming(series)[:2]
    assert first.local_starts_at == datetime.combine(today.date(), late, tzinfo=NEW_YORK)
    assert second.local_starts_at.time() == time(0, 1)
