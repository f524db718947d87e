from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meetings.recurrence import Pattern, SimpleRule, build, parse, simplify

FIRST = date(2026, 1, 8)  # a Thursday


@pytest.mark.parametrize(
    ("choice", "rule"),
    [
        (SimpleRule(Pattern.WEEKLY, weekdays=(3,)), "FREQ=WEEKLY;BYDAY=TH"),
        (SimpleRule(Pattern.WEEKLY, 2, weekdays=(0, 2)), "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,WE"),
        (SimpleRule(Pattern.WEEKLY), "FREQ=WEEKLY;BYDAY=TH"),
        (SimpleRule(Pattern.MONTHLY_WEEKDAY, weekdays=(3,), weeks=(2,)), "FREQ=MONTHLY;BYDAY=2TH"),
        (
            SimpleRule(Pattern.MONTHLY_WEEKDAY, weekdays=(4,), weeks=(-1,)),
            "FREQ=MONTHLY;BYDAY=-1FR",
        ),
        (
            SimpleRule(Pattern.MONTHLY_WEEKDAY, weekdays=(3,), weeks=(2,), months=(3, 9)),
            "FREQ=MONTHLY;BYMONTH=3,9;BYDAY=2TH",
        ),
        (SimpleRule(Pattern.MONTHLY_DAY, month_day=15), "FREQ=MONTHLY;BYMONTHDAY=15"),
        (SimpleRule(Pattern.MONTHLY_DAY, month_day=-1), "FREQ=MONTHLY;BYMONTHDAY=-1"),
        (SimpleRule(Pattern.MONTHLY_DAY), "FREQ=MONTHLY;BYMONTHDAY=8"),
        (SimpleRule(Pattern.YEARLY), "FREQ=YEARLY;BYMONTH=1;BYMONTHDAY=8"),
        (SimpleRule(Pattern.YEARLY, 2), "FREQ=YEARLY;INTERVAL=2;BYMONTH=1;BYMONTHDAY=8"),
    ],
)
def test_choice_becomes_rule(choice, rule):
    assert str(build(choice, FIRST)) == rule


@pytest.mark.parametrize(
    ("rule", "choice"),
    [
        ("FREQ=WEEKLY;BYDAY=TH", SimpleRule(Pattern.WEEKLY, weekdays=(3,))),
        ("FREQ=MONTHLY;BYDAY=2TH", SimpleRule(Pattern.MONTHLY_WEEKDAY, weekdays=(3,), weeks=(2,))),
        ("FREQ=MONTHLY;BYMONTHDAY=8", SimpleRule(Pattern.MONTHLY_DAY, month_day=8)),
        ("FREQ=MONTHLY", SimpleRule(Pattern.MONTHLY_DAY, month_day=8)),
        ("FREQ=YEARLY", SimpleRule(Pattern.YEARLY)),
        ("FREQ=DAILY", None),
        ("FREQ=WEEKLY;COUNT=3", None),
        ("FREQ=MONTHLY;BYDAY=TH", None),
        ("FREQ=MONTHLY;BYDAY=1TU,2TH", None),
        ("FREQ=MONTHLY;BYMONTHDAY=1,15", None),
        ("FREQ=YEARLY;BYMONTH=8;BYDAY=1TU", None),
        ("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=8", None),
    ],
)
def test_rule_becomes_choice_where_there_is_one(rule, choice):
    assert simplify(parse(rule), FIRST) == choice


several = st.lists(st.integers(0, 6), unique=True, min_size=1).map(lambda x: tuple(sorted(x)))
weeks = st.lists(st.sampled_from([1, 2, 3, 4, 5, -1]), unique=True, min_size=1).map(
    lambda x: tuple(sorted(x, key=lambda week: (week < 0, week)))
)
months = st.lists(st.integers(1, 12), unique=True).map(lambda x: tuple(sorted(x)))
choices = (
    st.builds(SimpleRule, st.just(Pattern.WEEKLY), st.integers(1, 8), several)
    | st.builds(
        SimpleRule,
        st.just(Pattern.MONTHLY_WEEKDAY),
        st.integers(1, 8),
        several,
        weeks,
        months=months,
    )
    | st.builds(
        SimpleRule,
        st.just(Pattern.MONTHLY_DAY),
        st.integers(1, 8),
        month_day=st.integers(1, 31) | st.just(-1),
        months=months,
    )
    | st.builds(SimpleRule, st.just(Pattern.YEARLY), st.integers(1, 8))
)


@given(choices, st.dates())
def test_choice_and_back_is_the_same(choice, first):
    assert simplify(build(choice, first), first) == choice


@given(choices, st.dates())
def test_choice_makes_a_rule_that_can_be_read(choice, first):
    rule = build(choice, first)

    assert parse(str(rule)) == rule
