from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone, translation

from outbox import claims
from outbox.explanation import explain, explain_address, explain_suppression
from outbox.models import Message, Suppression
from tests.factories.outbox import MessageFactory, SuppressionFactory

pytestmark = pytest.mark.django_db
Status = Message.Status
NOW = datetime(2026, 12, 10, 17, tzinfo=UTC)
IN_WORDS = "Thursday, December 10, 2026, 12:00 p.m. (EST)"
LATER = NOW + timedelta(hours=3)
LATER_IN_WORDS = "Thursday, December 10, 2026, 3:00 p.m. (EST)"


@pytest.fixture(autouse=True)
def new_york():
    with timezone.override("America/New_York"):
        yield


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        (
            {"not_before": NOW},
            "It is on its way: it will be sent within the next minute.",
        ),
        ({"not_before": LATER}, f"It is written, and will be sent at {LATER_IN_WORDS}."),
        (
            {"not_before": NOW, "error": "Connection refused"},
            (
                "It waits because our mail server cannot be used now; we keep trying. "
                "What came back: “Connection refused”"
            ),
        ),
        (
            {"not_before": LATER, "attempts": 2, "error": "450 Later"},
            (
                "Not delivered yet: the mail server put it off 2 times. "
                f"The next try is at {LATER_IN_WORDS}. What came back: “450 Later”"
            ),
        ),
        (
            {"status": Status.SENDING, "leased_until": LATER},
            "It is being sent at this moment.",
        ),
        (
            {"status": Status.SENDING, "leased_until": NOW - timedelta(seconds=1)},
            "The program that was sending it stopped. Another takes over within a minute.",
        ),
        (
            {"status": Status.SENT, "sent_at": NOW, "accepted_by": "mail.example.org"},
            (
                f"The mail server mail.example.org took it at {IN_WORDS}. If they do not find it, "
                "it may be in their spam folder."
            ),
        ),
        (
            {"status": Status.SENT, "sent_at": NOW},
            f"Shown here since {IN_WORDS}, not mailed: no mail server is set up.",
        ),
        (
            {"status": Status.WITHDRAWN, "error": "The meeting was cancelled."},
            "It was taken back before it was sent. The meeting was cancelled.",
        ),
        (
            {"status": Status.EXPIRED, "expires_at": NOW},
            f"It was not sent: after {IN_WORDS} it would have come too late.",
        ),
        (
            {"status": Status.EXPIRED, "expires_at": NOW, "error": "450 Later"},
            (
                f"It was not sent: after {IN_WORDS} it would have come too late. "
                "What came back: “450 Later”"
            ),
        ),
        (
            {"status": Status.UNREACHABLE, "address": ""},
            "It was not sent: we have no e-mail address. Please phone.",
        ),
        (
            {"status": Status.UNREACHABLE, "address": "ana at example"},
            "It was not sent: “ana at example” is not an e-mail address. Please correct it.",
        ),
        (
            {"status": Status.FAILED, "attempts": 1, "error": "554 Spam"},
            (
                "It could not be delivered: the mail server refused it for good at try 1. "
                "What came back: “554 Spam”"
            ),
        ),
        (
            {"status": Status.FAILED, "attempts": claims.MOST_ATTEMPTS, "error": "450 Later"},
            "It could not be delivered: we tried 8 times and gave up. What came back: “450 Later”",
        ),
        (
            {"status": Status.SUPPRESSED},
            "It was not sent: mail to this address was stopped then. It no longer is.",
        ),
    ],
    ids=lambda value: value.get("status", "queued") if isinstance(value, dict) else "",
)
def test_explain_says_what_became_of_it(fields, sentence):
    assert explain(MessageFactory(**fields), at=NOW) == sentence


def test_every_status_has_an_explanation_and_a_tone():
    for status in Status:
        message = MessageFactory.build(status=status)
        assert explain(message, suppressions=[])
        assert message.tone


def test_explain_of_a_stopped_message_says_what_stops_it():
    SuppressionFactory(address="ANA@example.org", created_at=NOW, note="550 5.1.1 Unknown")
    message = MessageFactory(address="ana@example.org", status=Status.SUPPRESSED)

    assert explain(message) == (
        "It was not sent: mail to this address is stopped. "
        f"Since {IN_WORDS} mail to this address comes back. Nothing is sent to it. "
        "What came back: “550 5.1.1 Unknown”"
    )


@pytest.mark.parametrize(
    ("reason", "scope", "sentence"),
    [
        (
            "bounced",
            "all",
            f"Since {IN_WORDS} mail to this address comes back. Nothing is sent to it.",
        ),
        (
            "complained",
            "all",
            (
                f"At {IN_WORDS} whoever reads this address marked our mail as unwanted. "
                "Nothing is sent to it but what is needed to sign in."
            ),
        ),
        (
            "asked",
            "news",
            (
                f"At {IN_WORDS} this person asked not to be mailed. "
                "News is not sent; messages about meetings are."
            ),
        ),
    ],
)
def test_explain_suppression_says_since_when_and_for_what(reason, scope, sentence):
    suppression = SuppressionFactory.build(reason=reason, scope=scope, created_at=NOW)

    assert explain_suppression(suppression) == sentence


def test_explain_speaks_the_readers_language():
    with translation.override("es"):
        assert "jueves, 10 de diciembre de 2026" in explain(
            MessageFactory(not_before=LATER), at=NOW
        )


def test_explain_address_of_an_unknown_one_says_what_may_be_the_cause():
    report = explain_address("nobody@example.org")

    assert report.summary.startswith("Nothing was ever written to this address.")
    assert (report.stops, report.messages) == ([], [])


def test_explain_address_counts_what_became_of_each():
    MessageFactory(address="ana@example.org", status=Status.FAILED)
    MessageFactory.create_batch(
        2, address="ana@example.org", status=Status.SENT, sent_at=timezone.now()
    )
    MessageFactory(address="bo@example.org")

    report = explain_address(" Ana@Example.org ")

    assert report.summary == "3 messages. Sent: 2. Could not be delivered: 1."
    assert {one.message.address for one in report.messages} == {"ana@example.org"}


def test_explain_address_shows_the_newest_first():
    for key, days in [("b", 2), ("a", 1), ("c", 3)]:
        MessageFactory(
            key=key, address="ana@example.org", created_at=timezone.now() - timedelta(days=days)
        )

    assert [one.message.key for one in explain_address("ana@example.org").messages] == [
        "a",
        "b",
        "c",
    ]


def test_explain_address_names_every_stop():
    suppression = SuppressionFactory(address="ana@example.org", reason=Suppression.Reason.ASKED)

    [(found, sentence)] = explain_address("ana@example.org").stops

    assert (found, sentence) == (suppression, explain_suppression(suppression))


@pytest.mark.parametrize("number", [1, 3])
def test_explain_address_takes_three_statements(django_assert_num_queries, number):
    SuppressionFactory(address="ana@example.org")
    MessageFactory.create_batch(number, address="ana@example.org", status=Status.SUPPRESSED)

    with django_assert_num_queries(3):
        explain_address("ana@example.org")
