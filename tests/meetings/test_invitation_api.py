"""Invitations in the API."""

from __future__ import annotations

import pytest
from django.utils import timezone

from meetings.models import Meeting
from outbox.models import Message
from tests.factories.accounts import UserFactory
from tests.factories.leaders import LeaderFactory
from tests.factories.meetings import InvitationFactory, MeetingFactory

pytestmark = pytest.mark.django_db

INVITATIONS = "/api/v1/invitations/"


def rows(client, **query):
    return client.get(INVITATIONS, query).json()["results"]


def ids(client, **query):
    return [row["id"] for row in rows(client, **query)]


def respond(client, invitation, **answer):
    return client.post(
        f"{INVITATIONS}{invitation.pk}/respond/", answer, content_type="application/json"
    )


def test_invitation_reads_as_the_model_without_its_token(officer_client):
    invitation = InvitationFactory(response="yes", guests=2, note="Hello")

    assert rows(officer_client) == [
        {
            "id": invitation.pk,
            "meeting": invitation.meeting_id,
            "meeting_title": invitation.meeting.title,
            "leader": invitation.leader_id,
            "leader_name": invitation.leader.name,
            "created_at": rows(officer_client)[0]["created_at"],
            "sent_at": None,
            "withdrawn_at": None,
            "response": "yes",
            "guests": 2,
            "access_needs": "",
            "interpreter_language": "",
            "note": "Hello",
            "seat": "none",
            "waiting_since": None,
            "responded_at": None,
            "responded_via": "",
        }
    ]


def test_leader_sees_their_own_standing_invitations_to_announced_meetings(leader_client, leader):
    own = InvitationFactory(leader=leader)
    InvitationFactory()
    InvitationFactory(leader=leader, withdrawn_at=timezone.now())
    InvitationFactory(leader=leader, meeting__status=Meeting.Status.DRAFT)

    assert ids(leader_client) == [own.pk]


def test_stranger_sees_none(stranger_client):
    invitation = InvitationFactory()

    assert ids(stranger_client) == []
    assert stranger_client.get(f"{INVITATIONS}{invitation.pk}/").status_code == 404


def test_nobody_is_refused(client):
    assert client.get(INVITATIONS).status_code == 403


def test_invitations_are_filtered_by_meeting_answer_and_leader(officer_client):
    meeting = MeetingFactory()
    yes = InvitationFactory(meeting=meeting, response="yes")
    no = InvitationFactory(meeting=meeting, response="no")
    InvitationFactory(response="yes")

    assert [
        ids(officer_client, meeting=meeting.pk),
        ids(officer_client, meeting=meeting.pk, response="yes"),
        ids(officer_client, leader=no.leader_id),
    ] == [[no.pk, yes.pk], [yes.pk], [no.pk]]


@pytest.mark.parametrize("query", [{"response": "perhaps"}, {"meeting": "x"}, {"seat": "7"}])
def test_filter_that_makes_no_sense_is_refused(officer_client, query):
    assert officer_client.get(INVITATIONS, query).status_code == 400


def test_leader_answers_for_themselves(leader_client, leader):
    invitation = InvitationFactory(leader=leader)

    response = respond(leader_client, invitation, response="yes", guests=1)

    body = response.json()
    assert (body["response"], body["guests"], body["seat"], body["responded_via"]) == (
        "yes",
        1,
        "confirmed",
        "account",
    )
    assert Message.objects.get().kind == "meetings.recorded"


def test_department_answers_for_a_leader(officer_client):
    assert respond(officer_client, InvitationFactory(), response="no").json()["responded_via"] == (
        "staff"
    )


def test_leader_cannot_answer_for_others(leader_client):
    invitation = InvitationFactory()

    assert respond(leader_client, invitation, response="yes").status_code == 404


def test_answer_keeps_what_it_leaves_out(officer_client):
    invitation = InvitationFactory()
    respond(officer_client, invitation, response="yes", note="I bring coffee", guests=2)

    body = respond(officer_client, invitation, response="maybe").json()

    assert (body["response"], body["note"], body["guests"]) == ("maybe", "I bring coffee", 2)


@pytest.mark.parametrize(
    "answer",
    [
        {},
        {"response": "none"},
        {"response": "yes", "guests": -1},
        {"response": "yes", "guests": 21},
    ],
    ids=["empty", "no answer", "negative guests", "too many guests"],
)
def test_impossible_answer_is_refused(officer_client, answer):
    invitation = InvitationFactory()

    response = respond(officer_client, invitation, **answer)

    invitation.refresh_from_db()
    assert (response.status_code, invitation.response) == (400, "none")


@pytest.mark.parametrize(
    "fields",
    [
        {"meeting__status": Meeting.Status.CANCELLED, "meeting__cancelled_at": timezone.now()},
        {"withdrawn_at": timezone.now()},
        {"meeting__status": Meeting.Status.DRAFT},
    ],
    ids=["cancelled", "withdrawn", "draft"],
)
def test_answer_that_comes_too_late_is_a_conflict(officer_client, fields):
    response = respond(officer_client, InvitationFactory(**fields), response="yes")

    assert response.status_code == 409


def test_guests_beyond_the_seats_are_a_conflict(officer_client):
    invitation = InvitationFactory(meeting=MeetingFactory(capacity=2))

    response = respond(officer_client, invitation, response="yes", guests=2)

    assert (response.status_code, response.json()["detail"]) == (
        409,
        "There are only 2 seats in all.",
    )


def withdraw(client, invitation):
    return client.post(f"{INVITATIONS}{invitation.pk}/withdraw/")


def test_coordinator_withdraws(coordinator_client):
    invitation = InvitationFactory(sent_at=timezone.now())

    response = withdraw(coordinator_client, invitation)

    assert response.json()["withdrawn_at"] is not None


@pytest.mark.parametrize("is_host", [True, False])
def test_officer_withdraws_only_from_meetings_they_run(officer_client, officer, is_host):
    meeting = MeetingFactory(host=officer if is_host else UserFactory(role="officer"))

    response = withdraw(officer_client, InvitationFactory(meeting=meeting))

    assert response.status_code == (200 if is_host else 403)


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_invitations_are_not_made_or_changed_here(officer_client, method):
    invitation = InvitationFactory()

    response = getattr(officer_client, method)(f"{INVITATIONS}{invitation.pk}/")

    assert response.status_code == 405


@pytest.mark.parametrize("count", [1, 3])
def test_invitations_need_as_many_queries_for_three_as_for_one(
    officer_client, count, django_assert_num_queries
):
    for _ in range(count):
        InvitationFactory()

    with django_assert_num_queries(4):
        rows(officer_client)


def test_invitations_are_found_by_name(officer_client):
    found = InvitationFactory(leader=LeaderFactory(name="Ana Pérez"))
    InvitationFactory()

    assert ids(officer_client, q="pérez") == [found.pk]
