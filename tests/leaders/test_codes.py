from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leaders.geojson import codes
from leaders.geojson.reading import Property


@pytest.mark.parametrize(
    ("value", "code"),
    [
        (18.0, "18"),
        ("0111", "0111"),
        ("17TH", "17TH"),
        ("North / West", "North-West"),
        ("São Cristóvão", "Sao-Cristovao"),
        ("../../etc", "etc"),
        ("import", "area-import"),
        ("NEW", "area-NEW"),
        ("中区", ""),
        (None, ""),
        ("-.-", ""),
        ("x" * 60, "x" * 40),
    ],
)
def test_code_is_safe_in_an_address(value, code):
    assert codes.code_of(value) == code


@given(st.text() | st.integers() | st.floats())
def test_any_code_fits_the_address_or_is_empty(value):
    code = codes.code_of(value)

    assert re.fullmatch(r"([A-Za-z0-9][A-Za-z0-9._-]{0,44})?", code)
    assert codes.code_of(code) in {code, f"area-{code}"}


@pytest.mark.parametrize(
    ("value", "people"),
    [(1200, 1200), ("1,200", 1200), (3873.0, 3873), ("", None), (None, None), ("1 200", 1200)],
)
def test_population_is_a_whole_number(value, people):
    assert codes.population_of(value) == people


@pytest.mark.parametrize("value", ["many", -1, "-5", 1e12, "nan"])
def test_what_is_no_number_of_people_is_refused(value):
    with pytest.raises(ValueError, match=r"."):
        codes.population_of(value)


@pytest.mark.parametrize(
    ("value", "prefix", "name"),
    [("24", "District", "District 24"), (24, "", "24"), ("", "District", ""), (None, "", "")],
)
def test_name_may_have_a_word_before_it(value, prefix, name):
    assert codes.name_of(value, prefix) == name


def described(**distinct):
    return [Property(name, [], 10, number) for name, number in distinct.items()]


@pytest.mark.parametrize(
    ("properties", "guess"),
    [
        (
            {"objectid": 10, "dist_num": 10, "label": 10, "total_pop": 9},
            {"code": "dist_num", "name": "label", "population": "total_pop"},
        ),
        ({"id": 10, "BEAT_NUM": 9}, {"code": "BEAT_NUM", "name": "BEAT_NUM", "population": ""}),
        ({"id": 10, "district": 2}, {"code": "id", "name": "id", "population": ""}),
        ({"NAME": 9}, {"code": "NAME", "name": "NAME", "population": ""}),
        ({}, {"code": "", "name": "", "population": ""}),
    ],
)
def test_properties_are_guessed_by_their_names(properties, guess):
    assert codes.guess(described(**properties), 10) == guess
