from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone

from meetings import errors
from meetings.actions import planning
from meetings.agendas import Point, agenda_of
from meetings.models import AgendaItem, Meeting
from outbox.models import Message
from tests.factories.leaders import AreaFactory
from tests.factories.meetings import (
    InvitationFactory,
    MeetingFactory,
    SeriesFactory,
    evening_in,
)

NOW = timezone.now()
HOUR = timedelta(hours=1)


@pytest.fixture
def plan(coordinator, area):
    """Plans a meeting in two weeks, unless told otherwise."""

    def plan(**fields):
        fields = {
            "by": coordinator,
            "areas": [area],
            "title": "Area meeting",
            "starts_at": evening_in(14),
            "ends_at": evening_in(14) + HOUR,
            "timezone": "America/New_York",
            **fields,
        }
        return planning.plan(**fields)

    return plan


def invited(meeting, **fields):
    """Somebody who has the invitation."""
    return InvitationFactory(meeting=meeting, sent_at=NOW, **fields)


def kinds_of_mail(meeting) -> list[str]:
    return sorted(
        Message.objects.filter(about=f"meeting:{meeting.pk}").values_list("kind", flat=True)
    )


# Plan


def test_plan_makes_a_draft_of_the_one_who_plans(plan, coordinator, area):
    meeting = plan()

    assert (meeting.status, meeting.host, list(meeting.areas.all())) == (
        Meeting.Status.DRAFT,
        coordinator,
        [area],
    )


def test_plan_starts_from_the_usual_agenda_with_promises_second(plan):
    items = plan().agenda_items.all()

    assert [item.kind for item in items] == ["topic", "follow_up", "topic", "topic", "topic"]


def test_plan_takes_an_agenda_of_its_own(plan):
    meeting = plan(agenda=agenda_of(["Hello", "Promises", "Goodbye"], 2))

    assert [(item.position, item.title, item.kind) for item in meeting.agenda_items.all()] == [
        (1, "Hello", "topic"),
        (2, "Promises", "follow_up"),
        (3, "Goodbye", "topic"),
    ]


@pytest.mark.parametrize(
    "fields",
    [
        {"ends_at": evening_in(14)},
        {"ends_at": evening_in(13)},
        {"ends_at": evening_in(14) + timedelta(days=3650)},
        {"ends_at": evening_in(14) + timedelta(hours=24, seconds=1)},
        {"timezone": "Mars/Olympus"},
        {"timezone": ""},
        {
            "starts_at": datetime(9999, 12, 31, 22, tzinfo=UTC),
            "ends_at": datetime(9999, 12, 31, 23, tzinfo=UTC),
        },
    ],
    ids=["no time", "backwards", "ten years", "over a day", "no such zone", "no zone", "year 9999"],
)
def test_plan_refuses_times_that_make_no_meeting(plan, fields):
    with pytest.raises(errors.BadTimes):
        plan(**fields)

    assert Meeting.objects.count() == 0


# Publish


def test_publish_shows_the_meeting(plan, coordinator):
    meeting = planning.publish(meeting=plan(), by=coordinator)

    assert meeting.status == Meeting.Status.PUBLISHED
    assert meeting.published_at is not None


def test_publish_writes_to_those_who_were_asked_in_draft(plan, coordinator):
    meeting = plan()
    InvitationFactory(meeting=meeting)

    planning.publish(meeting=meeting, by=coordinator)

    assert kinds_of_mail(meeting) == ["meetings.invitation"]


def test_publish_waits_with_invitations_until_their_time(plan, coordinator):
    meeting = plan(invite_at=evening_in(3))
    InvitationFactory(meeting=meeting)

    meeting = planning.publish(meeting=meeting, by=coordinator)

    assert (kinds_of_mail(meeting), meeting.invited_at) == ([], None)


@pytest.mark.parametrize(
    ("fields", "error"),
    [
        ({"status": "published"}, errors.NotDraft),
        ({"status": "cancelled", "cancelled_at": NOW}, errors.MeetingCancelled),
        ({"status": "draft", "starts_at": evening_in(-2)}, errors.MeetingOver),
    ],
    ids=["published", "cancelled", "past"],
)
def test_publish_is_refused(coordinator, fields, error):
    meeting = MeetingFactory(**fields)

    with pytest.raises(error):
        planning.publish(meeting=meeting, by=coordinator)


# Change


def test_change_of_words_is_no_new_version_and_tells_nobody(coordinator):
    meeting = MeetingFactory()
    invited(meeting)

    meeting = planning.change(meeting=meeting, by=coordinator, title="New", description="More")

    assert (meeting.title, meeting.sequence, kinds_of_mail(meeting)) == ("New", 0, [])


def test_change_of_place_is_a_new_version_and_is_told(coordinator):
    meeting = MeetingFactory(place="Library")
    invited(meeting)

    meeting = planning.change(meeting=meeting, by=coordinator, place="Church")

    assert (meeting.sequence, kinds_of_mail(meeting)) == (1, ["meetings.moved"])


def test_change_to_the_same_is_no_change(coordinator):
    meeting = MeetingFactory(place="Library")
    invited(meeting)

    meeting = planning.change(
        meeting=meeting, by=coordinator, place="Library", starts_at=meeting.starts_at
    )

    assert (meeting.sequence, kinds_of_mail(meeting)) == (0, [])


def test_change_to_the_same_leaves_an_occurrence_with_its_series(coordinator, area):
    occurrence = MeetingFactory(
        series=SeriesFactory(), recurrence_id=evening_in(14), areas=[area], title="Same"
    )
    occurrence.agenda_items.create(position=1, title="Welcome")

    occurrence = planning.change(
        meeting=occurrence, by=coordinator, title="Same", areas=[area], agenda=[Point("Welcome")]
    )

    assert occurrence.detached_at is None


@pytest.mark.parametrize(
    "change", [{"title": "New"}, {"areas": []}, {"agenda": [Point("Goodbye")]}], ids=str
)
def test_change_takes_an_occurrence_out_of_step(coordinator, area, change):
    occurrence = MeetingFactory(series=SeriesFactory(), recurrence_id=evening_in(14), areas=[area])

    assert planning.change(meeting=occurrence, by=coordinator, **change).detached_at is not None


def test_change_of_a_draft_is_no_new_version(coordinator):
    meeting = MeetingFactory(status="draft")

    meeting = planning.change(meeting=meeting, by=coordinator, place="Church")

    assert meeting.sequence == 0


def test_change_replaces_areas_and_agenda(coordinator):
    meeting, area = MeetingFactory(areas=[AreaFactory()]), AreaFactory()
    meeting.agenda_items.create(position=1, title="Old")

    planning.change(
        meeting=meeting, by=coordinator, areas=[area], agenda=[Point("New", kind="follow_up")]
    )

    assert list(meeting.areas.all()) == [area]
    assert list(AgendaItem.objects.values_list("title", "kind")) == [("New", "follow_up")]


def test_change_to_fewer_seats_than_are_taken_is_refused(coordinator):
    meeting = MeetingFactory(capacity=10)
    invited(meeting, response="yes", seat="confirmed", guests=2)

    with pytest.raises(errors.TooFewSeats, match="3 seats are already promised"):
        planning.change(meeting=meeting, by=coordinator, capacity=2)


def test_change_to_just_the_seats_taken_is_fine(coordinator):
    meeting = MeetingFactory(capacity=10)
    invited(meeting, response="yes", seat="confirmed", guests=2)

    assert planning.change(meeting=meeting, by=coordinator, capacity=3).capacity == 3


@pytest.mark.parametrize("capacity", [3, None])
def test_more_seats_go_to_those_who_wait(coordinator, capacity):
    meeting = MeetingFactory(capacity=1)
    invited(meeting, response="yes", seat="confirmed")
    waiting = invited(meeting, response="yes", seat="waiting", waiting_since=NOW)

    planning.change(meeting=meeting, by=coordinator, capacity=capacity)

    waiting.refresh_from_db()
    assert (waiting.seat, kinds_of_mail(meeting)) == ("confirmed", ["meetings.seat"])


def test_change_of_a_cancelled_meeting_is_refused(coordinator):
    meeting = MeetingFactory(status="cancelled", cancelled_at=NOW)

    with pytest.raises(errors.MeetingCancelled):
        planning.change(meeting=meeting, by=coordinator, title="New")


# Move


def test_move_keeps_answers_and_tells_the_invited(coordinator):
    meeting = MeetingFactory()
    answer = invited(meeting, response="yes", responded_at=NOW, seat="confirmed")

    meeting = planning.move(
        meeting=meeting, by=coordinator, starts_at=evening_in(15), ends_at=evening_in(15) + HOUR
    )

    answer.refresh_from_db()
    assert (answer.response, answer.seat) == ("yes", "confirmed")
    assert (meeting.starts_at, meeting.sequence) == (evening_in(15), 1)
    assert kinds_of_mail(meeting) == ["meetings.moved"]


def test_move_takes_the_time_of_invitations_along(coordinator):
    meeting = MeetingFactory(invite_at=evening_in(3))

    meeting = planning.move(
        meeting=meeting, by=coordinator, starts_at=evening_in(16), ends_at=evening_in(16) + HOUR
    )

    assert meeting.invite_at - evening_in(5) in (-HOUR, timedelta(0), HOUR)


def test_move_of_an_occurrence_leaves_its_place_in_the_series(coordinator):
    occurrence = MeetingFactory(series=SeriesFactory(), recurrence_id=evening_in(14))

    occurrence = planning.move(
        meeting=occurrence, by=coordinator, starts_at=evening_in(15), ends_at=evening_in(15) + HOUR
    )

    assert occurrence.recurrence_id == evening_in(14)
    assert occurrence.detached_at is not None


def test_move_of_a_logged_meeting_is_refused(coordinator):
    meeting = MeetingFactory(starts_at=evening_in(-2), logged_at=NOW)

    with pytest.raises(errors.MeetingLogged):
        planning.move(
            meeting=meeting, by=coordinator, starts_at=evening_in(2), ends_at=evening_in(2) + HOUR
        )


def test_move_backwards_is_refused_and_changes_nothing(coordinator):
    meeting = MeetingFactory()
    invited(meeting)

    with pytest.raises(errors.BadTimes):
        planning.move(meeting=meeting, by=coordinator, ends_at=meeting.starts_at - HOUR)

    meeting.refresh_from_db()
    assert (meeting.sequence, kinds_of_mail(meeting)) == (0, [])


# Cancel


def test_cancel_is_a_new_version_with_its_reason_and_is_told(coordinator):
    meeting = MeetingFactory()
    invited(meeting)

    meeting = planning.cancel(meeting=meeting, by=coordinator, reason=" The hall is flooded. ")

    assert (meeting.status, meeting.cancel_reason, meeting.sequence) == (
        "cancelled",
        "The hall is flooded.",
        1,
    )
    assert kinds_of_mail(meeting) == ["meetings.cancelled"]


@pytest.mark.parametrize(
    ("fields", "reason", "error"),
    [
        ({"status": "draft"}, "Why", errors.NotPublished),
        ({"status": "cancelled", "cancelled_at": NOW}, "Why", errors.MeetingCancelled),
        ({"starts_at": evening_in(-2), "logged_at": NOW}, "Why", errors.MeetingLogged),
        ({}, "  ", errors.ReasonMissing),
    ],
    ids=["draft", "cancelled", "logged", "no reason"],
)
def test_cancel_is_refused(coordinator, fields, reason, error):
    meeting = MeetingFactory(**fields)

    with pytest.raises(error):
        planning.cancel(meeting=meeting, by=coordinator, reason=reason)


def test_cancel_of_a_past_meeting_that_was_not_logged_tells_nobody(coordinator):
    meeting = MeetingFactory(starts_at=evening_in(-2))
    invited(meeting)

    meeting = planning.cancel(meeting=meeting, by=coordinator, reason="Nobody came.")

    assert (meeting.status, kinds_of_mail(meeting)) == ("cancelled", [])


# Discard


def test_discard_deletes_a_draft(coordinator):
    planning.discard(meeting=MeetingFactory(status="draft"), by=coordinator)

    assert Meeting.objects.count() == 0


def test_discard_of_a_published_meeting_is_refused(coordinator):
    with pytest.raises(errors.NotDraft):
        planning.discard(meeting=MeetingFactory(), by=coordinator)

    assert Meeting.objects.count() == 1
