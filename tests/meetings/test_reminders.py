from __future__ import annotations

from datetime import UTC, datetime, timedelta
from math import ceil

import pytest
from django.utils import timezone

from meetings.actions import invitations, reminders, rsvp
from meetings.models import Meeting, ReminderRule
from meetings.tasks import queue_reminders
from outbox.models import Message
from tests.factories.leaders import LeaderFactory
from tests.factories.meetings import InvitationFactory, MeetingFactory, SeriesFactory

pytestmark = pytest.mark.django_db

DAY = 24 * 60
START = datetime(2027, 5, 20, 23, tzinfo=UTC)


@pytest.fixture(autouse=True)
def rules():
    """A week and a day before, as the department has it, whatever else is stored."""
    ReminderRule.objects.all().delete()
    return [ReminderRule.objects.create(minutes_before=minutes) for minutes in (7 * DAY, DAY)]


def invited(meeting=None, **fields):
    meeting = meeting or MeetingFactory(starts_at=START)
    return InvitationFactory(meeting=meeting, sent_at=START - timedelta(days=30), **fields)


def run(before, **more):
    """The task at some time before the start; tells how many reminders it wrote."""
    return reminders.queue_reminders(at=START - before - timedelta(**more))


WEEK, ONE_DAY, MINUTE = timedelta(days=7), timedelta(days=1), timedelta(minutes=1)


# When


@pytest.mark.parametrize(
    ("before", "count"),
    [
        (WEEK + MINUTE, 0),
        (WEEK, 1),
        (WEEK - timedelta(hours=11, minutes=59), 1),
        (WEEK - timedelta(hours=12), 0),
        (ONE_DAY + MINUTE, 0),
        (ONE_DAY, 1),
        (timedelta(hours=12, minutes=1), 1),
        (timedelta(hours=12), 0),
        (timedelta(0), 0),
        (-ONE_DAY, 0),
    ],
    ids=[
        "not yet due",
        "due",
        "within 12 hours",
        "12 hours late",
        "between two",
        "next due",
        "within half its lead",
        "half its lead late",
        "begun",
        "over",
    ],
)
def test_reminder_is_written_from_its_time_until_its_grace_ends(before, count):
    invited()

    assert run(before) == count


def test_reminder_of_an_hour_before_is_late_after_half_an_hour(rules):
    invited()
    rules[1].minutes_before = 60
    rules[1].save()

    counts = [run(timedelta(minutes=minutes)) for minutes in (30, 31)]

    assert counts == [0, 1]


def test_reminder_expires_when_the_meeting_starts():
    invited()

    run(ONE_DAY)

    assert Message.objects.get().expires_at == START


# Once


def test_reminder_is_written_once_however_often_the_task_runs():
    invited()

    counts = [run(ONE_DAY) for _ in range(3)]

    assert (counts, Message.objects.count()) == ([1, 0, 0], 1)


def test_each_rule_reminds_once():
    invited()

    run(WEEK)
    run(ONE_DAY)

    assert Message.objects.count() == 2


def test_moved_meeting_is_reminded_of_anew(coordinator):
    invitation = invited()
    run(ONE_DAY)
    Message.objects.update(status="sent", sent_at=START - ONE_DAY)
    move(invitation.meeting, START + WEEK, coordinator)

    count = reminders.queue_reminders(at=START + WEEK - ONE_DAY)

    assert count == 1


def test_meeting_moved_away_and_back_is_not_reminded_of_twice_for_one_start(coordinator):
    invitation = invited()
    run(ONE_DAY)
    Message.objects.update(status="sent", sent_at=START - ONE_DAY)
    move(invitation.meeting, START + WEEK, coordinator)
    move(invitation.meeting, START, coordinator)

    assert run(ONE_DAY - MINUTE) == 0


def move(meeting, starts_at, coordinator):
    meeting.starts_at, meeting.ends_at = starts_at, starts_at + timedelta(hours=1)
    meeting.sequence += 1
    meeting.save()
    invitations.announce_move(meeting=meeting, by=coordinator)


def test_unsent_reminder_is_withdrawn_when_the_meeting_moves(coordinator):
    invitation = invited()
    run(ONE_DAY)

    move(invitation.meeting, START + WEEK, coordinator)

    assert Message.objects.get(kind="meetings.reminder").status == "withdrawn"


def test_unsent_reminder_is_withdrawn_when_the_meeting_is_cancelled(coordinator):
    invitation = invited()
    run(ONE_DAY)
    Meeting.objects.update(status=Meeting.Status.CANCELLED, cancelled_at=timezone.now())

    invitations.announce_cancellation(meeting=invitation.meeting, by=coordinator)

    assert Message.objects.get(kind="meetings.reminder").status == "withdrawn"


def test_unsent_reminder_is_withdrawn_when_the_leader_declines():
    invitation = invited()
    run(ONE_DAY)

    rsvp.set_response(invitation=invitation, response="no", via="link", at=START - ONE_DAY)

    assert Message.objects.get(kind="meetings.reminder").status == "withdrawn"


# Who


@pytest.mark.parametrize(
    ("audience", "reminded"),
    [
        (ReminderRule.Audience.NOT_DECLINED, {"none", "yes", "maybe"}),
        (ReminderRule.Audience.NO_ANSWER, {"none"}),
        (ReminderRule.Audience.COMING, {"yes", "maybe"}),
    ],
)
def test_reminder_goes_to_its_audience(audience, reminded):
    ReminderRule.objects.update(audience=audience)
    meeting = MeetingFactory(starts_at=START)
    for response in ("none", "yes", "no", "maybe"):
        invited(meeting, response=response, leader=LeaderFactory(name=response))

    run(ONE_DAY)

    names = {m.text.splitlines()[0] for m in Message.objects.all()}
    assert names == {f"Hello {name}," for name in reminded}


@pytest.mark.parametrize(
    "fields",
    [
        {"withdrawn_at": START},
        {"meeting__status": Meeting.Status.DRAFT},
        {"meeting__status": Meeting.Status.CANCELLED, "meeting__cancelled_at": START},
    ],
    ids=["withdrawn", "draft", "cancelled"],
)
def test_reminder_is_not_written(fields):
    InvitationFactory(**{"meeting__starts_at": START, "sent_at": START - WEEK} | fields)

    assert run(ONE_DAY) == 0


def test_reminder_is_not_written_before_the_invitation():
    InvitationFactory(meeting__starts_at=START, sent_at=None)

    assert run(ONE_DAY) == 0


def test_reminder_is_not_written_to_whoever_was_invited_after_its_time():
    InvitationFactory(meeting__starts_at=START, sent_at=START - ONE_DAY)
    InvitationFactory(meeting__starts_at=START, sent_at=START - ONE_DAY - timedelta(seconds=1))

    assert run(ONE_DAY) == 1


def test_reminder_to_a_leader_without_address_is_kept_as_unreachable():
    invited(leader=LeaderFactory(email=""))

    run(ONE_DAY)

    assert Message.objects.get().status == "unreachable"


def test_reminder_speaks_the_leader_s_language_and_says_their_answer():
    invited(leader=LeaderFactory(preferred_language="es"), response="yes", guests=1)

    run(ONE_DAY)

    message = Message.objects.get()
    assert (message.language, "2027" in message.subject) == ("es", True)


# By which rule


def test_series_rules_replace_the_department_s():
    series = SeriesFactory()
    ReminderRule.objects.create(series=series, minutes_before=2 * DAY)
    invited(MeetingFactory(series=series, recurrence_id=START, starts_at=START))

    counts = [run(WEEK), run(timedelta(days=2)), run(ONE_DAY)]

    assert counts == [0, 1, 0]


def test_meeting_rules_replace_its_series_rules():
    series = SeriesFactory()
    meeting = MeetingFactory(series=series, recurrence_id=START, starts_at=START)
    ReminderRule.objects.create(series=series, minutes_before=2 * DAY)
    ReminderRule.objects.create(meeting=meeting, minutes_before=3 * DAY)
    invited(meeting)

    counts = [run(timedelta(days=3)), run(timedelta(days=2)), run(ONE_DAY)]

    assert counts == [1, 0, 0]


def test_rules_of_one_meeting_do_not_remind_of_another():
    ReminderRule.objects.all().delete()
    ReminderRule.objects.create(meeting=MeetingFactory(starts_at=START), minutes_before=DAY)
    invited(MeetingFactory(starts_at=START))

    assert run(ONE_DAY) == 0


def test_task_writes_what_is_due_now():
    meeting = MeetingFactory(starts_at=timezone.now() + ONE_DAY - MINUTE)
    InvitationFactory(meeting=meeting, sent_at=timezone.now() - ONE_DAY)

    queue_reminders()

    assert Message.objects.count() == 1


# Cost


@pytest.mark.parametrize("count", [1, 3])
def test_reminders_need_as_many_queries_for_three_meetings_as_for_one(
    count, django_assert_num_queries
):
    for _ in range(count):
        invited(MeetingFactory(starts_at=START))

    with django_assert_num_queries(15):
        run(ONE_DAY)


def test_second_run_finds_nothing_to_write(django_assert_num_queries):
    invited()
    run(ONE_DAY)

    with django_assert_num_queries(5):
        run(ONE_DAY)


@pytest.mark.slow
def test_ten_thousand_reminders_are_written_in_bounded_queries(django_assert_max_num_queries):
    meetings = [MeetingFactory(starts_at=START) for _ in range(4)]
    leaders = LeaderFactory._meta.model.objects.bulk_create(
        LeaderFactory.build(name=f"Leader {n}", email=f"many{n}@example.org") for n in range(2500)
    )
    invitation = InvitationFactory._meta.model
    invitation.objects.bulk_create(
        invitation(meeting=meeting, leader=leader, sent_at=START - WEEK)
        for meeting in meetings
        for leader in leaders
    )

    with django_assert_max_num_queries(10 + 12 * ceil(10_000 / reminders.CHUNK)):
        count = run(ONE_DAY)

    assert count == 10_000
