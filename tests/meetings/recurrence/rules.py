"""Rules nobody thought of, for hypothesis."""

from __future__ import annotations

from hypothesis import strategies as st

from meetings.recurrence import Frequency, Rule, Weekday

months = st.lists(st.integers(1, 12), unique=True, max_size=4).map(lambda x: tuple(sorted(x)))
plain_days = st.lists(st.builds(Weekday, st.integers(0, 6)), unique=True, max_size=4)
# Numbered or not: some calendar programs read “MO,2TH” as both at once.
nth_days = plain_days | st.lists(
    st.builds(Weekday, st.integers(0, 6), st.sampled_from([-2, -1, 1, 2, 3, 4, 5])),
    unique=True,
    max_size=3,
)
month_days = st.lists(st.integers(-31, 31).filter(bool), unique=True, max_size=3).map(
    lambda x: tuple(sorted(x))
)
intervals = st.sampled_from([1, 1, 2, 3, 7])
counts = st.none() | st.integers(1, 60)


def in_order(weekdays) -> tuple[Weekday, ...]:
    return tuple(sorted(weekdays))


daily = st.builds(
    Rule,
    st.just(Frequency.DAILY),
    intervals,
    counts,
    months=months,
    weekdays=plain_days.map(in_order),
)
weekly = st.builds(
    Rule,
    st.just(Frequency.WEEKLY),
    intervals,
    counts,
    months=months,
    weekdays=plain_days.map(in_order),
    week_start=st.integers(0, 6),
)
monthly = st.builds(
    Rule,
    st.just(Frequency.MONTHLY),
    intervals,
    counts,
    months=months,
    weekdays=nth_days.map(in_order),
    month_days=st.just(()),
) | st.builds(
    Rule,
    st.just(Frequency.MONTHLY),
    intervals,
    counts,
    months=months,
    month_days=month_days,
)
yearly = st.builds(
    Rule,
    st.just(Frequency.YEARLY),
    st.integers(1, 2),
    counts,
    months=months.filter(bool),
    weekdays=nth_days.map(in_order),
)

# Not the weeks across New Year: python-dateutil, which the other reader uses, loses their days.
numbers_of_weeks = st.lists(
    st.integers(2, 51) | st.integers(-50, -3), unique=True, min_size=1, max_size=3
)
days_of_year = st.lists(st.integers(-366, 366).filter(bool), unique=True, min_size=1, max_size=3)
by_week = st.builds(
    Rule,
    st.just(Frequency.YEARLY),
    st.integers(1, 2),
    week_numbers=numbers_of_weeks.map(lambda x: tuple(sorted(x))),
    weekdays=plain_days.filter(bool).map(in_order),
    week_start=st.integers(0, 6),
)
by_year_day = st.builds(
    Rule,
    st.just(Frequency.YEARLY),
    st.integers(1, 2),
    year_days=days_of_year.map(lambda x: tuple(sorted(x))),
)
nth_of_year = st.builds(
    Rule,
    st.just(Frequency.YEARLY),
    weekdays=st.builds(Weekday, st.integers(0, 6), st.integers(-53, 53)).map(lambda x: (x,)),
)
by_position = st.builds(
    Rule,
    st.sampled_from([Frequency.MONTHLY, Frequency.YEARLY]),
    intervals,
    weekdays=plain_days.filter(bool).map(in_order),
    positions=st.integers(-5, 5).filter(bool).map(lambda x: (x,)),
)
rules = daily | weekly | monthly | yearly | by_week | by_year_day | nth_of_year | by_position
