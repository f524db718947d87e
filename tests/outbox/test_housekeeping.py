from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from outbox import claims
from outbox.models import Message
from outbox.tasks import keep_house
from tests.factories.outbox import MessageFactory

pytestmark = pytest.mark.django_db
Status = Message.Status


def written(days, **fields):
    now = timezone.now()
    return MessageFactory(
        created_at=now - timedelta(days=days),
        sent_at=now,
        html="<p>Text</p>",
        **{"status": Status.SENT, **fields},
    )


def has_content(message):
    message.refresh_from_db()
    return message.has_content


@pytest.mark.parametrize(
    ("kind", "status", "days", "is_kept"),
    [
        ("meetings.invitation", Status.SENT, 729, True),
        ("meetings.invitation", Status.SENT, 731, False),
        ("meetings.invitation", Status.FAILED, 731, False),
        ("meetings.invitation", Status.QUEUED, 731, True),
        ("accounts.password_reset", Status.SENT, 0, False),
        ("accounts.password_reset", Status.EXPIRED, 0, False),
        ("accounts.password_reset", Status.QUEUED, 0, True),
        ("accounts.password_reset", Status.FAILED, 13, True),
        ("accounts.password_reset", Status.FAILED, 15, False),
    ],
)
def test_keep_house_forgets_what_nobody_needs_any_more(settings, kind, status, days, is_kept):
    settings.MESSAGE_CONTENT_DAYS = 730
    message = written(days, kind=kind, status=status)

    keep_house()

    assert has_content(message) == is_kept


def test_keep_house_keeps_secrets_of_the_demo(settings):
    settings.DEMO = True
    message = written(0, kind="accounts.password_reset")

    keep_house()

    assert has_content(message)


def test_keep_house_ends_what_is_too_late():
    message = MessageFactory(expires_at=timezone.now() - timedelta(minutes=1))

    keep_house()

    message.refresh_from_db()
    assert message.status == Status.EXPIRED


@pytest.mark.parametrize(
    ("is_demo", "kind", "is_kept"),
    [
        (False, "accounts.password_reset", False),
        (False, "meetings.invitation", True),
        (True, "accounts.password_reset", True),
    ],
)
def test_secret_is_forgotten_as_soon_as_it_is_sent(settings, is_demo, kind, is_kept):
    settings.DEMO = is_demo
    message = MessageFactory(kind=kind)

    claims.mark_sent([message], accepted_by="mail.example.org")

    assert has_content(message) == is_kept
