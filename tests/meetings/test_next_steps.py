from __future__ import annotations

from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from meetings import next_steps
from meetings.models import Minutes
from tests.factories.meetings import InvitationFactory, MeetingFactory, SeriesFactory, evening_in

NOW = timezone.now()


def found(meeting, user):
    return next_steps.of_meeting(
        meeting,
        user,
        at=NOW,
        may_run=user.has_perm("meetings.change_meeting", meeting),
        invited=meeting.invitations.count(),
    )


def step(meeting, user) -> str | None:
    next_step = found(meeting, user)
    return next_step and next_step.label


def draft(**fields):
    return MeetingFactory(status="draft", **fields)


def test_draft_without_invited_asks_whom_to_invite(coordinator):
    assert step(draft(), coordinator) == "Choose whom to invite"


def test_draft_with_invited_is_to_be_published(coordinator):
    assert step(InvitationFactory(meeting=draft()).meeting, coordinator) == "Publish the meeting"


def test_draft_is_nothing_to_do_for_an_officer_of_elsewhere(officer):
    assert step(draft(), officer) is None


def test_coming_meeting_without_invited_asks_whom_to_invite(coordinator):
    assert step(MeetingFactory(), coordinator) == "Choose whom to invite"


def test_coming_meeting_with_invited_needs_nothing(coordinator):
    assert step(InvitationFactory().meeting, coordinator) is None


def test_coming_meeting_with_a_later_invitation_says_when(coordinator):
    meeting = MeetingFactory(invite_at=NOW + timedelta(days=2), series=None)

    assert found(meeting, coordinator).text.startswith("Invitations go out on ")


def test_coming_meeting_is_nothing_to_do_for_an_officer_of_elsewhere(officer):
    assert step(MeetingFactory(), officer) is None


def test_begun_meeting_is_to_be_logged_by_any_officer(officer):
    assert step(MeetingFactory(starts_at=evening_in(-1)), officer) == "Log what happened"


def test_logged_meeting_needs_nothing(officer):
    assert step(MeetingFactory(starts_at=evening_in(-1), logged_at=NOW), officer) is None


@pytest.mark.parametrize(
    ("fields", "label"),
    [
        ({"text": "All was said."}, "Publish the minutes"),
        ({"text": "All was said.", "published_at": NOW}, None),
        ({"text": ""}, None),
    ],
    ids=["not published", "published", "empty"],
)
def test_logged_meeting_with_minutes(officer, fields, label):
    meeting = MeetingFactory(starts_at=evening_in(-1), logged_at=NOW)
    Minutes.objects.create(meeting=meeting, **fields)

    assert step(meeting, officer) == label


def test_cancelled_meeting_needs_nothing(coordinator):
    assert step(MeetingFactory(status="cancelled", cancelled_at=NOW), coordinator) is None


def test_occurrence_without_invited_waits_for_its_time(coordinator):
    meeting = MeetingFactory(
        series=SeriesFactory(), recurrence_id=evening_in(14), invite_at=NOW + timedelta(days=2)
    )

    assert step(meeting, coordinator) == "Add people by hand"


@pytest.mark.parametrize(
    ("fields", "label"),
    [
        ({}, "Answer the invitation"),
        ({"response": "maybe", "responded_at": NOW}, "Change your answer"),
        ({"withdrawn_at": NOW}, None),
    ],
    ids=["open", "answered", "withdrawn"],
)
def test_invited_leader_is_asked_for_an_answer(leader, fields, label):
    invitation = InvitationFactory(leader=leader, **fields)

    assert step(invitation.meeting, leader.user) == label


def test_invited_leader_has_nothing_to_do_after_the_end(leader):
    meeting = InvitationFactory(
        leader=leader, meeting=MeetingFactory(starts_at=evening_in(-1))
    ).meeting

    assert step(meeting, leader.user) is None


def test_others_have_nothing_to_do(stranger):
    meeting = InvitationFactory().meeting

    assert [step(meeting, stranger), step(meeting, AnonymousUser())] == [None, None]
