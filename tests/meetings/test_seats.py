"""Never more people than seats, however many answers arrive at once."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import IntegrityError, connection
from django.utils import timezone

from meetings.actions import invitations, rsvp
from meetings.errors import NotEnoughSeats
from meetings.models import Invitation, Meeting
from outbox.models import Message
from tests.factories.meetings import InvitationFactory, MeetingFactory

THREADS = 20


def at_once(calls):
    """Each call in a thread with a connection of its own, all let go together."""
    barrier = Barrier(len(calls))

    def run(call):
        try:
            connection.ensure_connection()
            barrier.wait(timeout=30)
            return call()
        finally:
            connection.close()

    with ThreadPoolExecutor(len(calls)) as pool:
        return list(pool.map(run, calls))


def invited(meeting, count):
    return [InvitationFactory(meeting=meeting, sent_at=timezone.now()) for _ in range(count)]


def saying(invitation, response, **rest):
    return lambda: (
        rsvp.set_response(invitation=invitation, response=response, via="link", **rest).seat
    )


def people_seated(meeting):
    seated = meeting.invitations.filter(seat="confirmed")
    return sum(invitation.party_size for invitation in seated)


@pytest.mark.django_db(transaction=True)
def test_last_seats_go_to_as_many_as_there_are():
    meeting = MeetingFactory(capacity=7)

    seats = at_once([saying(each, "yes") for each in invited(meeting, THREADS)])

    meeting.refresh_from_db()
    assert (seats.count("confirmed"), seats.count("waiting")) == (7, 13)
    assert meeting.seats_taken == 7


@pytest.mark.django_db(transaction=True)
def test_waiting_list_has_an_order_and_moves_up_in_it():
    meeting = MeetingFactory(capacity=5)
    seated, others = invited(meeting, 5), invited(meeting, 15)
    for each in seated:
        saying(each, "yes")()
    at_once([saying(each, "yes") for each in others])
    line = list(meeting.invitations.waiting().values_list("pk", flat=True))

    at_once([saying(each, "no") for each in seated[:3]])

    confirmed = set(meeting.invitations.filter(seat="confirmed").values_list("pk", flat=True))
    assert confirmed == {each.pk for each in seated[3:]} | set(line[:3])
    assert Message.objects.filter(kind="meetings.seat").count() == 3


@pytest.mark.django_db(transaction=True)
def test_coming_and_going_at_once_leaves_the_count_true():
    meeting = MeetingFactory(capacity=9)
    seated, coming = invited(meeting, 9), invited(meeting, 11)
    for each in seated:
        saying(each, "yes")()

    at_once(
        [saying(each, "no") for each in seated] + [saying(each, "yes", guests=1) for each in coming]
    )

    meeting.refresh_from_db()
    assert meeting.seats_taken == people_seated(meeting) == 8
    assert meeting.invitations.waiting().count() == 7


@pytest.mark.django_db(transaction=True)
def test_seated_parties_growing_at_once_stay_within_the_seats():
    meeting = MeetingFactory(capacity=THREADS + 3)
    everybody = invited(meeting, THREADS)
    for each in everybody:
        saying(each, "yes")()

    def grow(invitation):
        try:
            return saying(invitation, "yes", guests=1)()
        except NotEnoughSeats:
            return "refused"

    results = at_once([lambda each=each: grow(each) for each in everybody])

    assert (results.count("confirmed"), results.count("refused")) == (3, 17)
    assert people_seated(meeting) == THREADS + 3


@pytest.mark.django_db(transaction=True)
def test_same_answer_pressed_twenty_times_is_one_answer():
    invitation = InvitationFactory(meeting=MeetingFactory(capacity=5))

    at_once([saying(invitation, "yes", guests=1)] * THREADS)

    assert people_seated(invitation.meeting) == 2
    assert Message.objects.filter(kind="meetings.recorded").count() == 1


@pytest.mark.django_db(transaction=True)
def test_inviting_the_same_leaders_at_once_asks_and_mails_each_once(coordinator):
    meeting = MeetingFactory()
    leaders = [each.leader for each in invited(MeetingFactory(), 3)]

    counts = at_once(
        [lambda: invitations.invite(meeting=meeting, leaders=leaders, by=coordinator)] * 10
    )

    assert (sum(counts), meeting.invitations.count()) == (3, 3)
    assert Message.objects.filter(kind="meetings.invitation").count() == 3


@pytest.mark.django_db(transaction=True)
def test_withdrawing_and_answering_at_once_ends_withdrawn_without_a_seat(coordinator):
    meeting = MeetingFactory(capacity=3)
    everybody = invited(meeting, 10)

    def answer(invitation):
        try:
            saying(invitation, "yes")()
        except Exception as refusal:  # noqa: BLE001 -- which of the two came first is chance
            return type(refusal).__name__
        return "answered"

    results = at_once(
        [lambda each=each: answer(each) for each in everybody]
        + [
            lambda each=each: (
                invitations.withdraw_invitation(invitation=each, by=coordinator) and "withdrawn"
            )
            for each in everybody
        ]
    )

    meeting.refresh_from_db()
    assert set(results) <= {"answered", "withdrawn", "InvitationWithdrawn"}
    assert (meeting.seats_taken, set(meeting.invitations.values_list("seat", flat=True))) == (
        0,
        {"none"},
    )


# The database itself is the last guard.


def test_database_counts_seats_whatever_writes_them(db):
    meeting = MeetingFactory(capacity=10)
    first, second = invited(meeting, 2)
    Invitation.objects.filter(pk=first.pk).update(response="yes", seat="confirmed", guests=3)
    Invitation.objects.filter(pk=second.pk).update(response="yes", seat="confirmed")
    Invitation.objects.filter(pk=first.pk).update(guests=1)
    second.delete()

    meeting.refresh_from_db()

    assert meeting.seats_taken == 2


def test_database_refuses_one_seat_too_many(db):
    meeting = MeetingFactory(capacity=2)
    first, second = invited(meeting, 2)
    Invitation.objects.filter(pk=first.pk).update(response="yes", seat="confirmed", guests=1)

    with pytest.raises(IntegrityError, match="meeting_seats_not_overbooked"):
        Invitation.objects.filter(pk=second.pk).update(response="yes", seat="confirmed")


def test_database_refuses_fewer_seats_than_taken(db):
    meeting = MeetingFactory(capacity=2)
    saying(InvitationFactory(meeting=meeting), "yes", guests=1)()

    with pytest.raises(IntegrityError, match="meeting_seats_not_overbooked"):
        Meeting.objects.filter(pk=meeting.pk).update(capacity=1)


def test_database_refuses_a_seat_without_a_yes(db):
    invitation = InvitationFactory()

    with pytest.raises(IntegrityError, match="invitation_seat_needs_yes"):
        Invitation.objects.filter(pk=invitation.pk).update(seat="confirmed")
