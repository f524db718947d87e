"""The few ways in which most people say when they meet, to and from rules."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from meetings.recurrence.rule import Frequency, Rule, Weekday

WEEKS = (1, 2, 3, 4, 5, -1)  # of the month; -1 is the last


class Pattern(TextChoices):
    """How a series repeats, as a person would say it."""

    WEEKLY = "weekly", _("On days of the week")
    MONTHLY_WEEKDAY = "monthly_weekday", _("On a day like the second Thursday of the month")
    MONTHLY_DAY = "monthly_day", _("On the same day of each month")
    YEARLY = "yearly", _("Once a year, on the first date")
    ADVANCED = "advanced", _("By a rule I write myself (RFC 5545)")


@dataclass(frozen=True, slots=True)
class SimpleRule:
    """What a person chose. `every` counts weeks, months or years, as the pattern has it."""

    pattern: Pattern
    every: int = 1
    weekdays: tuple[int, ...] = ()  # 0 is Monday
    weeks: tuple[int, ...] = ()  # of the month; -1 is the last
    month_day: int | None = None  # -1 is the last
    months: tuple[int, ...] = ()  # only in these


def build(choice: SimpleRule, starts_on: date) -> Rule:
    """The rule that says the same; what was left open comes from the first date."""
    if choice.pattern is Pattern.WEEKLY:
        weekdays = tuple(Weekday(day) for day in sorted(choice.weekdays))
        rule = Rule(Frequency.WEEKLY, choice.every, weekdays=weekdays)
    elif choice.pattern is Pattern.MONTHLY_WEEKDAY:
        weekdays = tuple(
            sorted(Weekday(day, week) for week in choice.weeks for day in choice.weekdays)
        )
        rule = Rule(Frequency.MONTHLY, choice.every, months=choice.months, weekdays=weekdays)
    elif choice.pattern is Pattern.MONTHLY_DAY:
        month_days = (choice.month_day,) if choice.month_day else ()
        rule = Rule(Frequency.MONTHLY, choice.every, months=choice.months, month_days=month_days)
    else:
        rule = Rule(Frequency.YEARLY, choice.every)
    return rule.anchored(starts_on)


def simplify(rule: Rule, starts_on: date) -> SimpleRule | None:
    """The choice that builds this rule, or nothing when it takes a rule to say it."""
    for choice in _candidates(rule.anchored(starts_on)):
        if build(choice, starts_on) == rule.anchored(starts_on):
            return choice
    return None


def _candidates(rule: Rule) -> list[SimpleRule]:
    weekdays = tuple(sorted({weekday.day for weekday in rule.weekdays}))
    weeks = tuple(dict.fromkeys(weekday.nth for weekday in rule.weekdays))
    if weeks and set(weeks) <= set(WEEKS):
        return [
            SimpleRule(Pattern.MONTHLY_WEEKDAY, rule.interval, weekdays, weeks, months=rule.months)
        ]
    month_day = rule.month_days[0] if rule.month_days else None
    return [
        SimpleRule(Pattern.WEEKLY, rule.interval, weekdays=weekdays),
        SimpleRule(Pattern.YEARLY, rule.interval),
        SimpleRule(Pattern.MONTHLY_DAY, rule.interval, month_day=month_day, months=rule.months),
    ]
