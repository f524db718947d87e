from __future__ import annotations

import pytest
from django.utils import timezone

from meetings import summaries
from meetings.summaries import AnswerCounts
from tests.factories.leaders import AreaFactory, LeaderFactory
from tests.factories.meetings import InvitationFactory, MeetingFactory, evening_in

NOW = timezone.now()


def test_answers_are_counted_by_kind(db):
    meeting = MeetingFactory()
    InvitationFactory(meeting=meeting, response="yes", guests=2)
    InvitationFactory(meeting=meeting, response="yes", seat="waiting", waiting_since=NOW)
    InvitationFactory(meeting=meeting, response="maybe")
    InvitationFactory(meeting=meeting, response="no")
    InvitationFactory(meeting=meeting, leader=LeaderFactory(email=""))
    InvitationFactory(meeting=meeting, response="yes", withdrawn_at=NOW)
    InvitationFactory()

    assert summaries.answers_of(meeting) == AnswerCounts(
        invited=5, yes=2, maybe=1, no=1, none=1, waiting=1, guests=2, unreachable=1
    )


def test_answers_of_a_meeting_without_invited(db):
    assert summaries.answers_of(MeetingFactory()) == AnswerCounts(0, 0, 0, 0, 0, 0, 0, 0)


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({}, "There is room for all."),
        ({"capacity": 10, "seats_taken": 4}, "6 of 10 seats are free."),
        ({"capacity": 10, "seats_taken": 9}, "1 of 10 seats is free."),
        ({"capacity": 10, "seats_taken": 10}, "All seats are taken; there is a waiting list."),
        ({"status": "draft"}, "A draft: only the department sees it."),
        ({"status": "cancelled", "cancelled_at": NOW}, "It is cancelled."),
        ({"starts_at": evening_in(-3)}, "It is over."),
        (
            {"starts_at": evening_in(-3), "logged_at": NOW},
            "It took place, and what happened is written down.",
        ),
        ({"starts_at": NOW}, "It is going on now."),
    ],
)
def test_how_things_stand(db, fields, words):
    meeting = MeetingFactory(**fields)

    assert summaries.meeting_in_words(meeting, [], at=NOW) == f"Area meeting. {words}"


def test_areas_are_named(db):
    areas = [AreaFactory(name="North"), AreaFactory(name="South")]

    words = summaries.meeting_in_words(MeetingFactory(), areas, at=NOW)

    assert words == "Area meeting for North and South. There is room for all."
