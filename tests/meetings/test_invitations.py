from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from meetings.actions import invitations
from meetings.errors import MeetingCancelled, MeetingOver
from meetings.models import Meeting
from tests.factories.leaders import LeaderFactory
from tests.factories.meetings import InvitationFactory, MeetingFactory, evening_in


def test_invite_counts_only_who_is_asked_anew(coordinator):
    meeting = MeetingFactory()
    first, second = LeaderFactory(), LeaderFactory()
    invitations.invite(meeting=meeting, leaders=[first], by=coordinator)

    count = invitations.invite(meeting=meeting, leaders=[first, second], by=coordinator)

    assert count == 1
    assert set(meeting.invitations.values_list("leader", flat=True)) == {first.pk, second.pk}


def test_invite_leaves_out_inactive_leaders(coordinator):
    meeting = MeetingFactory()
    LeaderFactory()

    count = invitations.invite(
        meeting=meeting, leaders=[LeaderFactory(is_active=False)], by=coordinator
    )

    assert (count, meeting.invitations.count()) == (0, 0)


def test_invite_asks_an_uninvited_leader_afresh(coordinator):
    withdrawn = InvitationFactory(
        withdrawn_at=timezone.now(), sent_at=timezone.now(), response="no"
    )

    count = invitations.invite(
        meeting=withdrawn.meeting, leaders=[withdrawn.leader], by=coordinator
    )

    withdrawn.refresh_from_db()
    assert count == 1
    assert (withdrawn.withdrawn_at, withdrawn.response) == (None, "none")


@pytest.mark.parametrize(
    ("status", "invite_in", "is_sent"),
    [
        (Meeting.Status.PUBLISHED, None, True),
        (Meeting.Status.PUBLISHED, timedelta(minutes=-1), True),
        (Meeting.Status.PUBLISHED, timedelta(hours=1), False),
        (Meeting.Status.DRAFT, None, False),
    ],
    ids=["at once", "since a minute", "in an hour", "draft"],
)
def test_invite_writes_only_when_invitations_are_out(coordinator, status, invite_in, is_sent):
    meeting = MeetingFactory(status=status, invite_at=invite_in and timezone.now() + invite_in)

    invitations.invite(meeting=meeting, leaders=[LeaderFactory()], by=coordinator)

    assert (meeting.invitations.get().sent_at is not None) == is_sent


def test_invite_to_a_cancelled_meeting_is_refused(coordinator):
    meeting = MeetingFactory(status=Meeting.Status.CANCELLED, cancelled_at=timezone.now())

    with pytest.raises(MeetingCancelled):
        invitations.invite(meeting=meeting, leaders=[LeaderFactory()], by=coordinator)


def test_invite_to_a_past_meeting_is_refused(coordinator):
    meeting = MeetingFactory(starts_at=evening_in(-2))

    with pytest.raises(MeetingOver):
        invitations.invite(meeting=meeting, leaders=[LeaderFactory()], by=coordinator)
