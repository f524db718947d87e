"""Saying by link, without an account, whether a promise was kept."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from meetings.actions import commitments as actions
from meetings.models import Commitment
from outbox.models import Message
from tests.conftest import signed_in
from tests.factories.leaders import LeaderFactory
from tests.factories.meetings import CommitmentFactory
from tests.meetings.commitment_states import WORDS, in_state

pytestmark = pytest.mark.django_db
State = Commitment.State


def url(commitment):
    return f"/promises/{commitment.token}/"


def stored(commitment):
    return Commitment.objects.filter(pk=commitment.pk).values().get()


@pytest.fixture
def promise(officer):
    """Done, says the officer; not confirmed yet."""
    leader = LeaderFactory(name="Ana Pérez", email="ana@example.org")
    return in_state(State.DONE, text="Fix the light", owner_user=officer, promised_to_leader=leader)


def test_page_says_who_promised_what_and_what_was_done(client, promise):
    page = client.get(url(promise)).text

    for words in ("Fix the light", "Omar Officer promised it, by", "Ana Pérez", WORDS):
        assert words in page


def test_page_is_private(client, promise):
    headers = client.get(url(promise)).headers

    assert (headers["X-Robots-Tag"], headers["Referrer-Policy"]) == (
        "noindex, nofollow",
        "same-origin",
    )
    assert "no-store" in headers["Cache-Control"]


def test_page_chooses_nothing(client, promise):
    assert not re.search(r"<input[^>]*checked", client.get(url(promise)).text)


@pytest.mark.parametrize("method", ["get", "head", "options", "put", "delete"])
def test_opening_changes_nothing(client, promise, method):
    before = stored(promise)

    getattr(client, method)(url(promise))

    assert (stored(promise), Message.objects.count()) == (before, 0)


@pytest.mark.parametrize(
    "data",
    [{}, {"answer": ""}, {"answer": "done"}, {"note": "x"}, {"answer": "disputed", "note": " "}],
    ids=["empty", "no choice", "unknown choice", "only a note", "dispute without words"],
)
def test_blind_or_wrong_post_changes_nothing(client, promise, data):
    before = stored(promise)

    response = client.post(url(promise), data)

    assert (response.status_code, stored(promise)) == (422, before)


def test_post_without_the_token_of_an_opened_page_changes_nothing(promise):
    before = stored(promise)

    response = Client(enforce_csrf_checks=True).post(url(promise), {"answer": "kept"})

    assert (response.status_code, stored(promise)) == (403, before)


def test_kept_is_recorded_told_to_the_owner_and_confirmed_by_mail(client, promise):
    response = client.post(url(promise), {"answer": "kept", "note": "Thank you"}, follow=True)

    promise.refresh_from_db()
    assert (promise.state, promise.confirmed_by_leader) == ("kept", promise.promised_to_leader)
    assert "Recorded: the promise was kept" in response.text
    assert sorted(Message.objects.values_list("kind", "address")) == [
        ("meetings.promise_kept", "officer@example.org"),
        ("meetings.promise_recorded", "ana@example.org"),
    ]


def test_dispute_is_recorded_with_its_words(client, promise):
    response = client.post(url(promise), {"answer": "disputed", "note": "Still dark."}, follow=True)

    promise.refresh_from_db()
    assert (promise.state, promise.closing_note) == ("disputed", "Still dark.")
    assert "Recorded: something is missing" in response.text


def test_answer_can_be_changed(client, promise):
    client.post(url(promise), {"answer": "kept"})
    client.post(url(promise), {"answer": "disputed", "note": "Dark again."})

    promise.refresh_from_db()
    assert promise.state == "disputed"


def test_same_answer_twice_sends_nothing_twice(client, promise):
    for _ in range(2):
        client.post(url(promise), {"answer": "kept"})

    assert Message.objects.count() == 2


def test_page_shows_the_answer_so_far(client, promise):
    client.post(url(promise), {"answer": "disputed", "note": "Still dark."})

    page = client.get(url(promise)).text

    assert re.search(r'value="disputed"[^>]*checked', page)
    assert "Still dark." in page


def test_open_promise_can_be_confirmed_but_not_disputed(client, officer):
    promise = CommitmentFactory(owner_user=officer)

    page = client.get(url(promise)).text
    client.post(url(promise), {"answer": "disputed", "note": "Not yet."})

    promise.refresh_from_db()
    assert ("has not said yet that it is done" in page, 'value="disputed"' in page) == (True, False)
    assert promise.state == "open"


def test_final_answer_is_closed(client, promise):
    actions.keep(
        commitment=promise,
        by=promise.promised_to_leader,
        at=timezone.now() - timedelta(days=14, minutes=1),
    )

    page = client.post(url(promise), {"answer": "disputed", "note": "Dark again."})

    promise.refresh_from_db()
    assert (page.status_code, promise.state) == (410, "kept")
    assert "This answer stands now." in page.text


def test_withdrawn_promise_says_why(client, officer):
    promise = in_state(State.WITHDRAWN, owner_user=officer)

    page = client.get(url(promise))

    assert (page.status_code, WORDS in page.text) == (410, True)


@pytest.mark.parametrize(
    "token", ["x", "A" * 43, "é" * 30, "A" * 70], ids=["short", "unknown", "accents", "long"]
)
@pytest.mark.parametrize("method", ["get", "post"])
def test_unknown_link_is_not_found_with_a_way_on(client, token, method):
    response = getattr(client, method)(f"/promises/{token}/")

    assert response.status_code == 404
    assert "This link does not work" in response.text


def test_promise_to_an_officer_asks_them_to_sign_in(client, leader, officer):
    promise = CommitmentFactory(
        owner_user=None, owner_leader=leader, promised_to_leader=None, promised_to_user=officer
    )

    response = client.post(url(promise), {"answer": "kept"})

    promise.refresh_from_db()
    assert (response.headers["Location"], promise.state) == (promise.get_absolute_url(), "open")


def test_page_speaks_the_leaders_language(client, promise):
    promise.promised_to_leader.preferred_language = "es"
    promise.promised_to_leader.save()

    assert client.get(url(promise)).headers["Content-Language"] == "es"


def test_page_names_no_other_promise(client, promise):
    other = CommitmentFactory(text="Other secret", promised_to_leader=promise.promised_to_leader)

    page = client.get(url(promise)).text

    assert [secret in page for secret in ("Other secret", other.token)] == [False, False]


def test_link_works_also_for_somebody_signed_in(promise, coordinator):
    signed_in(coordinator).post(url(promise), {"answer": "kept"})

    promise.refresh_from_db()
    assert promise.confirmed_by_leader == promise.promised_to_leader


def test_nobody_of_the_department_reads_the_link_in_the_outbox(coordinator_client, promise):
    actions.reopen(commitment=promise, by=promise.owner_user)
    actions.mark_done(commitment=promise, by=promise.owner_user, evidence="A new lamp.")
    message = Message.objects.get(recipient=f"leader:{promise.promised_to_leader_id}")

    assert promise.token in message.text
    assert promise.token not in coordinator_client.get(message.get_absolute_url()).text
