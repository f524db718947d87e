from __future__ import annotations

import pytest

from leaders import phones


@pytest.mark.parametrize(
    ("written", "stored"),
    [
        ("2155550138", "+12155550138"),
        (" (215) 555-0138\t", "+12155550138"),
        ("1-215-555-0138", "+12155550138"),
        ("215.555.0138 x12", "+12155550138;ext=12"),
        ("+12155550138;ext=12", "+12155550138;ext=12"),
        ("+44 20 7946 0018", "+442079460018"),
        ("\uff12\uff11\uff15 555 0138", "+12155550138"),
    ],
)
def test_number_is_stored_in_one_form(written, stored):
    assert phones.normalised(written) == stored


@pytest.mark.parametrize(
    "written",
    ["", "call me", "555-0138", "911", "215 555 0138 or 0139", "2" * 5000, "\x00", "+"],
)
def test_what_cannot_be_dialled_from_anywhere_is_refused(written):
    with pytest.raises(phones.NotAPhoneNumber):
        phones.normalised(written)


def test_stored_form_is_stable():
    once = phones.normalised("(215) 555-0138 ext. 3011")

    assert phones.normalised(once) == once


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("718-555-0125 / 718-555-0126", ["+17185550125", "+17185550126"]),
        ("215-555-0138 (home)", ["+12155550138"]),
        ("555-0138", []),
        ("none", []),
    ],
)
def test_numbers_are_found_in_text(text, numbers):
    assert phones.found_in(text) == numbers


@pytest.mark.parametrize(
    ("stored", "shown"),
    [
        ("+12155550138", "(215) 555-0138"),
        ("+12155550138;ext=12", "(215) 555-0138 ext. 12"),
        ("+442079460018", "+44 20 7946 0018"),
        ("", ""),
        ("ask the office", "ask the office"),
    ],
)
def test_number_is_shown_as_people_of_the_country_write_it(stored, shown):
    assert phones.shown(stored) == shown


def test_another_country_reads_its_own_numbers(settings):
    settings.PHONE_REGION = "GB"

    assert phones.normalised("020 7946 0018") == "+442079460018"
    assert phones.shown("+442079460018") == "020 7946 0018"
