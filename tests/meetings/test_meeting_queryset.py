from __future__ import annotations

from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from meetings.models import Meeting
from tests.factories.leaders import AreaFactory
from tests.factories.meetings import InvitationFactory, MeetingFactory, evening_in

NOW = timezone.now()


def titles(meetings) -> list[str]:
    return sorted(meeting.title for meeting in meetings)


@pytest.fixture
def meetings(leader):
    """Every mix of status and publicity; the leader is invited to the private ones."""
    for status in ("draft", "published", "cancelled"):
        for is_public in (True, False):
            for invited in (True, False):
                title = f"{status} {'public' if is_public else 'private'}"
                meeting = MeetingFactory(
                    title=f"{title}{' invited' if invited else ''}",
                    status=status,
                    is_public=is_public,
                    cancelled_at=NOW if status == "cancelled" else None,
                )
                if invited:
                    InvitationFactory(meeting=meeting, leader=leader)


PUBLIC = [
    "cancelled public",
    "cancelled public invited",
    "published public",
    "published public invited",
]


def test_visible_to_anonymous(meetings):
    assert titles(Meeting.objects.visible_to(AnonymousUser())) == PUBLIC


def test_visible_to_stranger(meetings, stranger):
    assert titles(Meeting.objects.visible_to(stranger)) == PUBLIC


def test_visible_to_invited_leader(meetings, leader_user):
    assert titles(Meeting.objects.visible_to(leader_user)) == sorted(
        [*PUBLIC, "cancelled private invited", "published private invited"]
    )


def test_visible_to_leader_whose_invitation_was_withdrawn(leader):
    meeting = MeetingFactory(is_public=False)
    InvitationFactory(meeting=meeting, leader=leader, withdrawn_at=NOW)

    assert titles(Meeting.objects.visible_to(leader.user)) == []


@pytest.mark.parametrize("persona", ["officer", "coordinator", "administrator"])
def test_visible_to_police(meetings, persona, request):
    user = request.getfixturevalue(persona)

    assert Meeting.objects.visible_to(user).count() == 12


def test_upcoming_and_past_split_at_the_end(db):
    meeting = MeetingFactory()
    before_end, end = meeting.ends_at - timedelta(seconds=1), meeting.ends_at

    assert [
        Meeting.objects.upcoming(before_end).count(),
        Meeting.objects.past(before_end).count(),
        Meeting.objects.upcoming(end).count(),
        Meeting.objects.past(end).count(),
    ] == [1, 0, 0, 1]


def test_held_between_is_half_open(db):
    meeting = MeetingFactory()
    hour = timedelta(hours=1)

    assert [
        Meeting.objects.held_between(meeting.starts_at, meeting.starts_at + hour).count(),
        Meeting.objects.held_between(meeting.starts_at - hour, meeting.starts_at).count(),
    ] == [1, 0]


def test_not_logged_is_past_published_without_log(db):
    MeetingFactory(title="to log", starts_at=evening_in(-3))
    MeetingFactory(title="logged", starts_at=evening_in(-3), logged_at=NOW)
    MeetingFactory(title="draft", starts_at=evening_in(-3), status="draft")
    MeetingFactory(title="coming")

    assert titles(Meeting.objects.not_logged()) == ["to log"]


def test_in_areas_finds_each_meeting_once(db):
    north, south, west = AreaFactory(), AreaFactory(), AreaFactory()
    MeetingFactory(title="both", areas=[north, south])
    MeetingFactory(title="west", areas=[west])

    assert titles(Meeting.objects.in_areas([north, south])) == ["both"]


def test_search_wants_every_word(db):
    MeetingFactory(title="Area meeting", place="Grace Church")
    MeetingFactory(title="Area meeting", place="Library")

    assert [meeting.place for meeting in Meeting.objects.search("meeting church")] == [
        "Grace Church"
    ]


def test_inviting_is_by_own_open_invitations(leader):
    MeetingFactory(title="not invited")
    InvitationFactory(meeting=MeetingFactory(title="invited"), leader=leader)
    InvitationFactory(meeting=MeetingFactory(title="withdrawn"), leader=leader, withdrawn_at=NOW)

    assert titles(Meeting.objects.inviting(leader.user)) == ["invited"]


def test_due_to_invite_begins_at_its_time_and_ends_at_the_start(db):
    meeting = MeetingFactory(invite_at=evening_in(1))
    MeetingFactory(invite_at=evening_in(1), status="draft")
    MeetingFactory(invite_at=None)
    MeetingFactory(invite_at=evening_in(1), invited_at=NOW)

    times = [evening_in(1) - timedelta(seconds=1), evening_in(1), meeting.starts_at]

    assert [Meeting.objects.due_to_invite(at).count() for at in times] == [0, 1, 0]
