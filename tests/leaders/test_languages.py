from __future__ import annotations

import pytest

from leaders import languages


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("es", "es"),
        ("Spanish", "es"),
        (" ESPAÑOL ", "es"),
        ("espanol", "es"),
        ("es-MX", "es"),
        ("pt_BR", "pt"),
        ("zh_Hant", "zh-hant"),
        ("Chinese", "zh-hans"),
        ("Kreyòl", "ht"),
        ("العربية", "ar"),
        ("ASL", "ase"),
        ("Klingon", None),
        ("", None),
        ("-", None),
    ],
)
def test_language_is_found_however_it_is_written(written, code):
    assert languages.find(written) == code


@pytest.mark.parametrize(
    ("code", "label"),
    [("en", "English"), ("es", "Español (Spanish)"), ("xx", "xx")],
    ids=["same", "both", "unknown"],
)
def test_label_can_be_read_by_both_sides(code, label):
    assert languages.label(code) == label


@pytest.mark.parametrize(("code", "direction"), [("ar", "rtl"), ("so", "ltr")])
def test_direction_of_script(code, direction):
    assert languages.LANGUAGES[code].direction == direction


def test_choices_start_with_those_spoken_most():
    assert languages.choices()[:3] == [
        ("en", "English"),
        ("es", "Español (Spanish)"),
        ("ar", "العربية (Arabic)"),
    ]


def test_every_code_fits_its_column_and_is_lower_case():
    assert [code for code in languages.LANGUAGES if len(code) > 12 or code != code.lower()] == []
