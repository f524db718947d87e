"""The conversation, and the clock that only a person stops."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from concerns.actions import answers, closing, owning, waiting
from concerns.models import Concern, Update
from outbox.models import Message
from tests.factories.concerns import CategoryFactory, ConcernFactory


def kinds(concern):
    return list(concern.updates.order_by("pk").values_list("kind", flat=True))


def test_persons_answer_stops_the_clock(officer, open_concern):
    answers.reply(concern=open_concern, text="We come by tonight.", by=officer)

    open_concern.refresh_from_db()
    assert (open_concern.answered_by, open_concern.state, open_concern.owner) == (
        officer,
        "in_progress",
        officer,
    )
    assert open_concern.answered_at == open_concern.first_answered_at


def test_answer_goes_to_the_raiser(officer, open_concern):
    answers.reply(concern=open_concern, text="We come by tonight.", by=officer)

    message = Message.objects.get(kind="concerns.answered")
    assert (message.address, message.is_private) == ("leader@example.org", False)
    assert "We come by tonight." in message.text


def test_second_answer_leaves_the_time_of_the_first(officer, coordinator, open_concern):
    answers.reply(concern=open_concern, text="First.", by=officer)
    open_concern.refresh_from_db()
    first = open_concern.answered_at
    answers.reply(concern=open_concern, text="Second.", by=coordinator)

    open_concern.refresh_from_db()
    assert (open_concern.answered_at, open_concern.answered_by) == (first, officer)
    assert kinds(open_concern) == ["reply", "reply"]


def test_note_stops_nothing_and_goes_to_nobody(officer, open_concern):
    answers.note(concern=open_concern, text="Ask the city.", by=officer)

    open_concern.refresh_from_db()
    assert open_concern.owes_answer
    assert not Message.objects.exists()


@pytest.mark.parametrize("write", [answers.reply, answers.note])
def test_empty_words_are_refused(officer, open_concern, write):
    with pytest.raises(ValidationError, match="Write"):
        write(concern=open_concern, text=" \n ", by=officer)


def test_raisers_message_waits_to_be_read(open_concern, officer):
    answers.raiser_writes(concern=open_concern, text="It is a third lamp now.")

    open_concern.refresh_from_db()
    assert open_concern.unread_since is not None
    answers.reply(concern=open_concern, text="Thank you.", by=officer)
    open_concern.refresh_from_db()
    assert open_concern.unread_since is None


def test_raisers_message_has_no_name(open_concern):
    message = answers.raiser_writes(concern=open_concern, text="It is a third lamp now.")

    assert (message.by, message.kind) == (None, Update.Kind.MESSAGE)


def test_raisers_message_stops_no_clock(open_concern):
    answers.raiser_writes(concern=open_concern, text="It is a third lamp now.")

    open_concern.refresh_from_db()
    assert open_concern.owes_answer


def test_raisers_message_is_told_to_the_owner(open_concern, officer):
    owning.take(concern=open_concern, by=officer)
    answers.raiser_writes(concern=open_concern, text="It is a third lamp now.")

    assert [message.address for message in Message.objects.filter(kind="concerns.written")] == [
        "officer@example.org"
    ]


def test_pause_stops_the_clock_and_moves_the_deadline(open_concern, officer):
    due, at = open_concern.due_at, timezone.now()
    waiting.pause(
        concern=open_concern,
        reason="We wait for the city.",
        until=at + timedelta(days=5),
        by=officer,
        at=at,
    )
    assert not Concern.objects.overdue(due + timedelta(days=1)).exists()

    waiting.resume(concern=open_concern, by=officer, at=at + timedelta(days=2))

    open_concern.refresh_from_db()
    assert open_concern.due_at == open_concern.first_due_at == due + timedelta(days=2)
    assert (open_concern.state, open_concern.pause_reason) == ("in_progress", "")


def test_pause_is_told_with_its_reason(open_concern, officer):
    at = timezone.now()
    waiting.pause(
        concern=open_concern,
        reason="We wait for the city.",
        until=at + timedelta(days=5),
        by=officer,
    )

    assert "We wait for the city." in Message.objects.get(kind="concerns.paused").text


def test_raisers_message_ends_the_pause(officer):
    concern = ConcernFactory(waiting=True)

    answers.raiser_writes(concern=concern, text="Here is the number.")

    concern.refresh_from_db()
    assert concern.state == "in_progress"


@pytest.mark.parametrize(
    ("reason", "days", "sentence"),
    [
        ("", 3, "Say why"),
        ("Why", 0, "within 30 days"),
        ("Why", 31, "within 30 days"),
    ],
)
def test_pause_without_reason_or_end_is_refused(open_concern, officer, reason, days, sentence):
    at = timezone.now()

    with pytest.raises(ValidationError, match=sentence):
        waiting.pause(
            concern=open_concern, reason=reason, until=at + timedelta(days=days), by=officer, at=at
        )


def test_what_is_not_paused_is_not_resumed(open_concern, officer):
    with pytest.raises(ValidationError, match="not paused") as refusal:
        waiting.resume(concern=open_concern, by=officer)

    assert refusal.value.code == "conflict"


def test_closing_is_an_answer(open_concern, officer):
    closing.close(
        concern=open_concern, outcome="resolved", reason="Both were replaced.", by=officer
    )

    open_concern.refresh_from_db()
    assert (open_concern.state, open_concern.answered_by) == ("closed", officer)
    assert "Both were replaced." in Message.objects.get(kind="concerns.closed").text


def test_closing_twice_is_closing_once(open_concern, officer):
    for _ in range(2):
        closing.close(concern=open_concern, outcome="resolved", reason="Replaced.", by=officer)

    assert Message.objects.filter(kind="concerns.closed").count() == 1


@pytest.mark.parametrize(
    ("outcome", "reason", "sentence"),
    [("", "Why", "Choose what came"), ("best", "Why", "Choose"), ("resolved", " ", "Say why")],
)
def test_closing_needs_outcome_and_reason(open_concern, officer, outcome, reason, sentence):
    with pytest.raises(ValidationError, match=sentence):
        closing.close(concern=open_concern, outcome=outcome, reason=reason, by=officer)


def test_closing_what_was_closed_otherwise_is_a_conflict(officer):
    concern = ConcernFactory(closed=True)

    with pytest.raises(ValidationError, match="cannot become") as refusal:
        closing.close(concern=concern, outcome="partly", reason="One lamp.", by=officer)

    assert refusal.value.code == "conflict"


def test_closing_without_having_read_the_newest_is_a_conflict(open_concern, officer):
    seen = open_concern.revision
    answers.raiser_writes(concern=open_concern, text="Wait, there is more.")

    with pytest.raises(ValidationError, match="Something happened") as refusal:
        closing.close(
            concern=open_concern, outcome="resolved", reason="Done.", by=officer, revision=seen
        )

    assert refusal.value.code == "conflict"


def test_raiser_accepts_once(officer):
    concern = ConcernFactory(closed=True, reporter={"email": "rosa@example.org"})
    for _ in range(2):
        closing.accept(concern=concern)

    concern.refresh_from_db()
    assert concern.accepted_at is not None
    assert Message.objects.filter(kind="concerns.recorded").count() == 1


def test_nothing_to_accept_before_closing(open_concern):
    with pytest.raises(ValidationError, match="nothing to agree"):
        closing.accept(concern=open_concern)


def test_reopening_starts_the_clock_anew_and_keeps_the_first_answer(officer):
    concern = ConcernFactory(closed=True, owner=officer)
    first, at = concern.first_answered_at, timezone.now()

    closing.reopen(concern=concern, reason="They are out again.", at=at)

    concern.refresh_from_db()
    assert (concern.state, concern.reopened_count, concern.outcome) == ("reopened", 1, "")
    assert (concern.first_answered_at, concern.answered_at) == (first, None)
    assert concern.due_at == at + timedelta(hours=72)


def test_reopening_tells_the_owner_and_confirms_to_the_raiser(officer):
    concern = ConcernFactory(closed=True, owner=officer, reporter={"email": "rosa@example.org"})

    closing.reopen(concern=concern, reason="They are out again.")

    assert set(Message.objects.values_list("kind", "address")) == {
        ("concerns.reopened", "officer@example.org"),
        ("concerns.recorded", "rosa@example.org"),
    }


def test_reopening_needs_a_reason(db):
    with pytest.raises(ValidationError, match="still wrong"):
        closing.reopen(concern=ConcernFactory(closed=True), reason="")


def test_open_concern_is_not_reopened(open_concern):
    with pytest.raises(ValidationError, match="cannot be opened again") as refusal:
        closing.reopen(concern=open_concern, reason="Again.")

    assert refusal.value.code == "conflict"


def test_reopened_concern_is_closed_again(officer):
    concern = ConcernFactory(closed=True)
    closing.reopen(concern=concern, reason="They are out again.")

    closing.close(concern=concern, outcome="partly", reason="One is new.", by=officer)

    concern.refresh_from_db()
    assert (concern.state, concern.reopened_count) == ("closed", 1)


def test_closing_a_paused_concern_ends_the_pause(officer):
    concern = ConcernFactory(waiting=True)

    closing.close(concern=concern, outcome="resolved", reason="The city did it.", by=officer)

    concern.refresh_from_db()
    assert (concern.state, concern.paused_since) == ("closed", None)


def test_taking_begins_and_stops_no_clock(open_concern, officer):
    owning.take(concern=open_concern, by=officer)

    open_concern.refresh_from_db()
    assert (open_concern.owner, open_concern.state) == (officer, "in_progress")
    assert open_concern.owes_answer


def test_owner_is_told_what_was_given_to_them(open_concern, officer, coordinator):
    owning.assign(concern=open_concern, owner=officer, by=coordinator)

    open_concern.refresh_from_db()
    assert (open_concern.owner, open_concern.state) == (officer, "received")
    assert [m.address for m in Message.objects.filter(kind="concerns.assigned")] == [
        "officer@example.org"
    ]


def test_leader_does_not_become_owner(open_concern, leader_user, coordinator):
    with pytest.raises(ValidationError, match="works for the department"):
        owning.assign(concern=open_concern, owner=leader_user, by=coordinator)


def test_many_are_assigned_and_closed_ones_passed_over(officer, coordinator):
    made = [ConcernFactory(), ConcernFactory(owner=officer), ConcernFactory(closed=True)]

    assert owning.assign_many(concerns=made, owner=officer, by=coordinator) == 1


def test_shorter_category_brings_the_deadline_nearer(open_concern, officer):
    owning.change(concern=open_concern, category=CategoryFactory(answer_hours=24), by=officer)

    open_concern.refresh_from_db()
    assert open_concern.due_at == open_concern.raised_at + timedelta(hours=24)


def test_longer_category_does_not_move_the_promise(open_concern, officer):
    due = open_concern.due_at
    owning.change(concern=open_concern, category=CategoryFactory(answer_hours=240), by=officer)

    open_concern.refresh_from_db()
    assert open_concern.due_at == due
