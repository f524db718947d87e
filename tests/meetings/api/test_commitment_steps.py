"""What happens to a promise over the API: whose word it takes, and what follows from what."""

from __future__ import annotations

import pytest

from meetings.models import Commitment
from tests.conftest import signed_in
from tests.factories.accounts import UserFactory
from tests.factories.leaders import LeaderFactory
from tests.factories.meetings import CommitmentFactory
from tests.meetings.commitment_states import in_state

pytestmark = pytest.mark.django_db
State = Commitment.State


def say(client, commitment, verb, **data):
    path = f"/api/v1/commitments/{commitment.pk}/{verb}/"
    return client.post(path, data, content_type="application/json")


@pytest.fixture
def promise(officer, leader):
    return CommitmentFactory(owner_user=officer, promised_to_leader=leader)


BODIES = {
    "done": {"evidence": "We put up the light."},
    "reopen": {},
    "keep": {"note": "Thank you."},
    "dispute": {"note": "It is dark again."},
    "withdraw": {"reason": "No money."},
}
BEFORE = {"done": "open", "reopen": "done", "keep": "done", "dispute": "done", "withdraw": "open"}
AFTER = {
    "done": "done",
    "reopen": "open",
    "keep": "kept",
    "dispute": "disputed",
    "withdraw": "withdrawn",
}
OF_OWNER = {"done", "reopen", "withdraw"}


@pytest.mark.parametrize("verb", BODIES)
@pytest.mark.parametrize("persona", ["owner", "promisee", "coordinator", "stranger", "nobody"])
def test_only_the_one_whose_word_it_takes_can_say_it(
    client, coordinator_client, stranger_client, officer, leader, verb, persona
):
    promise = in_state(State(BEFORE[verb]), owner_user=officer, promised_to_leader=leader)
    clients = {
        "owner": signed_in(officer),
        "promisee": signed_in(leader.user),
        "coordinator": coordinator_client,
        "stranger": stranger_client,
        "nobody": client,
    }

    response = say(clients[persona], promise, verb, **BODIES[verb])

    may = persona == ("owner" if verb in OF_OWNER else "promisee")
    promise.refresh_from_db()
    expected = (200, AFTER[verb]) if may else (403, BEFORE[verb])
    assert (response.status_code, promise.state) == expected


@pytest.mark.parametrize("verb", BODIES)
def test_private_promise_does_not_exist_for_strangers(stranger_client, verb):
    promise = in_state(State(BEFORE[verb]), is_public=False)

    assert say(stranger_client, promise, verb, **BODIES[verb]).status_code == 404


def test_leader_can_promise_and_an_officer_confirm(leader_client, officer_client, officer, leader):
    promise = CommitmentFactory(
        owner_user=None, owner_leader=leader, promised_to_leader=None, promised_to_user=officer
    )

    done = say(leader_client, promise, "done", evidence="Invited them.").json()
    kept = say(officer_client, promise, "keep").json()

    assert (done["state"], kept["state"], kept["confirmed_by_user"]) == ("done", "kept", officer.pk)


CONFLICTS = [
    ("withdrawn", "done"),
    ("open", "reopen"),
    ("withdrawn", "keep"),
    ("open", "dispute"),
    ("done", "withdraw"),
    ("kept", "withdraw"),
]


@pytest.mark.parametrize(("state", "verb"), CONFLICTS)
def test_what_does_not_follow_is_a_conflict(officer, leader, state, verb):
    promise = in_state(State(state), owner_user=officer, promised_to_leader=leader)
    speaker = officer if verb in OF_OWNER else leader.user

    response = say(signed_in(speaker), promise, verb, **BODIES[verb])

    promise.refresh_from_db()
    assert (response.status_code, promise.state) == (409, state)


@pytest.mark.parametrize("verb", ["done", "dispute", "withdraw"])
@pytest.mark.parametrize("words", [{}, "empty", "nul"], ids=["none", "empty", "nul"])
def test_words_that_are_missing_are_asked_for(officer, leader, verb, words):
    promise = in_state(State(BEFORE[verb]), owner_user=officer, promised_to_leader=leader)
    text = {"empty": "  ", "nul": "a\x00b"}.get(words or "")
    body = {} if text is None else dict.fromkeys(BODIES[verb], text)
    speaker = officer if verb in OF_OWNER else leader.user

    response = say(signed_in(speaker), promise, verb, **body)

    assert (response.status_code, list(response.json())) == (400, list(BODIES[verb]))


def test_officer_who_left_keeps_nothing_of_their_own(officer, promise):
    """Signed in when they were taken off the department's list."""
    client = signed_in(officer)
    officer.is_active = False
    officer.save()

    assert say(client, promise, "done", **BODIES["done"]).status_code == 403


def test_reader_who_is_only_listed_sees_no_one_elses_answer(leader_client):
    other = LeaderFactory(user=UserFactory(role="leader"))
    promise = in_state(State.DONE, promised_to_leader=other)

    assert say(leader_client, promise, "keep").status_code == 403
