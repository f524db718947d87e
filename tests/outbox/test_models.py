from __future__ import annotations

import pytest
from django.db import IntegrityError
from django.utils import timezone

from outbox.models import Message, Suppression
from tests.factories.outbox import MessageFactory, SuppressionFactory

Status = Message.Status


@pytest.mark.parametrize(
    ("fields", "constraint"),
    [
        ({"key": "taken"}, "message_once_per_key"),
        ({"status": Status.SENT}, "message_sent_has_time"),
        ({"address": ""}, "message_to_send_has_address"),
    ],
)
def test_message_that_must_not_be_is_refused_by_the_database(db, fields, constraint):
    MessageFactory(key="taken")

    with pytest.raises(IntegrityError, match=constraint):
        MessageFactory(**fields)


def test_suppression_is_once_per_address_and_scope_whatever_the_case(db):
    SuppressionFactory(address="ana@example.org")
    SuppressionFactory(address="ana@example.org", scope=Suppression.Scope.NEWS)

    with pytest.raises(IntegrityError, match="suppression_once_per_scope"):
        SuppressionFactory(address="ANA@example.org")


@pytest.mark.parametrize(
    ("fields", "outcome"),
    [
        ({"accepted_by": "mail.example.org"}, "Sent"),
        ({"accepted_by": ""}, "Shown here, not mailed"),
    ],
)
def test_outcome_of_a_sent_message_says_whether_it_was_mailed(fields, outcome):
    message = MessageFactory.build(status=Status.SENT, sent_at=timezone.now(), **fields)

    assert message.outcome == outcome


def test_names():
    message, suppression = MessageFactory.build(key="a"), SuppressionFactory.build(address="b")

    assert (str(message), str(suppression)) == ("a", "b (all)")
