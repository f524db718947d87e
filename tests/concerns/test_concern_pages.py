"""The page of one concern, and every step on it: what it says, who may, and what it refuses."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from concerns.actions import answers
from concerns.models import Concern, Update
from meetings.models import Commitment
from outbox.models import Message
from tests.factories.concerns import (
    CategoryFactory,
    ConcernFactory,
    PriorityFactory,
    StandardTextFactory,
    SupportFactory,
    UpdateFactory,
)

pytestmark = pytest.mark.django_db


def address(concern, verb="detail"):
    return reverse(f"concerns:concern-{verb}", args=[concern.pk])


def step(client, concern, verb, **data):
    return client.post(address(concern, verb), data)


def now(concern):
    return Concern.objects.get(pk=concern.pk)


def intro(page):
    return re.search(r'<p class="usa-intro"[^>]*>([^<]+)</p>', page.text)[1]


def next_step(page):
    found = re.search(
        r'<div class="next-step">.*?class="usa-button"[^>]*>([^<]+)<', page.text, re.DOTALL
    )
    return found and found[1]


@pytest.fixture
def concern(area, officer):
    return ConcernFactory(
        subject="Two lamps are out", area=area, owner=officer, reporter={"email": "r@example.org"}
    )


# What the page says


STATES = {
    "new": ({}, "An answer is due by", "Answer"),
    "late": ({"raised_at": timezone.now() - timedelta(days=5)}, "The answer was due", "Answer"),
    "answered": ({"answered": True}, "Answered on", "Close it"),
    "written again": (
        {"answered": True, "unread_since": timezone.now()},
        "Answered on",
        "Answer",
    ),
    "paused": ({"waiting": True}, "It waits until", "Take it up again"),
    "closed": ({"closed": True}, "Closed on", None),
    "closed, did not last": (
        {"closed": True, "has_lasted": False, "unread_since": timezone.now()},
        "Closed on",
        "Open it again",
    ),
}


@pytest.mark.parametrize("case", STATES)
def test_page_says_where_it_stands_and_the_next_step(officer_client, area, case):
    fields, summary, label = STATES[case]

    page = officer_client.get(address(ConcernFactory(area=area, **fields)))

    assert intro(page).startswith(summary)
    assert next_step(page) == label


def test_coordinator_is_led_to_publish_what_may_be_shown(coordinator_client):
    concern = ConcernFactory(closed=True, publication_allowed=True)

    page = coordinator_client.get(address(concern))

    assert next_step(page) == "Show what was said and done"


def test_thread_keeps_notes_apart_from_answers(officer_client, concern, officer):
    UpdateFactory(concern=concern, kind="note", text="Ask the city.", by=officer)
    UpdateFactory(concern=concern, kind="reply", text="We look at it.", by=officer)
    UpdateFactory(concern=concern, kind="message", text="Still dark.", by=None)

    kinds = re.findall(r'<li class="thread__(\w+)">', officer_client.get(address(concern)).text)

    assert kinds == ["note", "reply", "message"]


def test_page_says_who_raised_an_open_concern(officer_client, open_concern):
    assert "leader@example.org" in officer_client.get(address(open_concern)).text


@pytest.mark.parametrize("count", [1, 3])
def test_page_asks_the_database_as_often_for_many(
    officer_client, concern, count, django_assert_num_queries
):
    for _ in range(count):
        UpdateFactory(concern=concern)
        SupportFactory(concern=concern)
        PriorityFactory(concerns=[concern])
        ConcernFactory(duplicate_of=concern)

    with django_assert_num_queries(13):
        officer_client.get(address(concern))


def test_page_of_no_concern_is_not_found(officer_client, db):
    assert officer_client.get("/concerns/999999/").status_code == 404


# Who may


VERBS = {
    # Officer of the area, officer of another, coordinator, the leader who raised it, a stranger.
    "reply": [200, 200, 200, 403, 404],
    "note": [200, 200, 200, 403, 404],
    "take": [405, 405, 405, 405, 405],
    "assign": [200, 403, 200, 403, 404],
    "pause": [200, 403, 200, 403, 404],
    "resume": [200, 403, 200, 403, 404],
    "close": [200, 403, 200, 403, 404],
    "update": [200, 403, 200, 403, 404],
    "promise": [200, 403, 200, 403, 404],
    "prioritize": [200, 403, 200, 403, 404],
    "duplicates": [200, 403, 200, 403, 404],
    "publish": [403, 403, 200, 403, 404],
    "identity": [403, 403, 200, 403, 404],
}


@pytest.mark.parametrize("verb", VERBS)
def test_each_step_is_for_those_who_may(
    verb, confidential, officer, elsewhere, coordinator, leader_user, stranger, client
):
    answered = []
    for user in (officer, elsewhere, coordinator, leader_user, stranger):
        client.force_login(user)
        answered.append(client.get(address(confidential, verb)).status_code)

    assert answered == VERBS[verb]


def test_visitor_sees_only_what_is_published(client, area):
    hidden = ConcernFactory(area=area)
    shown = ConcernFactory(area=area, published=True, subject="Neighbor Ned", text="Ned did it")

    page = client.get(address(shown))

    assert client.get(address(hidden)).status_code == 404
    assert "Both were replaced." in page.text
    assert "Ned" not in page.text


# The steps


def test_answer_is_sent_and_stops_the_clock(officer_client, concern, officer):
    answer = step(officer_client, concern, "reply", text="We fix it on Monday.")

    assert answer.url == address(concern)
    assert now(concern).answered_by == officer
    assert "We fix it on Monday." in Message.objects.get(kind="concerns.answered").text


def test_preview_sends_nothing(officer_client, concern):
    page = step(officer_client, concern, "reply", text="We fix\nit.", preview="1")

    assert "This is what they will read" in page.text
    assert "We fix<br>it." in page.text
    assert now(concern).answered_at is None


def test_standard_text_comes_below_what_is_written(officer_client, concern):
    text = StandardTextFactory(text="About {reference}.")

    page = step(officer_client, concern, "reply", text="Hello.", standard_text=text.pk, insert="1")

    assert f"Hello.\n\nAbout {concern.reference}.</textarea>" in page.text
    assert now(concern).answered_at is None


@pytest.mark.parametrize("chosen", ["", "x", "999", "²", "9" * 30])
def test_standard_text_nobody_knows_changes_nothing(officer_client, concern, chosen):
    StandardTextFactory()

    page = step(officer_client, concern, "reply", text="Hello.", standard_text=chosen, insert="1")

    assert (page.status_code, "Hello.</textarea>" in page.text) == (200, True)


def test_note_answers_nobody(officer_client, concern):
    step(officer_client, concern, "note", text="Ask the city.")

    assert Update.objects.get().kind == "note"
    assert (now(concern).answered_at, Message.objects.count()) == (None, 0)


def test_taking_makes_it_ones_own(client, concern, elsewhere):
    client.force_login(elsewhere)

    step(client, concern, "take")

    assert (now(concern).owner, now(concern).state) == (elsewhere, "in_progress")


def test_closed_one_cannot_be_taken(client, elsewhere):
    client.force_login(elsewhere)
    concern = ConcernFactory(closed=True)

    page = client.post(address(concern, "take"), follow=True)

    assert "This concern is closed." in page.text
    assert now(concern).owner is None


def test_giving_it_away(officer_client, concern, elsewhere):
    step(officer_client, concern, "assign", owner=elsewhere.pk, revision=concern.revision)

    assert now(concern).owner == elsewhere


def test_pause_ends_in_the_afternoon_of_that_day(officer_client, concern):
    day = timezone.localdate() + timedelta(days=3)

    step(officer_client, concern, "pause", reason="The city looks.", until=day.isoformat())

    until = timezone.localtime(now(concern).paused_until)
    assert (now(concern).state, until.date(), until.hour) == ("waiting", day, 17)


def test_resume_goes_on(officer_client, area):
    concern = ConcernFactory(area=area, waiting=True)

    step(officer_client, concern, "resume")

    assert now(concern).state == "in_progress"


def test_close_and_reopen(officer_client, concern):
    step(officer_client, concern, "close", outcome="resolved", reason="Replaced.", revision=1)
    assert (now(concern).state, now(concern).outcome) == ("closed", "resolved")

    step(officer_client, concern, "reopen", reason="Dark again.")
    assert (now(concern).state, now(concern).reopened_count) == ("reopened", 1)


def test_change_sets_right_what_it_is_about(officer_client, concern, area):
    noise = CategoryFactory(key="noise", name="Noise")
    data = {"category": noise.pk, "area": area.pk, "place": "Elm Street", "urgency": "soon"}

    step(officer_client, concern, "update", **data)

    found = now(concern)
    assert (found.category, found.place, found.urgency) == (noise, "Elm Street", "soon")


def test_publish_and_take_back(coordinator_client):
    concern = ConcernFactory(closed=True, publication_allowed=True)

    step(coordinator_client, concern, "publish", summary="Lamps out.", answer="Replaced.")
    assert now(concern).published_at is not None

    step(coordinator_client, concern, "unpublish")
    assert now(concern).published_at is None


def test_promise_is_made_of_it(officer_client, concern, officer, leader):
    data = {"text": "Fix it", "owner": officer.pk, "promised_to": leader.pk, "due": "week"}

    step(officer_client, concern, "promise", **data)

    promise = Commitment.objects.get()
    assert (promise.promised_to_leader, list(promise.concerns.all())) == (leader, [concern])


def test_promise_is_not_filled_in_with_who_raised_it(coordinator_client, confidential, leader):
    page = coordinator_client.get(address(confidential, "promise"))

    assert f'<option value="{leader.pk}" selected>' not in page.text
    assert "choosing them here names them" in page.text


@pytest.mark.parametrize("is_new", [True, False])
def test_priority_is_made_of_it(officer_client, concern, area, is_new):
    there = PriorityFactory(area=area, issue="Dark streets", rank=1)
    data = {"issue": "Lamps"} if is_new else {"priority": there.pk}

    step(officer_client, concern, "prioritize", **data)

    assert [p.issue for p in concern.priorities.all()] == ["Lamps" if is_new else "Dark streets"]


def test_duplicate_is_suggested_and_joined(officer_client, concern, area):
    twin = ConcernFactory(subject="Two lamps are out", area=area)

    page = officer_client.get(address(concern, "duplicates"))
    step(officer_client, concern, "duplicates", reference=twin.reference.lower())

    assert f'value="{twin.reference}"' in page.text
    assert now(concern).duplicate_of == twin


def test_joined_ones_are_parted(officer_client, concern):
    Concern.objects.filter(pk=concern.pk).update(duplicate_of=ConcernFactory())

    step(officer_client, concern, "unlink")

    assert now(concern).duplicate_of is None


# Refusals


BAD = {
    "empty answer": ("reply", {"text": " "}, "Write what you want to answer."),
    "endless answer": ("reply", {"text": "x" * 10_001}, "10000"),
    "empty note": ("note", {}, "Write a note."),
    "no owner": ("assign", {}, "Choose somebody"),
    "owner is no number": ("assign", {"owner": "x"}, "Choose somebody"),
    "pause without end": ("pause", {"reason": "x"}, "Choose the day."),
    "pause without reason": ("pause", {"until": "2030-01-01"}, "Say why it has to wait."),
    "pause of years": ("pause", {"reason": "x", "until": "9999-12-31"}, "within 30 days"),
    "pause in the past": ("pause", {"reason": "x", "until": "2020-01-01"}, "within 30 days"),
    "no outcome": ("close", {"reason": "x"}, "Choose what came of it."),
    "unknown outcome": ("close", {"reason": "x", "outcome": "won"}, "Select a valid choice"),
    "no reason": ("close", {"outcome": "resolved"}, "Say why"),
    "revision is no number": (
        "close",
        {"outcome": "resolved", "reason": "x", "revision": "x"},
        "Enter a whole number",
    ),
    "no such number": ("duplicates", {"reference": "C-1999-1"}, "There is no concern"),
    "not published yet": ("publish", {"summary": "x", "answer": "y"}, "Answer it first"),
    "promise to nobody": ("promise", {"text": "x", "due": "week"}, "Choose to whom"),
    "priority without issue": ("prioritize", {}, "Say in a sentence what the issue is."),
    "resume what runs": ("resume", {}, "This concern is not paused."),
    "reopen what is open": ("reopen", {"reason": "x"}, "is not closed"),
}


@pytest.mark.parametrize("case", BAD)
def test_bad_input_gets_a_sentence_and_changes_nothing(coordinator_client, concern, case):
    verb, data, sentence = BAD[case]
    before = Concern.objects.filter(pk=concern.pk).values().get()

    page = step(coordinator_client, concern, verb, **data)

    assert page.status_code in {409, 422}
    assert sentence in page.text
    assert Concern.objects.filter(pk=concern.pk).values().get() == before


def test_what_happened_meanwhile_is_shown_and_nothing_typed_is_lost(
    officer_client, concern, elsewhere
):
    seen = concern.revision
    answers.raiser_writes(concern=concern, text="It is worse now.")
    data = {"outcome": "resolved", "reason": "All four were replaced.", "revision": seen}

    page = step(officer_client, concern, "close", **data)

    assert (page.status_code, now(concern).state) == (409, "received")
    assert "It is worse now." in page.text
    assert "All four were replaced." in page.text

    shown = re.search(r'name="revision" value="(\d+)"', page.text)[1]
    step(officer_client, concern, "close", **(data | {"revision": shown}))
    assert now(concern).state == "closed"
