"""Who sees which invitation, and who may do what with it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from meetings.models import Invitation, Meeting
from tests.factories.leaders import LeaderFactory
from tests.factories.meetings import InvitationFactory, MeetingFactory, evening_in

pytestmark = pytest.mark.django_db

NOW = timezone.now()
CANCELLED = {
    "meeting__status": Meeting.Status.CANCELLED,
    "meeting__cancelled_at": NOW,
}
EVERYBODY_WHO_SEES = {
    "own": ({}, [True, True, True, True, False, False]),
    "own, cancelled": (CANCELLED, [True, True, True, True, False, False]),
    "own, draft": (
        {"meeting__status": Meeting.Status.DRAFT},
        [True, True, True, False, False, False],
    ),
    "own, withdrawn": ({"withdrawn_at": NOW}, [True, True, True, False, False, False]),
}


@pytest.fixture
def people(administrator, coordinator, officer, leader_user, stranger):
    return [administrator, coordinator, officer, leader_user, stranger, AnonymousUser()]


@pytest.mark.parametrize(("fields", "seen"), EVERYBODY_WHO_SEES.values(), ids=EVERYBODY_WHO_SEES)
def test_invitation_is_visible(people, leader, fields, seen):
    InvitationFactory(leader=leader, **fields)
    InvitationFactory(**fields)  # of another leader

    own = Invitation.objects.filter(leader=leader)
    assert [own.visible_to(person).exists() for person in people] == seen


def test_leader_sees_no_invitation_of_others(leader_user):
    InvitationFactory()

    assert not Invitation.objects.visible_to(leader_user).exists()


@pytest.mark.parametrize(
    ("permission", "allowed"),
    [
        ("meetings.view_invitations", [True, True, True, False, False, False]),
        ("meetings.record_answer", [True, True, True, False, False, False]),
        ("meetings.answer", [True, True, True, True, False, False]),
    ],
)
def test_invitation_right(people, leader, permission, allowed):
    invitation = InvitationFactory(leader=leader)

    assert [person.has_perm(permission, invitation) for person in people] == allowed


@pytest.mark.parametrize(
    ("ask", "found"),
    [
        (lambda some: some.standing(), {"unsent", "yes", "no", "maybe", "waiting"}),
        (lambda some: some.unsent(), {"unsent"}),
        (lambda some: some.sent(), {"yes", "no", "maybe", "waiting"}),
        (lambda some: some.answered(), {"yes", "no", "maybe", "waiting"}),
        (lambda some: some.unanswered(), {"unsent", "withdrawn"}),
        (lambda some: some.not_declined(), {"unsent", "withdrawn", "yes", "maybe", "waiting"}),
        (lambda some: some.coming(), {"yes", "maybe", "waiting"}),
        (lambda some: some.waiting(), {"waiting"}),
        (lambda some: some.search("wAIt"), {"waiting"}),
        (lambda some: some.search("wait yes"), set()),
        (lambda some: some.to_come(NOW), {"unsent", "withdrawn", "yes", "maybe", "waiting"}),
        (lambda some: some.past(NOW), {"no"}),
    ],
    ids=[
        "standing",
        "unsent",
        "sent",
        "answered",
        "unanswered",
        "not declined",
        "coming",
        "waiting",
        "search",
        "search for every word",
        "to come",
        "past",
    ],
)
def test_invitations_are_asked_for(ask, found):
    meeting, past = MeetingFactory(title="Walk"), MeetingFactory(starts_at=evening_in(-2))
    every = {
        "unsent": {},
        "withdrawn": {"withdrawn_at": NOW, "sent_at": NOW},
        "yes": {"response": "yes", "sent_at": NOW},
        "no": {"response": "no", "sent_at": NOW, "meeting": past},
        "maybe": {"response": "maybe", "sent_at": NOW},
        "waiting": {
            "response": "yes",
            "seat": "waiting",
            "waiting_since": NOW,
            "sent_at": NOW,
        },
    }
    for name, fields in every.items():
        InvitationFactory(**{"meeting": meeting, "leader": LeaderFactory(name=name)} | fields)

    names = ask(Invitation.objects.all()).values_list("leader__name", flat=True)

    assert set(names) == found


def test_waiting_list_is_in_order_of_asking():
    meeting = MeetingFactory()
    late, early = (
        InvitationFactory(
            meeting=meeting,
            response="yes",
            seat="waiting",
            waiting_since=NOW - timedelta(hours=hours),
        )
        for hours in (1, 2)
    )

    assert list(meeting.invitations.waiting()) == [early, late]
