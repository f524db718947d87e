"""With its receipt code an anonymous concern is read and answered, and with no other."""

from __future__ import annotations

import re

import pytest

from concerns import limits, receipts
from concerns.actions import answers, closing
from tests.concerns.test_following_pages import thread
from tests.factories.concerns import CODE, ConcernFactory
from tests.html_forms import forms

pytestmark = pytest.mark.django_db


@pytest.fixture
def by_code(area):
    return ConcernFactory(
        area=area, confidentiality="anonymous", receipt_hash=receipts.digest(CODE)
    )


def test_code_opens_the_dialogue(client, by_code, officer):
    answers.reply(concern=by_code, text="The city comes on Monday.", by=officer)

    response = client.post("/concerns/code/", {"code": CODE.lower().replace("-", " ")})

    assert "The city comes on Monday." in response.text
    assert "no-store" in response.headers["Cache-Control"]


def test_code_stands_in_no_cookie_and_no_address(client, by_code):
    response = client.post("/concerns/code/", {"code": CODE})

    assert set(client.cookies) <= {"csrftoken"}
    shown = receipts.normal(CODE)
    addresses = re.findall(r'(?:href|src|action)="([^"]+)"', response.text)
    assert [address for address in addresses if shown in address or CODE in address] == []


def test_code_in_the_address_opens_nothing(client, by_code):
    assert by_code.text not in client.get(f"/concerns/code/?code={CODE}").text


def test_anonymous_raiser_writes_back_and_is_answered(client, by_code):
    page = client.post("/concerns/code/", {"code": CODE})
    form = next(f for f in forms(page) if f.fields.get("do") == ["write"])

    response = client.post(form.address, form.fields | {"text": "It is still dark."})

    assert "It is still dark." in response.text
    assert thread(by_code) == [("message", "", "It is still dark.")]


@pytest.mark.parametrize("answer", ["accept", "reopen"])
def test_anonymous_raiser_judges_the_closing(client, by_code, officer, answer):
    closing.close(concern=by_code, outcome="resolved", reason="Done.", by=officer)

    client.post(
        "/concerns/code/", {"code": CODE, "do": "closing", "answer": answer, "reason": "Dark."}
    )

    by_code.refresh_from_db()
    assert (by_code.accepted_at is not None, by_code.state == "reopened") == (
        answer == "accept",
        answer == "reopen",
    )


@pytest.mark.parametrize(
    "code",
    [
        "",
        "x",
        "K7QM-2FHX-9TRB-C4WE",
        "K7QM-2FHX-9TRB",
        CODE * 2,
        "0" * 16,
        "'" * 16,
        "\x00",
        "\uff2b\uff2b",
    ],
)
def test_wrong_code_opens_nothing(client, by_code, code):
    response = client.post("/concerns/code/", {"code": code})

    assert (response.status_code, by_code.text in response.text) == (422, False)


def test_answer_to_a_wrong_code_is_the_same_whatever_was_typed(client, by_code):
    answers = {
        re.sub(r'value="[^"]*"', "", client.post("/concerns/code/", {"code": code}).text)
        for code in ("K7QM-2FHX-9TRB-C4WE", "nonsense", "K7QM 2FHX 9TRB C4W2")
    }

    assert len({re.sub(r"csrftoken[^}]*", "", answer) for answer in answers}) == 1


def test_number_of_a_concern_is_no_code(client, open_concern):
    assert client.post("/concerns/code/", {"code": open_concern.reference}).status_code == 422


def test_guessing_is_told_to_stop_but_a_right_code_still_opens(client, by_code):
    wrong = "K7QM-2FHX-9TRB-C4WE"
    statuses = [
        client.post("/concerns/code/", {"code": wrong}).status_code
        for _ in range(limits.WRONG_CODES.most + 1)
    ]

    last = client.post("/concerns/code/", {"code": CODE})

    assert statuses == [422] * limits.WRONG_CODES.most + [429]
    assert (last.status_code, by_code.text in last.text) == (200, True)


def test_there_are_too_many_codes_to_guess():
    """A thousand a second, for a hundred years, with a hundred thousand concerns to hit."""
    tries = 1000 * 60 * 60 * 24 * 365 * 100
    codes = len(receipts.SIGNS) ** receipts.LENGTH

    assert len(set(receipts.SIGNS)) == len(receipts.SIGNS)
    assert tries * 100_000 / codes < 1e-5
