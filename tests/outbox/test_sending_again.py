from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from outbox import actions, nudges
from outbox.errors import NotSendable
from outbox.models import Message, Suppression
from tests.factories.outbox import MessageFactory, SuppressionFactory

Status = Message.Status


@pytest.mark.parametrize("status", [Status.FAILED, Status.SUPPRESSED])
def test_send_again_puts_it_back_into_the_queue(
    coordinator, django_capture_on_commit_callbacks, status
):
    message = MessageFactory(status=status, attempts=8, error="554 Spam")

    with django_capture_on_commit_callbacks() as callbacks:
        actions.send_again(by=coordinator, message=message)

    message.refresh_from_db()
    assert (message.status, message.attempts, message.error) == ("queued", 0, "")
    assert (message.not_before <= timezone.now(), callbacks) == (True, [nudges.nudge])


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({"status": Status.SENT, "sent_at": timezone.now()}, "Only a message that could not"),
        ({"status": Status.QUEUED}, "Only a message that could not"),
        ({"status": Status.WITHDRAWN}, "Only a message that could not"),
        (
            {"status": Status.FAILED, "expires_at": timezone.now() - timedelta(days=1)},
            "Its time has passed",
        ),
        ({"status": Status.FAILED, "text": ""}, "no longer kept"),
        ({"status": Status.FAILED, "address": "silent@example.org"}, "is stopped"),
    ],
    ids=["sent", "queued", "withdrawn", "late", "forgotten", "suppressed"],
)
def test_send_again_is_refused_with_a_reason(coordinator, fields, reason):
    SuppressionFactory(address="silent@example.org")
    message = MessageFactory(**fields)

    with pytest.raises(NotSendable, match=reason):
        actions.send_again(by=coordinator, message=message)

    message.refresh_from_db()
    assert message.status == fields["status"]


def test_lift_suppression_lets_mail_flow_again(coordinator):
    suppression = SuppressionFactory(address="ana@example.org")
    message = MessageFactory(address="ana@example.org", status=Status.SUPPRESSED)

    actions.lift_suppression(by=coordinator, suppression=suppression)

    assert not Suppression.objects.exists()
    assert actions.send_again(by=coordinator, message=message).status == Status.QUEUED


def test_history_keeps_who_was_stopped_and_allowed_again(coordinator):
    suppression = SuppressionFactory(address="ana@example.org")
    actions.lift_suppression(by=coordinator, suppression=suppression)

    history = Suppression.pgh_event_model.objects.order_by("pgh_id")
    assert list(history.values_list("pgh_label", "address")) == [
        ("insert", "ana@example.org"),
        ("delete", "ana@example.org"),
    ]
