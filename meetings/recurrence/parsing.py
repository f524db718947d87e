"""Reads RFC 5545 rules, and says in a sentence what is wrong with one."""

from __future__ import annotations

import re
from collections.abc import Callable

from django.utils.translation import gettext as _

from meetings.errors import BadRule
from meetings.recurrence.rule import DAY_CODES, Frequency, Rule, Weekday

LONGEST_RULE = 300
LARGEST_COUNT = 500
LARGEST_INTERVAL = {
    Frequency.DAILY: 366,
    Frequency.WEEKLY: 52,
    Frequency.MONTHLY: 24,
    Frequency.YEARLY: 10,
}
# The largest number each part may hold; all but months may count from the end.
LARGEST_NUMBER = {
    "BYMONTH": 12,
    "BYWEEKNO": 53,
    "BYYEARDAY": 366,
    "BYMONTHDAY": 31,
    "BYSETPOS": 366,
}
KNOWN = {"FREQ", "INTERVAL", "COUNT", "BYDAY", "WKST", *LARGEST_NUMBER}
DAY = re.compile(r"([+-]?[1-9]\d?)?(MO|TU|WE|TH|FR|SA|SU)", re.ASCII)
NUMBER = re.compile(r"[+-]?\d{1,3}", re.ASCII)


def parse(text: str) -> Rule:
    """Read a rule, or refuse it."""
    fields = _split(text)
    numbers = {name: _numbers(name, fields.get(name, "")) for name in LARGEST_NUMBER}
    rule = Rule(
        frequency=_frequency(fields.get("FREQ", "")),
        interval=_whole(fields.get("INTERVAL", "1")),
        count=_whole(fields["COUNT"]) if "COUNT" in fields else None,
        months=numbers["BYMONTH"],
        week_numbers=numbers["BYWEEKNO"],
        year_days=numbers["BYYEARDAY"],
        month_days=numbers["BYMONTHDAY"],
        weekdays=_weekdays(fields.get("BYDAY", "")),
        positions=numbers["BYSETPOS"],
        week_start=_week_start(fields.get("WKST", "MO")),
    )
    _check_size(rule)
    _check_parts(rule)
    return rule


def _split(text: str) -> dict[str, str]:
    text = text.strip().upper().removeprefix("RRULE:")
    if len(text) > LONGEST_RULE:
        raise BadRule(_("This rule is too long."))
    _refuse_dates(text)
    fields: dict[str, str] = {}
    for part in filter(None, text.split(";")):
        name, _equals, value = (piece.strip() for piece in part.partition("="))
        if name in fields:
            raise BadRule(_("%(name)s stands twice in this rule.") % {"name": name})
        if name in {"BYHOUR", "BYMINUTE", "BYSECOND"}:
            raise BadRule(
                _("Leave %(name)s out: the start time is a field of its own.") % {"name": name}
            )
        if name not in KNOWN or not value:
            raise _unreadable(part)
        fields[name] = value
    return fields


def _refuse_dates(text: str) -> None:
    if "DTSTART" in text:
        raise BadRule(_("Leave DTSTART out: the first date and the time are fields of their own."))
    if "UNTIL" in text:
        raise BadRule(_("Leave UNTIL out: the last date is a field of its own."))


def _frequency(text: str) -> Frequency:
    if not text:
        raise BadRule(_("A rule begins with how often, like FREQ=MONTHLY."))
    try:
        return Frequency(text)
    except ValueError:
        raise BadRule(
            _("Meetings come again daily, weekly, monthly or yearly, not %(frequency)s.")
            % {"frequency": text[:20]}
        ) from None


def _whole(text: str) -> int:
    if not NUMBER.fullmatch(text) or int(text) < 1:
        raise _unreadable(text)
    return int(text)


def _numbers(name: str, text: str) -> tuple[int, ...]:
    values = [_number(name, piece.strip()) for piece in text.split(",")] if text else []
    return tuple(sorted(set(values)))


def _number(name: str, text: str) -> int:
    if not NUMBER.fullmatch(text):
        raise _unreadable(f"{name}={text}")
    value = int(text)
    smallest = 1 if name == "BYMONTH" else -LARGEST_NUMBER[name]
    if value == 0 or not smallest <= value <= LARGEST_NUMBER[name]:
        raise _unreadable(f"{name}={text}")
    return value


def _weekdays(text: str) -> tuple[Weekday, ...]:
    found = set()
    for piece in text.split(",") if text else []:
        match = DAY.fullmatch(piece.strip())
        if not match:
            raise _unreadable(f"BYDAY={piece}")
        found.add(Weekday(DAY_CODES.index(match[2]), int(match[1] or 0)))
    return tuple(sorted(found))


def _week_start(text: str) -> int:
    if text not in DAY_CODES:
        raise _unreadable(f"WKST={text}")
    return DAY_CODES.index(text)


def _check_size(rule: Rule) -> None:
    if rule.interval > LARGEST_INTERVAL[rule.frequency]:
        raise BadRule(_("This is too long a time between two meetings."))
    if rule.count and rule.count > LARGEST_COUNT:
        raise BadRule(_("This is too many meetings. Leave COUNT out for a series without an end."))


def _check_parts(rule: Rule) -> None:
    """What RFC 5545 says must not stand together."""
    for sentence, is_broken in CONTRADICTIONS:
        if is_broken(rule):
            raise BadRule(sentence())


CONTRADICTIONS: list[tuple[Callable[[], str], Callable[[Rule], bool]]] = [
    (
        lambda: _("BYWEEKNO and BYYEARDAY go with FREQ=YEARLY only."),
        lambda rule: (
            bool(rule.week_numbers or rule.year_days) and rule.frequency is not Frequency.YEARLY
        ),
    ),
    (
        lambda: _("BYMONTHDAY does not go with FREQ=WEEKLY."),
        lambda rule: bool(rule.month_days) and rule.frequency is Frequency.WEEKLY,
    ),
    (
        lambda: _("“Second Thursday” (BYDAY=2TH) goes with FREQ=MONTHLY or FREQ=YEARLY only."),
        lambda rule: (
            any(weekday.nth for weekday in rule.weekdays)
            and (rule.frequency in {Frequency.DAILY, Frequency.WEEKLY} or bool(rule.week_numbers))
        ),
    ),
    (
        lambda: _("A month has at most five of each day of the week."),
        lambda rule: (
            any(abs(weekday.nth) > 5 for weekday in rule.weekdays)  # noqa: PLR2004
            and (rule.frequency is Frequency.MONTHLY or bool(rule.months))
        ),
    ),
    (
        lambda: _("BYSETPOS picks from other parts, and there are none."),
        lambda rule: (
            bool(rule.positions) and not (rule.picks_days or rule.months or rule.week_numbers)
        ),
    ),
]


def _unreadable(part: str) -> BadRule:
    return BadRule(_("Liaison cannot read “%(part)s” in this rule.") % {"part": part[:40]})
