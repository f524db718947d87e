"""Why a reminder came, or did not: the answer a coordinator gives on the phone."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from meetings.actions import reminders
from meetings.explanations import explain_reminders, lead_in_words
from meetings.models import Meeting, ReminderRule
from outbox.models import Message
from tests.factories.meetings import InvitationFactory

pytestmark = pytest.mark.django_db

DAY = 24 * 60
START = datetime(2027, 5, 20, 23, tzinfo=UTC)
WEEK, ONE_DAY = timedelta(days=7), timedelta(days=1)


@pytest.fixture(autouse=True)
def rules():
    """A week and a day before, as the department has it, whatever else is stored."""
    ReminderRule.objects.all().delete()
    return [ReminderRule.objects.create(minutes_before=minutes) for minutes in (7 * DAY, DAY)]


def invited(**fields):
    return InvitationFactory(
        **{"meeting__starts_at": START, "sent_at": START - timedelta(days=30)} | fields
    )


def run(before):
    return reminders.queue_reminders(at=START - before)


def explained(invitation, before):
    invitation.refresh_from_db()
    return [
        (explanation.lead, explanation.sentence)
        for explanation in explain_reminders(invitation, at=START - before)
    ]


def test_explanation_tells_what_became_of_each_reminder():
    invitation = invited()
    run(WEEK)
    Message.objects.update(status="sent", sent_at=START - WEEK)

    assert explained(invitation, timedelta(days=3)) == [
        ("7 days before", "It was sent."),
        ("1 day before", "It will be sent, unless the answer becomes one it is not meant for."),
    ]


@pytest.mark.parametrize(
    ("fields", "before", "sentence"),
    [
        ({"withdrawn_at": START}, 2 * WEEK, "There is none: the invitation was withdrawn."),
        ({"response": "no"}, 2 * WEEK, "There is none: the answer is no."),
        ({"sent_at": None}, 2 * WEEK, "It comes only once the invitation has been sent."),
        ({}, WEEK, "It is due now and will be written within minutes."),
        (
            {},
            WEEK - timedelta(hours=12),
            "Its time had passed, or the meeting moved past it; late reminders are not sent.",
        ),
        (
            {"sent_at": START - timedelta(days=2)},
            ONE_DAY,
            "There is none: the invitation went out after its time.",
        ),
        ({"response": "no"}, ONE_DAY, "There is none: the answer is no."),
        (
            {"meeting__status": Meeting.Status.DRAFT},
            2 * WEEK,
            "There is none while the meeting is a draft.",
        ),
        (
            {"meeting__status": Meeting.Status.CANCELLED, "meeting__cancelled_at": START},
            2 * WEEK,
            "There is none: the meeting is cancelled.",
        ),
    ],
)
def test_explanation_gives_the_reason_when_there_is_no_mail(fields, before, sentence):
    assert explained(invited(**fields), before)[0] == ("7 days before", sentence)


@pytest.mark.parametrize(
    ("audience", "response", "sentence"),
    [
        ("no_answer", "yes", "There is none: it goes only to those who have not answered."),
        ("coming", "none", "There is none: it goes only to those who said yes or maybe."),
        ("coming", "maybe", "It is due now and will be written within minutes."),
    ],
)
def test_explanation_names_the_audience(audience, response, sentence):
    ReminderRule.objects.update(audience=audience)

    assert explained(invited(response=response), WEEK)[0][1] == sentence


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"status": "queued"}, "It is written and on its way."),
        ({"status": "sending"}, "It is written and on its way."),
        (
            {"status": "withdrawn", "error": "The meeting was moved."},
            "It was written, but withdrawn before it was sent. The meeting was moved.",
        ),
        ({"status": "expired"}, "It was written, but could not be sent before the meeting."),
        ({"status": "suppressed"}, "It was not sent: mail to this address is stopped."),
        ({"status": "unreachable"}, "It was not sent: we have no e-mail address."),
        ({"status": "failed"}, "It was written, but could not be delivered."),
    ],
)
def test_explanation_tells_what_became_of_the_mail(fields, sentence):
    invitation = invited()
    run(WEEK)
    Message.objects.update(**fields)

    assert explained(invitation, WEEK)[0][1] == sentence


@pytest.mark.parametrize(
    ("lead", "words"),
    [
        (timedelta(days=1), "1 day before"),
        (timedelta(hours=3), "3 hours before"),
        (timedelta(minutes=90), "90 minutes before"),
    ],
)
def test_lead_is_said_in_the_largest_unit_that_fits(lead, words):
    assert lead_in_words(lead) == words
