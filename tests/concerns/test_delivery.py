"""The department learns that mail does not arrive, not whose it is."""

from __future__ import annotations

import pytest

from concerns import delivery
from concerns.actions import answers
from outbox.models import Message
from tests.factories.concerns import ConcernFactory

ROSA = {"name": "Rosa", "email": "rosa@example.org"}


def concern_of(**reporter):
    return ConcernFactory(confidentiality="confidential", reporter=ROSA | reporter)


@pytest.mark.parametrize("status", ["failed", "suppressed", "unreachable", "queued", "sent"])
def test_trouble_is_told(officer, status):
    concern = concern_of()
    answers.reply(concern=concern, text="We come.", by=officer)
    Message.objects.update(status=status, sent_at="2026-01-01T00:00:00Z")

    told = delivery.trouble(concern)
    assert bool(told) == (status in {"failed", "suppressed", "unreachable"})
    assert "rosa" not in told.lower()


def test_phone_number_is_mentioned_not_told(officer):
    concern = concern_of(email="", phone="+12155550100")
    answers.reply(concern=concern, text="We come.", by=officer)

    assert delivery.trouble(concern).endswith("There is a phone number.")


def test_later_message_that_arrives_ends_the_trouble(officer):
    concern = concern_of()
    answers.reply(concern=concern, text="We come.", by=officer)
    Message.objects.update(status="failed")
    answers.reply(concern=concern, text="We came.", by=officer)

    assert delivery.trouble(concern) == ""


def test_nobody_is_reached_without_a_message(anonymous, open_concern):
    assert (delivery.trouble(anonymous), delivery.trouble(open_concern)) == ("", "")
