"""Following a concern: by mailed link, by code, signed in; nothing changes by itself."""

from __future__ import annotations

import io
import logging
import re
from datetime import timedelta

import pghistory
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from PIL import Image

from concerns import limits, links
from concerns.actions import answers, closing, waiting
from concerns.models import Concern, Update
from outbox.models import Message
from tests.factories.concerns import ConcernFactory, PhotoFactory, UpdateFactory
from tests.html_forms import forms

pytestmark = pytest.mark.django_db
ROSA = {"name": "Rosa Resident", "email": "rosa@example.org"}


def picture(color="navy"):
    written = io.BytesIO()
    Image.new("RGB", (40, 30), color).save(written, "JPEG")
    return SimpleUploadedFile("x.jpg", written.getvalue(), "image/jpeg")


@pytest.fixture
def concern(area):
    return ConcernFactory(area=area, subject="Two lamps are out", reporter=ROSA)


@pytest.fixture
def closed(area, officer):
    concern = ConcernFactory(area=area, reporter=ROSA)
    closing.close(concern=concern, outcome="resolved", reason="Both were replaced.", by=officer)
    concern.refresh_from_db()
    return concern


def url(concern):
    return f"/concerns/follow/{links.follow_token(concern.reporter)}/"


def say(client, concern, do, **fields):
    return client.post(url(concern), {"do": do} | fields)


def state(concern):
    row = Concern.objects.filter(pk=concern.pk).values().get()
    del row["search_text"]
    return row, Update.objects.filter(concern=concern).count()


def thread(concern):
    return list(concern.updates.values_list("kind", "event", "text"))


# Reading


def test_page_shows_thread_and_deadline_but_no_note(client, concern, officer):
    answers.note(concern=concern, text="Ask the city, quietly.", by=officer)
    answers.reply(concern=concern, text="The city comes on Monday.", by=officer)
    UpdateFactory(concern=concern, kind="event", event="assigned", text="To Omar", by=officer)

    page = client.get(url(concern)).text

    assert [words in page for words in ("The city comes on Monday.", "Omar Officer")] == [True] * 2
    assert [words in page for words in ("quietly", "To Omar")] == [False] * 2


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({}, "A person answers you by"),
        ({"raised_at": timezone.now() - timedelta(days=9)}, "Our answer is late"),
        ({"answered": True}, "We have answered you and are working on it."),
        ({"waiting": True}, "We wait for the city."),
        ({"closed": True}, "We have closed it: Resolved."),
    ],
    ids=["received", "late", "answered", "waiting", "closed"],
)
def test_page_says_where_it_stands(client, fields, sentence):
    assert sentence in client.get(url(ConcernFactory(reporter=ROSA, **fields))).text


def test_page_is_private(client, concern):
    headers = client.get(url(concern)).headers

    assert "no-store" in headers["Cache-Control"]
    assert (headers["X-Robots-Tag"], headers["Referrer-Policy"]) == (
        "noindex, nofollow",
        "same-origin",
    )


def test_page_speaks_the_language_of_the_concern(client):
    concern = ConcernFactory(language="es", reporter=ROSA)

    assert client.get(url(concern)).headers["Content-Language"] == "es"


@pytest.mark.parametrize("updates", [1, 3])
def test_page_needs_few_queries(client, concern, officer, updates, django_assert_num_queries):
    for _ in range(updates):
        UpdateFactory(concern=concern, by=officer)
        PhotoFactory(concern=concern)
    address = url(concern)

    with django_assert_num_queries(5):
        client.get(address)


@pytest.mark.parametrize("method", ["get", "head", "options"])
def test_opening_the_page_changes_nothing(client, closed, method):
    before, messages = state(closed), Message.objects.count()

    getattr(client, method)(url(closed) + "?do=closing&answer=accept&done=closing")

    assert (state(closed), Message.objects.count()) == (before, messages)


@pytest.mark.parametrize(
    "token",
    ["x", "x" * 500, "a:b:c", "%00" * 30, "%F0%9F%98%80", "..%2F..%2Fetc", "'" * 30],
    ids=["short", "long", "parts", "nul", "emoji", "path", "quotes"],
)
@pytest.mark.parametrize("page", ["follow", "mine"])
def test_unknown_link_is_not_found_with_a_way_on(client, page, token):
    response = client.get(f"/concerns/{page}/{token}/")

    assert response.status_code == 404


def test_old_link_leads_to_a_new_one(client, concern, monkeypatch):
    monkeypatch.setattr(links, "FOLLOW_WORKS_FOR", -links.FOLLOW_WORKS_FOR)

    assert "Get a new link" in client.get(url(concern)).text


def test_refusal_writes_no_link_into_the_log(client, concern, caplog):
    with caplog.at_level(logging.INFO):
        say(client, concern, "write", text="")
        client.get(f"/concerns/follow/{'x' * 40}/")

    assert [record for record in caplog.records if "follow" in record.getMessage()] == []


# Writing back


def test_message_joins_the_thread_without_a_name(client, concern):
    address = url(concern)

    response = client.post(address, {"do": "write", "text": "It is still dark."})

    assert response.headers["Location"] == f"{address}?done=write"
    assert list(concern.updates.values_list("kind", "text", "by")) == [
        ("message", "It is still dark.", None)
    ]


def test_history_names_nobody_and_no_link(leader_client, leader):
    concern = ConcernFactory(reporter=leader)

    leader_client.post(url(concern), {"do": "write", "text": "It is still dark."})

    contexts = pghistory.models.Context.objects.values_list("metadata", flat=True)
    assert [each for each in contexts if each.get("user") or each.get("url")] == []


def test_message_sent_twice_is_said_once(client, concern):
    for _ in range(2):
        say(client, concern, "write", text="It is still dark.", photos=[picture()])

    assert (concern.updates.count(), concern.photos.count()) == (1, 1)


def test_photo_alone_is_a_message_too(client, concern):
    say(client, concern, "write", text="", photos=[picture(), picture("red")])

    assert thread(concern) == [("message", "", "(2 photos added)")]
    assert concern.photos.count() == 2


def test_sixth_photo_is_refused_and_the_words_stay(client, concern):
    PhotoFactory.create_batch(5, concern=concern)

    response = say(client, concern, "write", text="One more.", photos=[picture()])

    assert (response.status_code, concern.updates.count()) == (422, 0)
    assert "One more." in response.text


def test_message_ends_a_pause(client, officer):
    concern = ConcernFactory(reporter=ROSA, answered=True)
    waiting.pause(
        concern=concern,
        reason="We need the house number.",
        until=timezone.now() + timedelta(days=3),
        by=officer,
    )

    say(client, concern, "write", text="Number 12.")

    concern.refresh_from_db()
    assert concern.state == "in_progress"


# Closing: right or not


def test_raiser_accepts(client, closed):
    say(client, closed, "closing", answer="accept", revision=closed.revision)

    closed.refresh_from_db()
    assert closed.accepted_at is not None


def test_raiser_opens_it_again(client, closed):
    response = say(
        client, closed, "closing", answer="reopen", reason="Still dark.", revision=closed.revision
    )

    closed.refresh_from_db()
    assert (response.status_code, closed.state) == (302, "reopened")


def test_opening_again_needs_a_reason_and_keeps_the_choice(client, closed):
    response = say(client, closed, "closing", answer="reopen", reason=" ")

    assert "Say in a sentence what is still wrong." in response.text
    assert re.search(r'value="reopen"[^>]*checked', response.text)


def test_scanner_that_submits_every_form_as_it_is_changes_nothing(closed):
    """It has the token, but like a browser it sends no radio that is not checked."""
    Concern.objects.update(lasted_asked_at=timezone.now())
    scanner, before = Client(enforce_csrf_checks=True), state(closed)
    found = [form for form in forms(scanner.get(url(closed))) if "do" in form.fields]

    statuses = [scanner.post(url(closed), form.fields).status_code for form in found]

    assert ([form.fields["do"] for form in found], statuses) == (
        [["lasted"], ["closing"], ["publication"]],
        [422] * 3,
    )
    assert state(closed) == before


def test_post_without_the_token_of_an_opened_page_changes_nothing(closed):
    before = state(closed)

    response = Client(enforce_csrf_checks=True).post(
        url(closed), {"do": "closing", "answer": "accept"}
    )

    assert (response.status_code, state(closed)) == (403, before)


def test_raiser_who_has_not_read_what_happened_meanwhile_is_told(client, officer):
    concern = ConcernFactory(reporter=ROSA)
    closing.close(concern=concern, outcome="partly", reason="One was replaced.", by=officer)
    concern.refresh_from_db()
    closing.reopen(concern=concern, reason="Dark.", by=officer)
    closing.close(concern=concern, outcome="resolved", reason="Both now.", by=officer)

    response = say(client, concern, "closing", answer="accept", revision=concern.revision)

    assert response.status_code == 409
    assert "Both now." in response.text
    form = next(f for f in forms(response) if f.fields.get("do") == ["closing"])
    current = Concern.objects.get(pk=concern.pk).revision
    assert (form.fields["revision"], form.fields["answer"]) == ([str(current)], ["accept"])


@pytest.mark.parametrize("answer", ["accept", "reopen"])
def test_answer_to_a_closing_that_is_none_is_refused(client, concern, answer):
    before = state(concern)

    response = say(client, concern, "closing", answer=answer, reason="Dark.")

    assert (response.status_code, state(concern)) == (409, before)


@pytest.mark.parametrize(("answer", "has_lasted"), [("yes", True), ("no", False)])
def test_raiser_says_whether_it_lasted(client, closed, answer, has_lasted):
    Concern.objects.update(lasted_asked_at=timezone.now())

    say(client, closed, "lasted", lasted=answer)

    closed.refresh_from_db()
    assert closed.has_lasted is has_lasted


def test_question_whether_it_lasted_comes_when_it_is_asked(client, closed):
    assert "Did it last?" not in client.get(url(closed)).text


@pytest.mark.parametrize(("answer", "allowed"), [("yes", True), ("no", False)])
def test_raiser_allows_publication_or_not(client, concern, answer, allowed):
    Concern.objects.update(publication_allowed=not allowed)

    say(client, concern, "publication", allowed=answer)

    concern.refresh_from_db()
    assert concern.publication_allowed is allowed


@pytest.mark.parametrize(
    "fields",
    [
        {},
        {"do": "assign"},
        {"do": "\x00"},
        {"do": "write", "text": "a\x00b"},
        {"do": "write", "text": "x" * 10_001},
        {"do": "closing", "answer": "accept\x00"},
        {"do": "closing", "answer": "accept", "revision": "many"},
        {"do": "lasted", "lasted": "maybe"},
        {"do": "publication", "allowed": ""},
    ],
    ids=str,
)
def test_bad_input_changes_nothing(client, closed, fields):
    before = state(closed)

    response = client.post(url(closed), fields)

    assert (response.status_code < 500, state(closed)) == (True, before)


def test_flood_of_messages_is_stopped_and_the_words_stay(client, concern, monkeypatch):
    monkeypatch.setattr(limits, "WRITTEN", limits.Limit("written", 1, 60))
    say(client, concern, "write", text="First.")

    response = say(client, concern, "write", text="Second.")

    assert (response.status_code, concern.updates.count()) == (429, 1)
    assert "Second.</textarea>" in response.text
