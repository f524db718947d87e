from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import transaction
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from outbox import actions, addresses, nudges
from outbox.models import Message
from tests.factories.outbox import DraftFactory, MessageFactory, SuppressionFactory

pytestmark = pytest.mark.django_db
Status = Message.Status


def statuses() -> dict[str, str]:
    return dict(Message.objects.values_list("key", "status"))


def test_queue_writes_the_whole_draft():
    soon = timezone.now() + timedelta(hours=1)
    draft = DraftFactory(
        html="<p>Text</p>",
        calendar="BEGIN:VCALENDAR",
        calendar_method="REQUEST",
        recipient="leader:12",
        about="meeting:7",
        reason="You lead here.",
        not_before=soon,
        expires_at=soon + timedelta(days=1),
        reply_to="desk@example.org",
    )

    message = actions.queue(draft)

    fields = [name for name in draft.__slots__ if name != "key"]
    assert {name: getattr(message, name) for name in fields} == {
        name: getattr(draft, name) for name in fields
    }
    assert (message.status, message.message_id) == ("queued", addresses.message_id(draft.key))


def test_queue_of_a_known_key_gives_the_first_message():
    first = actions.queue(DraftFactory(key="same", subject="First"))

    assert actions.queue(DraftFactory(key="same", subject="Second")) == first
    assert list(Message.objects.values_list("subject", flat=True)) == ["First"]


def test_queue_without_time_is_due_now():
    before = timezone.now()

    assert before <= actions.queue(DraftFactory()).not_before <= timezone.now()


@pytest.mark.parametrize(
    "address", ["", "nobody", "ana@example.org\nBcc: eve@example.org", "a" * 300 + "@example.org"]
)
def test_queue_to_no_usable_address_is_unreachable(address):
    assert actions.queue(DraftFactory(address=address)).status == Status.UNREACHABLE


def test_queue_folds_line_breaks_in_the_subject_and_drops_a_forged_reply_address():
    draft = DraftFactory(subject="Hi\r\nBcc: eve@example.org", reply_to="a@example.org\nBcc: e@x.y")

    message = actions.queue(draft)

    assert (message.subject, message.reply_to) == ("Hi Bcc: eve@example.org", "")


def test_queue_drops_what_the_database_cannot_keep():
    assert actions.queue(DraftFactory(text="a\x00b")).text == "ab"


@pytest.mark.parametrize(
    ("reason", "scope", "kind", "status"),
    [
        ("bounced", "all", "meetings.invitation", Status.SUPPRESSED),
        ("bounced", "all", "accounts.password_reset", Status.SUPPRESSED),
        ("asked", "all", "meetings.invitation", Status.SUPPRESSED),
        ("asked", "all", "newsletters.digest", Status.SUPPRESSED),
        ("asked", "all", "accounts.password_reset", Status.QUEUED),
        ("complained", "all", "accounts.password_reset", Status.QUEUED),
        ("asked", "news", "newsletters.digest", Status.SUPPRESSED),
        ("asked", "news", "meetings.invitation", Status.QUEUED),
        ("asked", "news", "accounts.password_reset", Status.QUEUED),
    ],
)
def test_queue_to_a_suppressed_address(reason, scope, kind, status):
    SuppressionFactory(address="Ana@Example.org", reason=reason, scope=scope)

    assert actions.queue(DraftFactory(address="ana@example.ORG", kind=kind)).status == status


def test_queue_many_tells_how_many_are_new():
    actions.queue(DraftFactory(key="a"))

    assert actions.queue_many(DraftFactory(key=key) for key in "abcb") == 2
    assert sorted(statuses()) == ["a", "b", "c"]


def test_queue_many_sets_each_status_of_its_own():
    SuppressionFactory(address="silent@example.org")

    actions.queue_many(
        [
            DraftFactory(key="a", address="silent@example.org"),
            DraftFactory(key="b", address=""),
            DraftFactory(key="c"),
        ]
    )

    assert statuses() == {"a": "suppressed", "b": "unreachable", "c": "queued"}


@pytest.mark.parametrize(("number", "statements"), [(1, 3), (500, 3), (501, 6)])
def test_queue_many_takes_three_statements_per_500(django_assert_num_queries, number, statements):
    drafts = DraftFactory.create_batch(number)

    with transaction.atomic(), django_assert_num_queries(statements + 2):  # and a savepoint
        actions.queue_many(drafts)


@pytest.mark.parametrize("number", [0, 3])
def test_queue_many_nudges_once_when_something_is_due(django_capture_on_commit_callbacks, number):
    with django_capture_on_commit_callbacks() as callbacks:
        actions.queue_many(DraftFactory.create_batch(number))
        actions.queue_many(DraftFactory.create_batch(number))

    assert callbacks == [nudges.nudge][:number]


def test_queue_for_later_or_for_nobody_does_not_nudge(django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks() as callbacks:
        actions.queue(DraftFactory(not_before=timezone.now() + timedelta(minutes=5)))
        actions.queue(DraftFactory(address=""))

    assert callbacks == []


def test_queue_nudges_although_an_earlier_nudge_was_rolled_back(django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks() as callbacks:
        with transaction.atomic():
            actions.queue(DraftFactory())
            transaction.set_rollback(True)
        actions.queue(DraftFactory())

    assert callbacks == [nudges.nudge]


def test_withdraw_takes_back_what_waits():
    message = MessageFactory(about="meeting:7")

    assert actions.withdraw(about="meeting:7", reason="Cancelled.") == 1
    message.refresh_from_db()
    assert (message.status, message.error) == ("withdrawn", "Cancelled.")


@pytest.mark.parametrize("status", [Status.SENT, Status.FAILED, Status.EXPIRED, Status.UNREACHABLE])
def test_withdraw_leaves_what_is_finished(status):
    MessageFactory(key="a", about="meeting:7", status=status, sent_at=timezone.now())

    assert actions.withdraw(about="meeting:7", reason="Cancelled.") == 0
    assert statuses() == {"a": status}


def test_withdraw_takes_from_the_worker_what_it_has_not_sent():
    message = MessageFactory(about="meeting:7", status=Status.SENDING, lease=uuid4())

    assert actions.withdraw(about="meeting:7", reason="Cancelled.") == 1
    message.refresh_from_db()
    assert (message.status, message.lease) == ("withdrawn", None)


def test_withdraw_keeps_to_the_named_kinds_and_recipient():
    for key, kind, recipient, about in [
        ("this", "meetings.reminder", "leader:1", "meeting:7"),
        ("other kind", "meetings.invitation", "leader:1", "meeting:7"),
        ("other recipient", "meetings.reminder", "leader:2", "meeting:7"),
        ("other meeting", "meetings.reminder", "leader:1", "meeting:70"),
    ]:
        MessageFactory(key=key, kind=kind, recipient=recipient, about=about)

    actions.withdraw(
        about="meeting:7", kinds=["meetings.reminder"], recipient="leader:1", reason="Moved."
    )

    assert [key for key, status in statuses().items() if status == "withdrawn"] == ["this"]


class TestQueueTakesAnything(TestCase):
    """A class, because Hypothesis needs one to roll each example back."""

    @given(st.text(max_size=300), st.text(max_size=300), st.text(max_size=300))
    def test_queue_of_any_text_is_stored_on_one_line(self, subject, address, text):
        message = actions.queue(DraftFactory(subject=subject, address=address, text=text))

        assert message.subject.splitlines() in ([], [message.subject])
        assert message.address.splitlines() in ([], [message.address])
