"""What is shown of counts, and that nothing small can be worked out from it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from concerns.small_numbers import Breakdown, broken_down, shown

counts = st.dictionaries(st.text("abcdefgh", min_size=1, max_size=2), st.integers(0, 40))


@pytest.mark.parametrize(("count", "expected"), [(0, 0), (1, None), (9, None), (10, 10)])
def test_count_is_shown_unless_it_is_small(count, expected):
    assert shown(count, least=10) == expected


CASES = {
    "nothing": ({}, Breakdown(0)),
    "only zeros": ({"a": 0}, Breakdown(0)),
    "few in all": ({"a": 4, "b": 5}, Breakdown(None)),
    "all large": ({"a": 12, "b": 20}, Breakdown(32, (("b", 20), ("a", 12)))),
    # The example of the Washington standard: 3 | 12 | 20, together 35.
    "one small": ({"a": 3, "b": 12, "c": 20}, Breakdown(35, (("c", 20),), 15)),
    "two small, enough together": (
        {"a": 6, "b": 5, "c": 20},
        Breakdown(31, (("c", 20),), 11),
    ),
    "two small, not enough": ({"a": 2, "b": 3, "c": 20}, Breakdown(25, (), 25)),
    "all small, enough together": ({"a": 9, "b": 9}, Breakdown(18, (), 18)),
}


@pytest.mark.parametrize("case", CASES)
def test_breakdown(case):
    found, expected = CASES[case]

    assert broken_down(found, least=10) == expected


@given(counts, st.integers(5, 15))
def test_no_small_count_is_shown_or_follows_by_subtraction(found, least):
    breakdown = broken_down(found, least=least)
    cells = dict(breakdown.cells)

    said = [*cells.values(), breakdown.others, breakdown.total or 0]
    assert all(number == 0 or number >= least for number in said)
    if breakdown.total is not None:
        assert sum(cells.values()) + breakdown.others == breakdown.total == sum(found.values())
        assert all(found[name] == count for name, count in cells.items())


@given(counts, st.integers(5, 15))
def test_all_that_is_large_enough_is_counted_somewhere(found, least):
    breakdown = broken_down(found, least=least)

    assert breakdown.is_hidden == (0 < sum(found.values()) < least)
