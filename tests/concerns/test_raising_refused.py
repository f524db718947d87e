"""What the form refuses: bad input, what is no photo, floods; nothing typed is lost."""

from __future__ import annotations

import io
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from concerns import limits
from concerns.models import Concern, Photo
from outbox.models import Message
from tests.concerns.test_raising import TEXTS
from tests.concerns.test_raising_page import TYPED, URL, main_of, send
from tests.html_forms import forms

pytestmark = pytest.mark.django_db


def picture(name="lamp.jpg", size=(40, 30), kind="JPEG"):
    written = io.BytesIO()
    Image.new("RGB", size, "navy").save(written, kind)
    return SimpleUploadedFile(name, written.getvalue(), "image/jpeg")


# What is refused


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"subject": ""}, "Say in a few words what it is about."),
        ({"text": "  "}, "Tell us what happens."),
        ({"text": "x" * 10_001}, "at most 10000 characters"),
        ({"subject": "x" * 201}, "at most 200 characters"),
        ({"subject": "a\x00b"}, "Null characters are not allowed."),
        ({"confidentiality": ""}, "Choose who may know that it was you."),
        ({"confidentiality": "secret"}, "Select a valid choice."),
        ({"email": "rosa"}, "Enter a valid email address."),
        ({"email": "", "phone": ""}, "How can we answer you?"),
        ({"email": "", "phone": "", "confidentiality": "confidential"}, "How can we answer you?"),
        ({"area": "999999"}, "Select a valid choice."),
        ({"area": "x\x00"}, "Null characters are not allowed."),
        ({"category": "999999"}, "Select a valid choice."),
        ({"language": "tlh"}, "Select a valid choice."),
        ({"urgency": "now"}, "Select a valid choice."),
        ({"website": "https://spam.example"}, "trap for programs"),
    ],
    ids=lambda value: str(value)[:40],
)
def test_bad_input_gets_a_sentence_and_keeps_what_was_typed(client, changes, sentence):
    typed = TYPED | {"place": "Corner of Elm <b>and</b> 3rd"} | changes

    response = client.post(URL, typed)

    assert (response.status_code, Concern.objects.count()) == (422, 0)
    assert sentence in response.text
    kept = next(form.fields for form in forms(response) if "subject" in form.fields)
    names = ("subject", "text", "place", "name", "email", "phone")
    assert [kept[name] for name in names] == [[typed[name]] for name in names]


def test_line_breaks_count_once(client):
    text = "\r\n".join(["x" * 99] * 100)

    send(client, text=text)

    assert Concern.objects.get().text == text.replace("\r\n", "\n")


def test_ten_megabytes_of_text_are_refused_with_a_page(client):
    response = client.post(URL, TYPED | {"text": "x" * 10_000_000})

    assert (response.status_code, Concern.objects.count()) == (413, 0)
    assert "too long" in response.text


def test_scripts_stay_words(client):
    response = send(client, subject="<script>alert(1)</script>", email="")

    assert "<script>alert" not in response.text
    assert "&lt;script&gt;alert" in response.text


def test_forged_form_is_refused():
    response = Client(enforce_csrf_checks=True).post(URL, TYPED)

    assert (response.status_code, Concern.objects.count()) == (403, 0)


# Photos


def test_photos_are_drawn_anew_and_bear_no_name(client):
    send(client, photos=[picture("../<script>.jpg"), picture(kind="PNG", size=(20, 30))])

    assert list(Photo.objects.values_list("width", "height")) == [(40, 30), (20, 30)]


@pytest.mark.parametrize(
    ("files", "sentence"),
    [
        ([b"<svg onload=alert(1)>"], "Photo 1: This file is not a photo"),
        ([b"\xff\xd8\xff" + b"\x00" * 100], "Photo 1: This file is not a photo"),
        ([b""], "Photo 1: This file is not a photo"),
        ([b"x" * (10 * 1024 * 1024 + 1)], "Photo 1: A photo may have 10 MB at most."),
    ],
    ids=["svg", "broken", "empty", "too large"],
)
def test_what_is_no_photo_is_refused_and_the_words_stay(client, files, sentence):
    photos = [SimpleUploadedFile("lamp.jpg", content, "image/jpeg") for content in files]

    response = send(client, photos=photos)

    assert (response.status_code, Concern.objects.count()) == (422, 0)
    assert sentence in response.text
    assert "In Elm Street, since Monday." in response.text


def test_image_bomb_is_refused(client):
    bomb = io.BytesIO()
    Image.new("1", (12_000, 12_000)).save(bomb, "PNG")

    response = send(client, photos=[SimpleUploadedFile("bomb.png", bomb.getvalue(), "image/png")])

    assert (response.status_code, Concern.objects.count()) == (422, 0)


def test_sixth_photo_is_refused(client):
    response = send(client, photos=[picture() for _ in range(6)])

    assert "Choose at most 5 photos." in response.text


def test_photos_must_be_chosen_again_after_another_mistake_and_this_is_said(client):
    response = send(client, subject="", photos=[picture()])

    assert "Please choose your photos again" in response.text


# Languages


@pytest.mark.parametrize("language", TEXTS)
def test_every_language_survives_form_page_and_mail(client, language):
    send(client, subject=TEXTS[language][:60], text=TEXTS[language], language=language)

    concern = Concern.objects.get()
    message = Message.objects.get(address="rosa@example.org")
    (link,) = re.findall(r"http\S+(/concerns/follow/\S+)", message.text)
    assert TEXTS[language] in client.get(link).text
    assert (concern.text, concern.language) == (TEXTS[language], language)


def test_text_finds_its_own_direction(client):
    send(client, text=TEXTS["ar"], subject=TEXTS["ar"], email="")

    page = main_of(send(client, text=TEXTS["ar"], subject=TEXTS["ar"], email=""))
    assert re.search(rf'dir="auto">{TEXTS["ar"]}<', page)


# Floods


def test_flood_from_one_address_is_stopped_and_nothing_typed_is_lost(client, monkeypatch):
    monkeypatch.setattr(limits, "RAISED", limits.Limit("raised", 2, 60))
    answers = [send(client, text=f"Number {number}") for number in range(3)]

    assert [answer.status_code for answer in answers] == [200, 200, 429]
    assert "What you typed is still here" in answers[2].text
    assert "Number 2" in answers[2].text


def test_flood_from_many_addresses_is_stopped(client, monkeypatch):
    monkeypatch.setattr(limits, "RAISED_IN_ALL", limits.Limit("all", 2, 60))
    answers = [
        client.post(URL, TYPED | {"text": str(number)}, REMOTE_ADDR=f"198.51.100.{number}")
        for number in range(3)
    ]

    assert [answer.status_code for answer in answers] == [200, 200, 429]


def test_flood_from_elsewhere_stops_nobody_here(client, monkeypatch):
    monkeypatch.setattr(limits, "RAISED", limits.Limit("raised", 1, 60))
    client.post(URL, TYPED, REMOTE_ADDR="198.51.100.1")

    response = client.post(URL, TYPED | {"text": "Here."}, REMOTE_ADDR="198.51.100.2")

    assert response.status_code == 200


def test_department_is_not_limited(officer_client, monkeypatch):
    monkeypatch.setattr(limits, "RAISED", limits.Limit("raised", 1, 60))

    answers = [officer_client.post(URL, TYPED | {"text": str(n)}) for n in range(3)]

    assert {answer.status_code for answer in answers} == {200}
