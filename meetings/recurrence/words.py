"""Says a rule as a person would: “second Thursday of the month”."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.dates import MONTHS, WEEKDAYS
from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext_lazy

from meetings.recurrence.rule import Frequency, Rule

WHICH = {
    0: pgettext_lazy("day of the month", "every"),
    1: pgettext_lazy("day of the month", "first"),
    2: pgettext_lazy("day of the month", "second"),
    3: pgettext_lazy("day of the month", "third"),
    4: pgettext_lazy("day of the month", "fourth"),
    5: pgettext_lazy("day of the month", "fifth"),
    -1: pgettext_lazy("day of the month", "last"),
    -2: pgettext_lazy("day of the month", "second-to-last"),
}
BY_RULE = gettext_lazy("by the rule %(rule)s")


def describe(rule: Rule) -> str:
    """In words, or the rule itself where words would be longer and less clear."""
    words = _plain(rule)
    if words is None:
        return BY_RULE % {"rule": rule}
    if rule.count is None:
        return words
    times = ngettext("%(words)s, once", "%(words)s, %(count)d times", rule.count)
    return times % {"words": words, "count": rule.count}


def _plain(rule: Rule) -> str | None:
    if rule.positions or rule.week_numbers or rule.year_days:
        return None
    if rule.frequency is Frequency.WEEKLY and not rule.months:
        return _weekly(rule)
    if rule.frequency is Frequency.MONTHLY:
        return _monthly(rule)
    if rule.frequency is Frequency.YEARLY and rule.months:
        return _yearly(rule)
    if rule == Rule(Frequency.DAILY, rule.interval, rule.count):
        return _daily(rule)
    return None


def _daily(rule: Rule) -> str:
    if rule.interval == 1:
        return _("every day")
    return ngettext("every day", "every %(count)d days", rule.interval) % {"count": rule.interval}


def _weekly(rule: Rule) -> str | None:
    if not rule.weekdays:
        return None
    days = _list(WEEKDAYS[weekday.day] for weekday in rule.weekdays)
    if rule.interval == 1:
        return _("every %(days)s") % {"days": days}
    if rule.interval == 2:  # noqa: PLR2004
        return _("every second week on %(days)s") % {"days": days}
    return _("every %(count)d weeks on %(days)s") % {"count": rule.interval, "days": days}


def _monthly(rule: Rule) -> str | None:
    days = _days_of_month(rule)
    if days is None:
        return None
    if rule.months:
        if rule.interval > 1:
            return None
        return _("%(days)s of %(months)s") % {"days": days, "months": _months(rule)}
    if rule.interval == 1:
        return _("%(days)s of the month") % {"days": days}
    if rule.interval == 2:  # noqa: PLR2004
        return _("%(days)s of every second month") % {"days": days}
    return _("%(days)s of every %(count)d months") % {"days": days, "count": rule.interval}


def _yearly(rule: Rule) -> str | None:
    days = _days_of_month(rule)
    if days is None:
        return None
    words = _("%(days)s of %(months)s") % {"days": days, "months": _months(rule)}
    if rule.interval == 1:
        return words
    return _("%(words)s, every %(count)d years") % {"words": words, "count": rule.interval}


def _days_of_month(rule: Rule) -> str | None:
    """“second and last Thursday”, “day 15”, “last day”."""
    if rule.weekdays and rule.month_days:
        return None
    if rule.month_days:
        return _month_days(rule.month_days)
    weeks = [weekday.nth for weekday in rule.weekdays]
    days = [weekday.day for weekday in rule.weekdays]
    if len(set(days)) == 1 and set(weeks) <= WHICH.keys():
        which = _list(str(WHICH[week]) for week in weeks)
        return _("%(which)s %(days)s") % {"which": which, "days": WEEKDAYS[days[0]]}
    if len(set(weeks)) == 1 and weeks[0] in WHICH:
        named = _list(WEEKDAYS[day] for day in days)
        return _("%(which)s %(days)s") % {"which": WHICH[weeks[0]], "days": named}
    return None


def _month_days(days: tuple[int, ...]) -> str | None:
    if days == (-1,):
        return _("last day")
    if min(days) < 0:
        return None
    numbers = _list(str(day) for day in days)
    return ngettext("day %(numbers)s", "days %(numbers)s", len(days)) % {"numbers": numbers}


def _months(rule: Rule) -> str:
    return _list(MONTHS[month] for month in rule.months)


def _list(words: Iterable[object]) -> str:
    return get_text_list([str(word) for word in words], _("and"))
