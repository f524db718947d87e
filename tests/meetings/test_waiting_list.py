"""What must hold after any sequence of answers, withdrawals and changes of the room."""

from __future__ import annotations

from contextlib import suppress

import pytest
from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from meetings.actions import rsvp
from meetings.actions.invitations import withdraw_invitation
from meetings.errors import Conflict
from meetings.models import Meeting
from tests.factories.meetings import InvitationFactory, MeetingFactory

PEOPLE = 6

people = st.integers(0, PEOPLE - 1)
answers = st.tuples(
    st.just("answer"), people, st.sampled_from(["yes", "yes", "no", "maybe"]), st.integers(0, 3)
)
rooms = st.tuples(st.just("room"), st.none() | st.integers(1, 8))
withdrawals = st.tuples(st.just("withdraw"), people)


class Room:
    """A meeting with its invited people, and what was true before the last step."""

    def __init__(self):
        self.meeting = MeetingFactory(capacity=4)
        self.invited = [
            InvitationFactory(meeting=self.meeting, sent_at=timezone.now()) for _ in range(PEOPLE)
        ]
        self.remember()

    def remember(self):
        self.meeting.refresh_from_db()
        every = list(self.meeting.invitations.order_by("pk"))
        self.seated = {each.pk for each in every if each.seat == "confirmed"}
        self.people = sum(each.party_size for each in every if each.seat == "confirmed")
        self.line = list(self.meeting.invitations.waiting())

    def step(self, kind, *details):
        """Returns whose own step it was; a refusal is a fine answer."""
        with suppress(Conflict):
            return getattr(self, f"_{kind}")(*details)

    def _answer(self, person, response, guests):
        invitation = self.invited[person]
        rsvp.set_response(invitation=invitation, response=response, guests=guests, via="link")
        return invitation.pk

    def _withdraw(self, person):
        withdraw_invitation(invitation=self.invited[person], by=None)
        return self.invited[person].pk

    def _room(self, capacity):
        if capacity is None or capacity >= self.people:
            Meeting.objects.filter(pk=self.meeting.pk).update(capacity=capacity)
            rsvp.fill_free_seats(meeting=self.meeting)

    @property
    def possible_line(self):
        """Without parties larger than the room."""
        capacity = self.meeting.capacity
        return [each for each in self.line if capacity is None or each.party_size <= capacity]

    @property
    def first_fits(self):
        left = self.meeting.seats_left
        line = self.possible_line
        return bool(line) and (left is None or line[0].party_size <= left)


@pytest.mark.django_db
@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(steps=st.lists(answers | answers | answers | rooms | withdrawals, max_size=14))
def test_waiting_list_is_fair_whatever_happens(db, steps):
    with transaction.atomic():
        room = Room()
        for step in steps:
            check(room, step)
        transaction.set_rollback(True)


def check(room, step):
    seated, line = room.seated, [each.pk for each in room.line]
    actor = room.step(*step)
    room.remember()
    still = [each.pk for each in room.line]

    # The count is true and never above the seats.
    assert room.meeting.seats_taken == room.people
    assert room.meeting.capacity is None or room.people <= room.meeting.capacity
    # No seat stays empty that the first in line could have.
    assert not room.first_fits
    # Nobody loses a seat by what others do.
    assert seated - {actor} <= room.seated
    # Nobody is overtaken, except parties larger than the room.
    possible = {each.pk for each in room.possible_line}
    moved_up = [pk for pk in line if pk in room.seated and pk != actor]
    ahead = line[: line.index(moved_up[-1])] if moved_up else []
    assert not possible.intersection(ahead) - {actor}
    # The order of the line stays, whoever leaves it.
    assert [pk for pk in line if pk in still and pk != actor] == [
        pk for pk in still if pk in line and pk != actor
    ]
