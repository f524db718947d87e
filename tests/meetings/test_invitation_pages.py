"""Invitations as the department sees them, and a leader's own."""

from __future__ import annotations

import pytest
from django.utils import timezone

from meetings.actions import invitations
from meetings.models import Meeting, ReminderRule
from outbox.models import Message
from tests.factories.accounts import UserFactory
from tests.factories.leaders import LeaderFactory
from tests.factories.meetings import InvitationFactory, MeetingFactory, evening_in

pytestmark = pytest.mark.django_db


def page(client, path):
    response = client.get(path)
    assert response.status_code == 200
    return response.content.decode()


def invited(**fields):
    return InvitationFactory(**{"sent_at": timezone.now()} | fields)


@pytest.mark.parametrize("path", ["", "{pk}/", "{pk}/answer/"])
def test_nobody_is_sent_to_sign_in(client, path):
    response = client.get(f"/invitations/{path.format(pk=invited().pk)}")

    assert response.headers["Location"].startswith("/accounts/login/")


# The list


def test_list_shows_the_department_all(officer_client):
    invited(leader=LeaderFactory(name="Ana Pérez"), meeting=MeetingFactory(title="Walk"))

    found = page(officer_client, "/invitations/")

    assert ("Ana Pérez" in found, "Walk" in found) == (True, True)


def test_list_is_filtered_by_answer(officer_client):
    for name, response in (("Yolanda", "yes"), ("Nora", "no")):
        invited(leader=LeaderFactory(name=name), response=response)

    found = page(officer_client, "/invitations/?response=no")

    assert ("Nora" in found, "Yolanda" in found) == (True, False)


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", [True, False]),
        ("?when=coming", [True, False]),
        ("?when=past", [False, True]),
        ("?when=", [True, True]),
    ],
)
def test_list_begins_with_the_coming_meetings(officer_client, query, found):
    for title, days in (("Next walk", 3), ("Last walk", -3)):
        invited(meeting=MeetingFactory(title=title, starts_at=evening_in(days)))

    rows = page(officer_client, f"/invitations/{query}")

    assert [title in rows for title in ("Next walk", "Last walk")] == found


def test_list_is_sorted_by_a_column(officer_client):
    for name in ("Bea", "Ana"):
        invited(leader=LeaderFactory(name=name))

    orders = [page(officer_client, f"/invitations/?sort={sort}") for sort in ("leader", "-leader")]

    assert [order.index("Ana") < order.index("Bea") for order in orders] == [True, False]


def test_list_without_a_fitting_row_says_what_to_do(officer_client):
    assert "No invitation fits" in page(officer_client, "/invitations/?q=nobody")


def test_list_shows_a_leader_their_own_coming_ones(leader_client, leader):
    invited(leader=leader, meeting=MeetingFactory(title="Mine"))
    invited(leader=leader, meeting=MeetingFactory(title="Past", starts_at=evening_in(-3)))
    invited(meeting=MeetingFactory(title="Not mine"))

    found = page(leader_client, "/invitations/")

    assert [title in found for title in ("Mine", "Past", "Not mine")] == [True, False, False]


def test_list_of_a_leader_without_invitations_says_so(stranger_client):
    assert "Nothing waits for you" in page(stranger_client, "/invitations/")


@pytest.mark.parametrize("count", [1, 3])
def test_list_needs_as_many_queries_for_three_as_for_one(
    officer_client, count, django_assert_num_queries
):
    for _ in range(count):
        invited()

    with django_assert_num_queries(4):
        officer_client.get("/invitations/")


@pytest.mark.parametrize("count", [1, 3])
def test_own_list_needs_as_many_queries_for_three_as_for_one(
    leader_client, leader, count, django_assert_num_queries
):
    for _ in range(count):
        invited(leader=leader)

    with django_assert_num_queries(3):
        leader_client.get("/invitations/")


# One of them


def test_detail_explains_each_reminder_and_lists_each_mail(coordinator_client, coordinator):
    ReminderRule.objects.all().delete()
    ReminderRule.objects.create(minutes_before=60 * 24)
    meeting = MeetingFactory()
    invitations.invite(meeting=meeting, leaders=[LeaderFactory()], by=coordinator)

    found = page(coordinator_client, f"/invitations/{meeting.invitations.get().pk}/")

    assert "It will be sent, unless the answer becomes one it is not meant for." in found
    assert Message.objects.get().subject in found


def test_detail_of_a_closed_invitation_says_why(coordinator_client):
    invitation = invited(withdrawn_at=timezone.now())

    assert "This invitation was withdrawn." in page(
        coordinator_client, f"/invitations/{invitation.pk}/"
    )


def test_detail_leads_a_leader_to_the_question(leader_client, leader):
    invitation = invited(leader=leader)

    response = leader_client.get(f"/invitations/{invitation.pk}/")

    assert response.headers["Location"] == f"/rsvp/{invitation.token}/"


@pytest.mark.parametrize("path", ["", "answer/"])
def test_invitation_of_others_is_not_found(leader_client, path):
    assert leader_client.get(f"/invitations/{invited().pk}/{path}").status_code == 404


def test_detail_needs_few_queries(coordinator_client, django_assert_max_num_queries):
    invitation = invited()

    with django_assert_max_num_queries(12):
        coordinator_client.get(f"/invitations/{invitation.pk}/")


# Answering for somebody


def test_officer_records_an_answer_for_a_caller(officer_client):
    invitation = invited()

    response = officer_client.post(
        f"/invitations/{invitation.pk}/answer/", {"response": "yes", "guests": "1"}
    )

    invitation.refresh_from_db()
    assert response.headers["Location"] == f"/invitations/{invitation.pk}/"
    assert (invitation.response, invitation.guests, invitation.responded_via) == (
        "yes",
        1,
        "staff",
    )


def test_answer_that_comes_too_late_is_told_so(officer_client):
    invitation = invited(
        meeting=MeetingFactory(status=Meeting.Status.CANCELLED, cancelled_at=timezone.now())
    )

    response = officer_client.post(f"/invitations/{invitation.pk}/answer/", {"response": "yes"})

    assert "This meeting is cancelled." in response.content.decode()


def test_leader_answers_by_their_link_not_here(leader_client, leader):
    invitation = invited(leader=leader)

    response = leader_client.post(f"/invitations/{invitation.pk}/answer/", {"response": "yes"})

    invitation.refresh_from_db()
    assert (response.status_code, invitation.response) == (403, "none")


# Withdrawing


@pytest.mark.parametrize("is_host", [True, False])
def test_officer_withdraws_only_from_meetings_they_run(officer_client, officer, is_host):
    meeting = MeetingFactory(host=officer if is_host else UserFactory(role="officer"))
    invitation = invited(meeting=meeting)

    response = officer_client.post(f"/invitations/{invitation.pk}/withdraw/")

    invitation.refresh_from_db()
    assert (response.status_code, invitation.withdrawn_at is not None) == (
        302 if is_host else 403,
        is_host,
    )


def test_withdrawing_after_the_meeting_changes_nothing(coordinator_client):
    invitation = invited(meeting=MeetingFactory(starts_at=evening_in(-3)))

    response = coordinator_client.post(f"/invitations/{invitation.pk}/withdraw/", follow=True)

    invitation.refresh_from_db()
    assert invitation.withdrawn_at is None
    assert "This meeting is over." in response.content.decode()


def test_opening_the_withdrawal_withdraws_nothing(coordinator_client):
    invitation = invited()

    response = coordinator_client.get(f"/invitations/{invitation.pk}/withdraw/")

    invitation.refresh_from_db()
    assert (response.status_code, invitation.withdrawn_at) == (405, None)
