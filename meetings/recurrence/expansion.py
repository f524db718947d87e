"""The days a rule names: RFC 5545's table of expanding and limiting, on whole days.

In one period (a day, week, month or year) the parts of a rule all say which days qualify; what
RFC 5545 calls expanding and limiting comes to the same when the hour is fixed. Looking for the
next day is bounded by the caller's last day, so a rule that fits no day at all costs no more
than one that does (python-dateutil, tried first, searches such a rule to the year 9999).
"""

from __future__ import annotations

from calendar import isleap, monthrange
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import count, islice

from meetings.recurrence.rule import Frequency, Rule, Weekday

WEEK = 7
DAY = timedelta(days=1)


def days(rule: Rule, starts_on: date, first: date, last: date) -> Iterator[date]:
    """In order, both ends included, counted from the first date of the series."""
    rule = rule.anchored(starts_on)
    since = starts_on if rule.count else max(first, starts_on)
    qualifying = (
        day
        for period in _periods(rule, starts_on, since, last)
        for day in _picked(rule, period)
        if starts_on <= day <= last
    )
    return (day for day in islice(qualifying, rule.count) if day >= first)


def _periods(rule: Rule, starts_on: date, since: date, last: date) -> Iterator[list[date]]:
    """Every so many days, weeks, months or years, from the one that holds `since`."""
    skipped = _between(rule, starts_on, since) // rule.interval
    for number in count(max(skipped, 0)):
        period = _period(rule, starts_on, number * rule.interval)
        if not period or period[0] > last:
            return
        yield period


def _between(rule: Rule, starts_on: date, day: date) -> int:
    """How many days, weeks, months or years lie between the two."""
    if rule.frequency is Frequency.DAILY:
        return (day - starts_on).days
    if rule.frequency is Frequency.WEEKLY:
        return (day - _week_start(rule, starts_on)).days // WEEK
    if rule.frequency is Frequency.MONTHLY:
        return (day.year - starts_on.year) * 12 + day.month - starts_on.month
    return day.year - starts_on.year


def _period(rule: Rule, starts_on: date, steps: int) -> list[date]:
    """All days of the day, week, month or year so many steps on; none after the last year."""
    try:
        if rule.frequency is Frequency.DAILY:
            return [starts_on + steps * DAY]
        if rule.frequency is Frequency.WEEKLY:
            monday = _week_start(rule, starts_on) + steps * WEEK * DAY
            return [monday + number * DAY for number in range(WEEK)]
        if rule.frequency is Frequency.MONTHLY:
            years, month = divmod(starts_on.month - 1 + steps, 12)
            return _month(starts_on.year + years, month + 1)
        return [day for month in range(1, 13) for day in _month(starts_on.year + steps, month)]
    except (OverflowError, ValueError):
        return []


def _week_start(rule: Rule, day: date) -> date:
    return day - (day.weekday() - rule.week_start) % WEEK * DAY


def _month(year: int, month: int) -> list[date]:
    return [date(year, month, day + 1) for day in range(monthrange(year, month)[1])]


def _picked(rule: Rule, period: list[date]) -> list[date]:
    qualifying = [day for day in period if _qualifies(rule, day)]
    if not rule.positions:
        return qualifying
    size = len(qualifying)
    chosen = {position - 1 if position > 0 else size + position for position in rule.positions}
    return [qualifying[index] for index in sorted(chosen) if 0 <= index < size]


def _qualifies(rule: Rule, day: date) -> bool:
    return (
        (not rule.months or day.month in rule.months)
        and (not rule.month_days or _is_month_day(rule, day))
        and (not rule.weekdays or any(_is_weekday(rule, day, one) for one in rule.weekdays))
        and (not rule.year_days or _is_year_day(rule, day))
        and (not rule.week_numbers or _is_week_number(rule, day))
    )


def _is_month_day(rule: Rule, day: date) -> bool:
    length = monthrange(day.year, day.month)[1]
    return day.day in rule.month_days or day.day - length - 1 in rule.month_days


def _is_weekday(rule: Rule, day: date, weekday: Weekday) -> bool:
    if day.weekday() != weekday.day:
        return False
    if not weekday.nth:
        return True
    if rule.frequency is Frequency.MONTHLY or rule.months:
        length, number = monthrange(day.year, day.month)[1], day.day
    else:
        length, number = _year_length(day.year), day.timetuple().tm_yday
    from_start = (number - 1) // WEEK + 1
    from_end = -((length - number) // WEEK + 1)
    return weekday.nth in {from_start, from_end}


def _is_year_day(rule: Rule, day: date) -> bool:
    number = day.timetuple().tm_yday
    return number in rule.year_days or number - _year_length(day.year) - 1 in rule.year_days


def _is_week_number(rule: Rule, day: date) -> bool:
    """Week 1 is the first with four days in the year; a week belongs to its middle's year."""
    middle = _week_start(rule, day) + 3 * DAY
    number = (middle.timetuple().tm_yday - 1) // WEEK + 1
    weeks_left = (_year_length(middle.year) - middle.timetuple().tm_yday) // WEEK
    return number in rule.week_numbers or -weeks_left - 1 in rule.week_numbers


def _year_length(year: int) -> int:
    return 366 if isleap(year) else 365
