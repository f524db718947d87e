"""The form: one page, no account; bad input keeps what was typed; the code is shown once."""

from __future__ import annotations

import io
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from concerns import receipts
from concerns.models import Concern, Reporter
from outbox.models import Message
from tests.factories.concerns import CategoryFactory
from tests.factories.leaders import AreaFactory, LeaderFactory
from tests.factories.meetings import MeetingFactory
from tests.html_forms import forms, typed

pytestmark = pytest.mark.django_db
URL = "/concerns/new/"
KEY = "0123456789abcdef0123456789abcdef"
CODE = re.compile(r"[2-9A-HJKMNP-TW-Z]{4}(?:-[2-9A-HJKMNP-TW-Z]{4}){3}")
TYPED = {
    "subject": "Two lamps are out",
    "text": "In Elm Street, since Monday.",
    "confidentiality": "open",
    "name": "Rosa Resident",
    "email": "rosa@example.org",
    "phone": "+12155550100",
    "urgency": "routine",
    "form_key": KEY,
}
ANONYMOUS = TYPED | {"confidentiality": "anonymous"}
NAMED = {"name": "Rosa Resident", "email": "rosa@example.org", "phone": "+12155550100"}


def send(client, **changes):
    return client.post(URL, TYPED | changes)


def picture(name="lamp.jpg", size=(40, 30), kind="JPEG"):
    written = io.BytesIO()
    Image.new("RGB", size, "navy").save(written, kind)
    return SimpleUploadedFile(name, written.getvalue(), "image/jpeg")


def main_of(response):
    return response.text.partition("<main")[2].partition("</main>")[0]


# What the page says


def test_page_names_the_right_doors(client, settings):
    settings.EMERGENCY_NUMBER, settings.DEPARTMENT_PHONE = "112", "+1 215 555 0199"

    page = client.get(URL).text

    assert 'href="tel:112"' in page
    assert [
        words in page for words in ("who did it", "Please name no suspects", "complain about")
    ] == [True] * 3


def test_page_says_exactly_who_sees_what(client):
    page = client.get(URL).text

    for words in (
        "Officers see your name and how to reach you.",
        "Only the officer who answers you and the coordinators can see who you are",
        "We keep no name, address or number.",
    ):
        assert words in page


def test_page_chooses_no_mode_beforehand(client):
    form = next(form for form in forms(client.get(URL)) if "subject" in form.fields)

    assert "confidentiality" not in form.fields


def test_page_is_kept_by_nobody(client):
    headers = client.get(URL).headers

    assert "no-store" in headers["Cache-Control"]
    assert headers["Referrer-Policy"] == "same-origin"


def test_page_fills_in_the_area_of_its_address(client, area):
    AreaFactory(code="south")

    form = next(form for form in forms(client.get(f"{URL}?area=NORTH")) if "area" in form.fields)

    assert form.fields["area"] == [str(area.pk)]


@pytest.mark.parametrize("query", ["?area=none", "?area=%F0%9F%98%80", "?meeting=1", "?meeting=x"])
def test_page_opens_whatever_stands_in_its_address(client, query):
    assert client.get(URL + query).status_code == 200


@pytest.mark.parametrize("rows", [1, 3])
def test_page_needs_few_queries(client, rows, django_assert_num_queries):
    for _ in range(rows):
        AreaFactory()
        CategoryFactory()

    client.get(URL)  # The map is drawn once, and again when an area changes.
    with django_assert_num_queries(4):
        client.get(URL)


# What is kept


def test_concern_is_kept_as_it_was_typed(client, area):
    traffic = CategoryFactory(key="traffic")

    send(
        client,
        area=area.pk,
        category=traffic.pk,
        place="Corner of Elm and 3rd",
        urgency="soon",
        on_behalf_of="Tenants of 12 Elm Street",
        language="so",
        publication_allowed="on",
    )

    assert list(
        Concern.objects.values_list(
            "subject",
            "text",
            "area",
            "category",
            "place",
            "urgency",
            "on_behalf_of",
            "language",
            "publication_allowed",
            "source",
            "created_by",
            "state",
        )
    ) == [
        (
            "Two lamps are out",
            "In Elm Street, since Monday.",
            area.pk,
            traffic.pk,
            "Corner of Elm and 3rd",
            "soon",
            "Tenants of 12 Elm Street",
            "so",
            True,
            "form",
            None,
            "received",
        )
    ]


@pytest.mark.parametrize(
    ("mode", "kept"),
    [
        ("open", [tuple(NAMED.values())]),
        ("confidential", [tuple(NAMED.values())]),
        ("anonymous", []),
    ],
)
def test_who_raised_it_is_kept_by_mode(client, mode, kept):
    send(client, confidentiality=mode)

    assert list(Reporter.objects.values_list("name", "email", "phone")) == kept


def test_page_afterwards_says_number_deadline_and_who_sees_it(client):
    page = main_of(send(client))
    concern = Concern.objects.get()

    assert concern.reference in page
    assert re.search(r"(Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day, .* \(New York, E[SD]T\)", page)
    assert "Nobody outside the department does." in page


def test_mail_is_sent_at_once_with_a_link(client):
    send(client)

    message = Message.objects.get(address="rosa@example.org")
    assert "/concerns/follow/" in message.text
    assert "We mail you a link" in main_of(send(client))


def test_who_gives_only_a_phone_number_gets_the_link_on_the_page(client):
    page = main_of(send(client, email=""))

    (link,) = re.findall(r'href="(/concerns/follow/[^"]+)"', page)
    assert "Two lamps are out" in client.get(link).text


# Anonymous


def test_anonymous_concern_shows_its_code_and_keeps_only_the_digest(client):
    response = client.post(URL, ANONYMOUS)

    (code,) = CODE.findall(main_of(response))
    assert Concern.objects.get().receipt_hash == receipts.digest(code)
    assert "no-store" in response.headers["Cache-Control"]


def test_name_typed_with_an_anonymous_concern_is_thrown_away_and_this_is_said(client):
    page = main_of(client.post(URL, ANONYMOUS))

    assert "is thrown away. It is kept nowhere." in page
    assert not any(words in page for words in NAMED.values())


def test_anonymous_concern_without_a_name_says_nothing_of_one(client):
    page = main_of(client.post(URL, ANONYMOUS | dict.fromkeys(NAMED, "")))

    assert "thrown away" not in page


@pytest.mark.parametrize(
    ("field", "value"), [("email", "not an address"), ("name", "x" * 500), ("phone", "9" * 99)]
)
def test_mistake_in_what_is_thrown_away_is_no_mistake(client, field, value):
    client.post(URL, ANONYMOUS | {field: value})

    assert Concern.objects.get().is_anonymous


def test_anonymous_concern_leaves_no_session_and_no_cookie_of_its_own(client):
    client.post(URL, ANONYMOUS)

    assert set(client.cookies) <= {"csrftoken"}


def test_anonymous_concern_of_a_signed_in_leader_forgets_the_leader(leader_client, leader):
    page = main_of(leader_client.post(URL, ANONYMOUS))

    assert Reporter.objects.count() == 0
    assert (CODE.search(page) is not None, leader.name in page) == (True, False)


def test_form_sent_again_is_the_same_concern_with_the_same_code(client):
    first, second = (main_of(client.post(URL, ANONYMOUS)) for _ in range(2))

    assert Concern.objects.count() == 1
    assert CODE.findall(first) == CODE.findall(second)


def test_open_form_sent_again_is_the_same_concern(client):
    send(client)
    send(client)

    assert (Concern.objects.count(), Message.objects.filter(address=NAMED["email"]).count()) == (
        1,
        1,
    )


def test_changed_words_from_the_same_form_are_another_concern(client):
    send(client)
    send(client, text="And now the third one.")

    assert Concern.objects.count() == 2


@pytest.mark.parametrize("key", ["", "x", "\x00", "0" * 31, "'" * 32])
def test_form_without_a_key_of_ours_gets_one(client, key):
    client.post(URL, ANONYMOUS | {"form_key": key})
    client.post(URL, ANONYMOUS | {"form_key": key, "text": "Another."})

    codes = Concern.objects.values_list("receipt_hash", flat=True)
    assert len(set(codes)) == len(codes)


# Who raises it


def test_leader_who_is_signed_in_is_known_by_their_entry(leader_client, leader):
    leader_client.post(URL, TYPED)

    assert list(Reporter.objects.values_list("leader", "email")) == [(leader.pk, leader.email)]


def test_officer_writes_for_somebody(officer_client, officer):
    officer_client.post(URL, TYPED | {"confidentiality": "confidential"})

    concern = Concern.objects.get()
    assert (concern.source, concern.created_by, concern.reporter.name) == (
        "officer",
        officer,
        "Rosa Resident",
    )


def test_officer_writes_for_a_leader_of_the_directory(officer_client):
    rosa = LeaderFactory(name="Rosa", email="")

    officer_client.post(URL, TYPED | dict.fromkeys(NAMED, "") | {"leader": rosa.pk})

    assert Reporter.objects.get().leader == rosa


def test_officer_writes_down_what_was_heard_at_a_meeting(officer_client, area):
    meeting = MeetingFactory(areas=[area])
    address = f"{URL}?meeting={meeting.pk}"
    form = next(f for f in forms(officer_client.get(address)) if "subject" in f.fields)

    officer_client.post(address, TYPED | {"area": form.fields["area"]})

    concern = Concern.objects.get()
    assert (concern.source, concern.meeting, concern.area) == ("meeting", meeting, area)


def test_officer_may_write_down_what_nobody_is_named_for(officer_client):
    officer_client.post(URL, TYPED | dict.fromkeys(NAMED, ""))

    assert (Concern.objects.count(), Reporter.objects.count()) == (1, 0)


def test_meeting_in_the_address_counts_only_for_the_department(client, area):
    meeting = MeetingFactory(areas=[area])

    client.post(f"{URL}?meeting={meeting.pk}", TYPED)

    assert Concern.objects.get().meeting is None


def test_nobody_outside_the_department_sees_the_directory(client, leader_client, leader):
    other = LeaderFactory(name="Otto Other")

    pages = [client.get(URL).text, leader_client.get(URL).text]

    assert [other.name in page for page in pages] == [False, False]


# The language switch while somebody types


def switch(client, **typed):
    return client.post(URL, TYPED | typed | {"page_language": "es"})


def test_language_switch_shows_what_was_typed_in_the_other_language(client):
    page = switch(client, confidentiality="confidential", email="not an address yet")

    assert page.headers["Content-Language"] == "es"
    shown = {name: field for (name, (field, *_)) in typed(page, "concern").items()}
    assert {name: shown[name] for name in TYPED} == TYPED | {
        "confidentiality": "confidential",
        "email": "not an address yet",
    }
    assert shown["language"] == "es"


def test_language_switch_checks_and_keeps_nothing(client):
    page = switch(client, subject="", page_language="es")

    assert (page.status_code, page.context["form"].errors) == (200, {})
    assert (Concern.objects.count(), Message.objects.count()) == (0, 0)
    assert client.cookies["django_language"].value == "es"


def test_language_chosen_for_the_answer_survives_the_switch(client):
    page = switch(client, language="ar")

    assert page.context["form"]["language"].value() == "ar"


def test_photos_are_asked_for_again_after_the_switch(client):
    page = switch(client, photos="lamp.jpg")

    assert main_of(page).count("usa-alert--warning") == main_of(switch(client)).count("warning") + 1


def test_switch_of_a_signed_in_leader_is_not_noted_beside_the_form(leader_client, leader_user):
    switch(leader_client)

    leader_user.refresh_from_db()
    assert leader_user.language == "es"
    events = [event.pgh_context for event in leader_user.events.all() if event.pgh_context]
    assert [context.metadata.get("url") for context in events] in ([], [None])


def test_a_language_there_is_not_is_no_switch(client):
    page = client.post(URL, TYPED | {"page_language": "tlh"})

    assert Concern.objects.count() == 1
    assert page.headers["Content-Language"] == "en"
