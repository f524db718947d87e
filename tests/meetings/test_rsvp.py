"""Answers and seats, one after the other; for answers that arrive at once see test_seats.py."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from meetings.actions import rsvp
from meetings.errors import (
    InvitationWithdrawn,
    MeetingCancelled,
    MeetingOver,
    NoAnswer,
    NotAnnounced,
    NotEnoughSeats,
)
from meetings.models import Meeting
from outbox.models import Message
from tests.factories.meetings import InvitationFactory, MeetingFactory, evening_in


def answer(invitation, response="yes", **rest):
    rsvp.set_response(invitation=invitation, response=response, via="link", **rest)
    invitation.refresh_from_db()
    return invitation


def invited(meeting, count):
    return [InvitationFactory(meeting=meeting, sent_at=timezone.now()) for _ in range(count)]


def seats(meeting):
    """Who has what, in the order of invitations."""
    return list(meeting.invitations.order_by("pk").values_list("seat", flat=True))


def test_answer_is_recorded_with_its_wishes(db):
    invitation = answer(
        InvitationFactory(),
        guests=2,
        access_needs=" Step-free way in ",
        interpreter_language="es",
        note=" Thank you ",
    )

    assert (
        invitation.response,
        invitation.guests,
        invitation.access_needs,
        invitation.interpreter_language,
        invitation.note,
        invitation.responded_via,
    ) == ("yes", 2, "Step-free way in", "es", "Thank you", "link")


def test_answer_without_counted_seats_has_a_seat(db):
    assert answer(InvitationFactory()).seat == "confirmed"


@pytest.mark.parametrize("response", ["no", "maybe"])
def test_answer_other_than_yes_frees_the_seat(db, response):
    meeting = MeetingFactory(capacity=5)
    invitation = answer(InvitationFactory(meeting=meeting), guests=2)

    answer(invitation, response)

    meeting.refresh_from_db()
    assert (invitation.seat, meeting.seats_taken) == ("none", 0)


def test_no_brings_no_guests(db):
    assert answer(InvitationFactory(), "no", guests=3).guests == 0


def test_yes_to_a_full_meeting_waits(db):
    meeting = MeetingFactory(capacity=1)
    for invitation in invited(meeting, 2):
        answer(invitation)

    assert seats(meeting) == ["confirmed", "waiting"]


def test_yes_does_not_overtake_who_waits(db):
    """One seat is free, but the first in line needs two."""
    meeting = MeetingFactory(capacity=2)
    first, couple, single = invited(meeting, 3)
    answer(first)
    answer(couple, guests=1)

    answer(single)

    assert seats(meeting) == ["confirmed", "waiting", "waiting"]


def test_freed_seats_go_to_the_first_in_line_until_one_does_not_fit(db):
    meeting = MeetingFactory(capacity=3)
    party, single, couple, last = invited(meeting, 4)
    answer(party, guests=2)
    answer(single)
    answer(couple, guests=2)
    answer(last)

    answer(party, "no")

    assert seats(meeting) == ["none", "confirmed", "waiting", "waiting"]


def test_freed_seats_pass_over_a_party_larger_than_the_meeting(db):
    """It was not, when it answered: then the meeting got a smaller room."""
    meeting = MeetingFactory(capacity=4)
    first, large, single = invited(meeting, 3)
    answer(first, guests=1)
    answer(large, guests=3)
    answer(single)
    Meeting.objects.filter(pk=meeting.pk).update(capacity=2)

    answer(first, "no")

    assert seats(meeting) == ["none", "waiting", "confirmed"]


def test_waiting_party_keeps_its_place_when_it_changes(db):
    meeting = MeetingFactory(capacity=1)
    first, second, third = invited(meeting, 3)
    for invitation in (first, second, third):
        answer(invitation)
    answer(second, note="still there")

    answer(first, "no")

    assert seats(meeting) == ["none", "confirmed", "waiting"]


def test_waiting_party_that_shrinks_is_seated_when_it_fits(db):
    meeting = MeetingFactory(capacity=2)
    first, couple = invited(meeting, 2)
    answer(first)
    answer(couple, guests=1)

    answer(couple, guests=0)

    assert seats(meeting) == ["confirmed", "confirmed"]


def test_seated_party_may_grow_into_free_seats(db):
    meeting = MeetingFactory(capacity=3)
    invitation = answer(InvitationFactory(meeting=meeting))

    answer(invitation, guests=2)

    meeting.refresh_from_db()
    assert (invitation.seat, meeting.seats_taken) == ("confirmed", 3)


def test_seated_party_that_grows_too_large_keeps_what_it_has(db):
    meeting = MeetingFactory(capacity=4)
    couple, single = invited(meeting, 2)
    answer(couple, guests=1)
    answer(single)

    with pytest.raises(NotEnoughSeats, match="Only 1 more seat is free"):
        answer(couple, guests=3)

    assert seats(meeting) == ["confirmed", "confirmed"]


def test_seated_party_does_not_grow_past_who_waits(db):
    meeting = MeetingFactory(capacity=3)
    seated, couple, large = invited(meeting, 3)
    answer(seated)
    answer(couple)
    answer(large, guests=1)

    with pytest.raises(NotEnoughSeats, match="no more free seats"):
        answer(seated, guests=1)


def test_party_larger_than_the_meeting_is_refused(db):
    invitation = InvitationFactory(meeting=MeetingFactory(capacity=3))

    with pytest.raises(NotEnoughSeats, match="only 3 seats in all"):
        answer(invitation, guests=3)


def test_more_seats_are_given_to_who_waits(db):
    meeting = MeetingFactory(capacity=1)
    for invitation in invited(meeting, 4):
        answer(invitation)
    Meeting.objects.filter(pk=meeting.pk).update(capacity=3)

    count = rsvp.fill_free_seats(meeting=meeting)

    assert count == 2
    assert seats(meeting) == ["confirmed", "confirmed", "confirmed", "waiting"]


def test_all_who_wait_are_seated_when_seats_are_no_longer_counted(db):
    meeting = MeetingFactory(capacity=1)
    for invitation in invited(meeting, 3):
        answer(invitation)
    Meeting.objects.filter(pk=meeting.pk).update(capacity=None)

    assert rsvp.fill_free_seats(meeting=meeting) == 2


def test_no_seats_are_given_once_the_meeting_is_over(db):
    meeting = MeetingFactory(capacity=1)
    for invitation in invited(meeting, 2):
        answer(invitation)
    Meeting.objects.filter(pk=meeting.pk).update(capacity=2)

    assert rsvp.fill_free_seats(meeting=meeting, at=meeting.ends_at) == 0


# What is refused


def test_answer_to_a_cancelled_meeting_is_refused(db):
    meeting = MeetingFactory(status=Meeting.Status.CANCELLED, cancelled_at=timezone.now())

    with pytest.raises(MeetingCancelled):
        answer(InvitationFactory(meeting=meeting))


def test_answer_to_a_draft_is_refused(db):
    with pytest.raises(NotAnnounced):
        answer(InvitationFactory(meeting=MeetingFactory(status=Meeting.Status.DRAFT)))


def test_answer_to_a_withdrawn_invitation_is_refused(db):
    with pytest.raises(InvitationWithdrawn):
        answer(InvitationFactory(withdrawn_at=timezone.now()))


def test_answer_is_taken_until_the_meeting_ends(db):
    meeting = MeetingFactory()
    invitation = InvitationFactory(meeting=meeting)
    answer(invitation, at=meeting.ends_at - timedelta(seconds=1))

    with pytest.raises(MeetingOver):
        answer(invitation, "no", at=meeting.ends_at)

    assert invitation.response == "yes"


@pytest.mark.parametrize("response", ["", "none", "YES", "perhaps"])
def test_answer_that_is_none_is_refused(db, response):
    with pytest.raises(NoAnswer):
        answer(InvitationFactory(), response)


def test_every_refusal_is_a_validation_error(db):
    with pytest.raises(ValidationError):
        answer(InvitationFactory(meeting=MeetingFactory(starts_at=evening_in(-3))))


# What is mailed


def mails():
    return list(Message.objects.order_by("pk").values_list("kind", "status"))


def test_each_answer_is_confirmed_by_mail(db):
    invitation = InvitationFactory()

    answer(invitation)

    message = Message.objects.get()
    assert (message.kind, message.address) == ("meetings.recorded", invitation.leader.email)
    assert "If this was not you" in message.text


def test_newer_answer_replaces_the_unsent_confirmation(db):
    invitation = answer(InvitationFactory())

    answer(invitation, "maybe")

    assert mails() == [("meetings.recorded", "withdrawn"), ("meetings.recorded", "queued")]


def test_same_answer_again_changes_and_mails_nothing(db):
    invitation = answer(InvitationFactory(), note="Hello")
    first = invitation.responded_at

    answer(invitation, note=" Hello ")

    assert (invitation.responded_at, len(mails())) == (first, 1)


def test_seat_from_the_waiting_list_is_told_by_mail(db):
    meeting = MeetingFactory(capacity=1)
    first, second = invited(meeting, 2)
    answer(first)
    answer(second)

    answer(first, "no")

    message = Message.objects.get(kind="meetings.seat")
    assert message.address == second.leader.email
    assert "PARTSTAT=ACCEPTED" in message.calendar


def test_confirmation_says_that_one_waits(db):
    meeting = MeetingFactory(capacity=1)
    first, second = invited(meeting, 2)
    answer(first)

    answer(second)

    message = Message.objects.get(address=second.leader.email)
    assert "you are on the waiting list" in message.text
    assert "PARTSTAT=TENTATIVE" in message.calendar.replace("\r\n ", "")
