from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import OperationalError
from django.utils import timezone

from outbox import claims
from outbox.models import Message, Suppression
from outbox.replies import Refused
from tests.factories.outbox import MessageFactory

pytestmark = pytest.mark.django_db
Status = Message.Status


def from_now(**duration):
    return timezone.now() + timedelta(**duration)


def timed(fields):
    """Durations counted from now."""
    now = timezone.now()
    return {k: now + v if isinstance(v, timedelta) else v for k, v in fields.items()}


def claimed(number=100):
    return [message.key for message in claims.claim(number).messages]


def state(message, *fields):
    message.refresh_from_db()
    return tuple(getattr(message, field) for field in fields)


@pytest.mark.parametrize(
    ("fields", "is_due"),
    [
        ({}, True),
        ({"not_before": timedelta(minutes=-5)}, True),
        ({"not_before": timedelta(minutes=5)}, False),
        ({"expires_at": timedelta(minutes=5)}, True),
        ({"expires_at": timedelta(minutes=-5)}, False),
        ({"status": Status.SENDING, "leased_until": timedelta(minutes=1)}, False),
        ({"status": Status.SENDING, "leased_until": timedelta(seconds=-1)}, True),
        ({"status": Status.SENT, "sent_at": timedelta()}, False),
        ({"status": Status.WITHDRAWN}, False),
        ({"status": Status.FAILED}, False),
        ({"status": Status.SUPPRESSED}, False),
        ({"status": Status.EXPIRED}, False),
    ],
    ids=str,
)
def test_claim_takes_what_is_due(fields, is_due):
    MessageFactory(key="a", **timed(fields))

    assert claimed() == ["a"] * is_due


def test_claim_takes_the_longest_due_first_and_no_more_than_asked():
    for key, minutes in [("b", -2), ("c", -1), ("a", -3)]:
        MessageFactory(key=key, not_before=from_now(minutes=minutes))

    assert claimed(2) == ["a", "b"]


def test_claim_leaves_nothing_for_the_next():
    MessageFactory.create_batch(3)
    claims.claim(2)

    assert [len(claimed()), len(claimed())] == [1, 0]


def test_claim_gives_a_lease_that_ends():
    message = MessageFactory()

    lease = claims.claim(1).lease

    message.refresh_from_db()
    assert (message.status, message.lease) == ("sending", lease)
    assert from_now(seconds=85) < message.leased_until < from_now(seconds=95)


def test_claim_counts_what_a_dead_worker_left_as_an_attempt():
    message = MessageFactory(status=Status.SENDING, leased_until=from_now(seconds=-1), attempts=1)

    assert claims.claim(1).messages[0].attempts == 2
    assert state(message, "attempts") == (2,)


@pytest.mark.parametrize(("suspect_minutes", "keys"), [(-3, ["s"]), (-1, ["a", "b"])])
def test_claim_takes_what_may_have_killed_its_workers_alone(suspect_minutes, keys):
    MessageFactory(key="a", not_before=from_now(minutes=-2))
    MessageFactory(key="b", not_before=from_now(minutes=-2))
    MessageFactory(
        key="s",
        not_before=from_now(minutes=suspect_minutes),
        status=Status.SENDING,
        leased_until=from_now(seconds=-1),
        attempts=claims.SUSPICIOUS,
    )

    assert claimed() == keys


@pytest.mark.parametrize("number", [1, 3])
def test_claim_takes_few_statements(django_assert_num_queries, number):
    MessageFactory.create_batch(number)

    with django_assert_num_queries(4):  # two of them open and close the savepoint
        claims.claim(100)


def test_renew_prolongs_and_tells_what_is_still_held():
    kept, withdrawn = MessageFactory.create_batch(2)
    taken = claims.claim(2)
    Message.objects.update(leased_until=from_now(seconds=1))
    Message.objects.filter(pk=withdrawn.pk).update(status=Status.WITHDRAWN)

    assert claims.renew(taken) == {kept.pk}
    assert state(kept, "leased_until")[0] > from_now(seconds=80)


def test_renew_after_another_worker_took_over_keeps_nothing():
    MessageFactory()
    taken = claims.claim(1)
    Message.objects.update(lease=uuid4())

    assert claims.renew(taken) == set()


def test_release_gives_back_what_is_still_held():
    message, sent = MessageFactory.create_batch(2)
    taken = claims.claim(2)
    claims.mark_sent([sent], accepted_by="mail.example.org")

    claims.release(taken)

    assert state(message, "status", "attempts", "lease") == ("queued", 0, None)
    assert state(sent, "status") == ("sent",)


def test_mark_sent_writes_down_when_and_by_whom():
    message = MessageFactory(error="450 Later", attempts=1)
    claims.claim(1)

    claims.mark_sent([message], accepted_by="mail.example.org")

    fields = ("status", "accepted_by", "attempts", "error", "lease", "leased_until")
    assert state(message, *fields) == ("sent", "mail.example.org", 2, "", None, None)
    assert timezone.now() - message.sent_at < timedelta(seconds=5)


def test_mark_sent_holds_although_it_was_withdrawn_meanwhile():
    message = MessageFactory(status=Status.WITHDRAWN)

    claims.mark_sent([message], accepted_by="")

    assert state(message, "status") == ("sent",)


@pytest.mark.parametrize(
    ("attempts", "minutes"), [(1, 1), (2, 3), (3, 9), (4, 27), (6, 243), (7, 360), (50, 360)]
)
def test_delay_grows_up_to_six_hours(attempts, minutes):
    assert claims.delay_after(attempts) == timedelta(minutes=minutes)


def test_mark_refused_for_now_tries_again_later():
    message = MessageFactory(attempts=1)
    taken = claims.claim(1)

    claims.mark_refused(taken, taken.messages[0], Refused("450 Later", is_temporary=True))

    assert state(message, "status", "attempts", "error") == ("queued", 2, "450 Later")
    assert from_now(seconds=170) < message.not_before < from_now(seconds=190)


def test_mark_refused_for_now_gives_up_in_the_end():
    message = MessageFactory(attempts=claims.MOST_ATTEMPTS - 1)
    taken = claims.claim(1)

    claims.mark_refused(taken, taken.messages[0], Refused("450 Later", is_temporary=True))

    assert state(message, "status", "error") == ("failed", "450 Later")


def test_mark_refused_for_good_fails_and_suppresses_nobody():
    message = MessageFactory()
    taken = claims.claim(1)

    claims.mark_refused(taken, taken.messages[0], Refused("554 Spam"))

    assert state(message, "status", "error", "lease") == ("failed", "554 Spam", None)
    assert not Suppression.objects.exists()


def test_mark_refused_of_a_dead_address_suppresses_it_once():
    MessageFactory.create_batch(2, address="Gone@example.org")
    taken = claims.claim(2)

    for message in taken.messages:
        claims.mark_refused(taken, message, Refused("550 5.1.1 Unknown", is_dead_address=True))

    assert list(Suppression.objects.values_list("address", "scope", "reason", "note")) == [
        ("Gone@example.org", "all", "bounced", "550 5.1.1 Unknown")
    ]


def test_mark_refused_leaves_what_was_withdrawn_meanwhile():
    message = MessageFactory()
    taken = claims.claim(1)
    Message.objects.update(status=Status.WITHDRAWN)

    claims.mark_refused(taken, taken.messages[0], Refused("450 Later", is_temporary=True))

    assert state(message, "status", "error") == ("withdrawn", "")


@pytest.mark.parametrize(
    ("fields", "status"),
    [
        ({"expires_at": timedelta(minutes=-1)}, "expired"),
        ({"expires_at": timedelta(minutes=-1), "not_before": timedelta(days=1)}, "expired"),
        ({"expires_at": timedelta(minutes=1)}, "queued"),
        ({}, "queued"),
        (
            {
                "status": "sending",
                "leased_until": timedelta(seconds=30),
                "expires_at": timedelta(minutes=-1),
            },
            "sending",
        ),
        (
            {
                "status": "sending",
                "leased_until": timedelta(seconds=-1),
                "expires_at": timedelta(minutes=-1),
            },
            "expired",
        ),
        ({"status": "sending", "leased_until": timedelta(seconds=-1), "attempts": 7}, "failed"),
        ({"status": "sending", "leased_until": timedelta(seconds=-1), "attempts": 6}, "sending"),
        ({"attempts": 7}, "queued"),
    ],
    ids=str,
)
def test_tidy_ends_what_must_not_be_sent(fields, status):
    message = MessageFactory(**timed(fields))

    claims.tidy()

    assert state(message, "status") == (status,)


def test_note_trouble_tells_those_who_wait_and_nobody_else():
    due = MessageFactory()
    later = MessageFactory(not_before=from_now(days=1))
    sending = MessageFactory(status=Status.SENDING, leased_until=from_now(minutes=1))

    claims.note_trouble("Connection refused")

    assert [state(message, "error")[0] for message in (due, later, sending)] == [
        "Connection refused",
        "",
        "",
    ]


def test_patiently_waits_for_a_database_that_went_away(transactional_db):
    answers = iter([OperationalError("gone"), OperationalError("still gone"), "written"])

    def write():
        answer = next(answers)
        if isinstance(answer, Exception):
            raise answer
        return answer

    assert claims.patiently(write) == "written"


def test_patiently_gives_up_in_the_end(transactional_db, monkeypatch):
    monkeypatch.setattr(claims, "PATIENCE", 0.0)

    def write():
        raise OperationalError("gone")

    with pytest.raises(OperationalError, match="gone"):
        claims.patiently(write)
