"""Secret ways to a concern: links by mail, and the code of an anonymous one."""

from __future__ import annotations

import pytest
from django.core import signing

from concerns import links, receipts
from tests.factories.concerns import CODE, ConcernFactory


def test_link_opens_its_concern(open_concern):
    assert links.read_follow(links.follow_token(open_concern.reporter)) == open_concern


def test_link_of_a_replaced_key_opens_nothing(open_concern):
    token = links.follow_token(open_concern.reporter)
    open_concern.reporter.link_key = "another"
    open_concern.reporter.save()

    assert links.read_follow(token) is None


@pytest.mark.parametrize(
    "token",
    [
        "",
        "x",
        "a:b:c",
        "\x00",
        signing.dumps([1, "x"], salt="another"),
        signing.dumps("x", salt=links.FOLLOW_SALT),
        signing.dumps([1, 2, 3], salt=links.FOLLOW_SALT),
    ],
    ids=["empty", "short", "parts", "nul", "salt", "text", "numbers"],
)
def test_forged_link_opens_nothing(db, token):
    assert links.read_follow(token) is None


def test_link_is_too_old_after_a_while(open_concern, monkeypatch):
    token = links.follow_token(open_concern.reporter)
    monkeypatch.setattr(links, "FOLLOW_WORKS_FOR", -links.FOLLOW_WORKS_FOR)

    assert links.read_follow(token) is None


def test_link_does_not_show_its_parts(open_concern):
    assert "Lena" not in links.follow(open_concern.reporter)


def test_codes_differ_and_look_right():
    codes = {receipts.new_code() for _ in range(100)}

    assert len(codes) == 100
    assert all(receipts.looks_right(code) for code in codes)


@pytest.mark.parametrize(
    "typed", [CODE.lower(), CODE.replace("-", ""), f"  {CODE} ", "k7qm 2fhx 9trb c4wd"]
)
def test_code_is_read_as_people_type_it(typed):
    assert receipts.digest(typed) == receipts.digest(CODE)


@pytest.mark.parametrize("typed", ["", "K7QM", CODE + "X", CODE.replace("K", "0"), "\x00" * 16])
def test_what_cannot_be_a_code_is_not_looked_up(typed):
    assert not receipts.looks_right(typed)


def test_code_is_not_kept(db):
    concern = ConcernFactory(anonymous=True)

    assert len(concern.receipt_hash) == 64
