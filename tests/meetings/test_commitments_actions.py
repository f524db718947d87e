"""What happens to a promise, and who may say so."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from meetings.actions import commitments
from meetings.errors import NotYourPromise, PromiseState, PromiseToOneself, WordsMissing
from meetings.models import Commitment
from tests.factories.accounts import UserFactory
from tests.factories.leaders import LeaderFactory
from tests.factories.meetings import CommitmentFactory, MeetingFactory
from tests.meetings.commitment_states import WORDS, in_state

State = Commitment.State

# One allowed step per line; everything else is refused. Written out, not read from the code.
OWNERS_STEPS = {
    ("open", "done"),
    ("disputed", "done"),
    ("done", "open"),
    ("open", "withdrawn"),
    ("disputed", "withdrawn"),
}
PROMISEES_STEPS = {
    ("open", "kept"),
    ("done", "kept"),
    ("disputed", "kept"),
    ("done", "disputed"),
    ("kept", "disputed"),
}
# Saying again what was said before is no step and no error.
REPEATS = {
    ("owner", "done", "done"),
    ("owner", "withdrawn", "withdrawn"),
    ("promisee", "kept", "kept"),
    ("promisee", "disputed", "disputed"),
}


def step(commitment, to, by):
    if to == State.DONE:
        return commitments.mark_done(commitment=commitment, evidence=WORDS, by=by)
    if to == State.OPEN:
        return commitments.reopen(commitment=commitment, by=by)
    if to == State.KEPT:
        return commitments.keep(commitment=commitment, by=by)
    if to == State.DISPUTED:
        return commitments.dispute(commitment=commitment, note=WORDS, by=by)
    return commitments.withdraw(commitment=commitment, reason=WORDS, by=by)


def outcome(commitment, to, by):
    try:
        return step(commitment, to, by).state
    except ValidationError as refusal:
        return type(refusal)


def expected(who, state, to):
    if (who, state, to) in REPEATS:
        return to
    if (state, to) in OWNERS_STEPS:
        return to if who == "owner" else NotYourPromise
    if (state, to) in PROMISEES_STEPS:
        return to if who == "promisee" else NotYourPromise
    return PromiseState


def speakers(commitment):
    return {
        "owner": commitment.owner_user,
        "promisee": commitment.promised_to_leader,
        "stranger": UserFactory(role="coordinator"),
        "other leader": LeaderFactory(),
    }


@pytest.mark.parametrize("state", State.values)
@pytest.mark.parametrize("who", ["owner", "promisee", "stranger", "other leader"])
def test_step_follows_the_table_for_each_speaker(db, state, who):
    outcomes = {}
    for to in State.values:
        commitment = in_state(state)
        outcomes[to] = outcome(commitment, to, speakers(commitment)[who])

    assert outcomes == {to: expected(who, state, to) for to in State.values}


def test_leaders_account_speaks_for_the_leader(db, leader, leader_user):
    received = in_state(State.DONE, promised_to_leader=leader)
    made = CommitmentFactory(
        owner_user=None,
        owner_leader=leader,
        promised_to_leader=None,
        promised_to_user=UserFactory(role="officer"),
    )

    assert commitments.keep(commitment=received, by=leader_user).confirmed_by_leader == leader
    assert commitments.mark_done(commitment=made, evidence=WORDS, by=leader_user).state == "done"


def test_officer_keeps_what_a_leader_promised_them(db, leader, officer):
    commitment = in_state(
        State.DONE,
        owner_user=None,
        owner_leader=leader,
        promised_to_leader=None,
        promised_to_user=officer,
    )

    assert commitments.keep(commitment=commitment, by=officer).confirmed_by_user == officer


def test_done_records_when_and_what(db):
    commitment = CommitmentFactory()
    at = timezone.now() - timedelta(hours=1)

    commitments.mark_done(
        commitment=commitment, evidence="  The light is up. ", by=commitment.owner_user, at=at
    )

    commitment.refresh_from_db()
    assert (commitment.done_at, commitment.evidence) == (at, "The light is up.")


def test_dispute_keeps_the_note_and_confirms_nothing(db):
    commitment = in_state(State.KEPT)

    commitments.dispute(
        commitment=commitment, note="It is dark again.", by=commitment.promised_to_leader
    )

    commitment.refresh_from_db()
    assert (commitment.closing_note, commitment.closed_at) == ("It is dark again.", None)
    assert commitment.confirmed_by_leader is None


def test_kept_is_final_after_two_weeks(db):
    commitment = in_state(State.KEPT)
    later = commitment.closed_at + timedelta(days=14)

    with pytest.raises(PromiseState):
        commitments.dispute(
            commitment=commitment, note=WORDS, by=commitment.promised_to_leader, at=later
        )


def test_dispute_said_again_keeps_the_newer_note(db):
    commitment = in_state(State.DISPUTED)

    commitments.dispute(commitment=commitment, note="Newer.", by=commitment.promised_to_leader)

    commitment.refresh_from_db()
    assert commitment.closing_note == "Newer."


@pytest.mark.parametrize("words", ["", "  \n"])
def test_done_without_words_changes_nothing(db, words):
    commitment = CommitmentFactory()

    with pytest.raises(WordsMissing) as refusal:
        commitments.mark_done(commitment=commitment, evidence=words, by=commitment.owner_user)

    assert refusal.value.message_dict == {"evidence": ["Say in a sentence what was done."]}


def test_dispute_without_words_is_refused(db):
    commitment = in_state(State.DONE)

    with pytest.raises(WordsMissing):
        commitments.dispute(commitment=commitment, note=" ", by=commitment.promised_to_leader)


def test_withdrawal_without_reason_is_refused(db):
    commitment = CommitmentFactory()

    with pytest.raises(WordsMissing):
        commitments.withdraw(commitment=commitment, reason="", by=commitment.owner_user)


def test_done_again_in_other_words_is_a_conflict(db):
    commitment = in_state(State.DONE)

    with pytest.raises(PromiseState) as refusal:
        commitments.mark_done(commitment=commitment, evidence="Else.", by=commitment.owner_user)

    assert refusal.value.code == "conflict"


def test_promise_belongs_to_the_areas_of_its_meeting(db, area, officer, leader):
    meeting = MeetingFactory(areas=[area])

    commitment = commitments.promise(
        text="Fix the light",
        owner=officer,
        promised_to=leader,
        due_on=date(2030, 1, 1),
        meeting=meeting,
        by=officer,
    )

    assert list(commitment.areas.all()) == [area]
    assert (commitment.owner, commitment.promised_to) == (officer, leader)


def test_promise_to_oneself_is_refused(db, officer):
    with pytest.raises(PromiseToOneself):
        commitments.promise(
            text="Rest", owner=officer, promised_to=officer, due_on=date(2030, 1, 1), by=officer
        )


def test_promise_of_a_leader_to_their_own_account_is_refused(db, leader, leader_user):
    with pytest.raises(PromiseToOneself):
        commitments.promise(
            text="Rest",
            owner=leader,
            promised_to=leader_user,
            due_on=date(2030, 1, 1),
            by=leader_user,
        )


@pytest.mark.parametrize("confirmed_by", ["nobody", "owner", "other leader"])
def test_database_refuses_kept_by_anybody_else(db, confirmed_by):
    commitment = CommitmentFactory()
    fields = {
        "nobody": {},
        "owner": {"confirmed_by_user": commitment.owner_user},
        "other leader": {"confirmed_by_leader": LeaderFactory()},
    }[confirmed_by]

    with pytest.raises(IntegrityError, match="commitment_kept_by_whom_it_was_made_to"):
        Commitment.objects.filter(pk=commitment.pk).update(
            state="kept", closed_at=timezone.now(), **fields
        )


def test_database_accepts_kept_by_the_one_promised(db):
    commitment = CommitmentFactory()

    changed = Commitment.objects.filter(pk=commitment.pk).update(
        state="kept",
        closed_at=timezone.now(),
        confirmed_by_leader=commitment.promised_to_leader,
    )

    assert changed == 1


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    steps=st.lists(
        st.tuples(
            st.sampled_from(["owner", "promisee", "stranger"]), st.sampled_from(State.values)
        ),
        max_size=8,
    )
)
def test_no_sequence_of_steps_leaves_the_table(db, steps):
    commitment = CommitmentFactory()
    people = speakers(commitment)

    for who, to in steps:
        before = Commitment.objects.get(pk=commitment.pk).state
        result = outcome(commitment, to, people[who])
        after = Commitment.objects.get(pk=commitment.pk)

        assert after.state == (to if isinstance(result, str) else before)
        assert (after.confirmed_by_leader == people["promisee"]) == (after.state == "kept")
