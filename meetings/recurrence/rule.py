"""RFC 5545 recurrence rules (§3.3.10), as far as people meet by them: on days, without an end.

The hour is the series' own, and so are its first and last date: a rule holds neither DTSTART
nor UNTIL, so there is nothing for them to contradict.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

DAY_CODES = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


class Frequency(StrEnum):
    DAILY = "DAILY"
    WEEKLY = "WEEKLY"
    MONTHLY = "MONTHLY"
    YEARLY = "YEARLY"


@dataclass(frozen=True, slots=True)
class Weekday:
    """A day of the week (0 is Monday), or the nth of its month or year; -1 is the last."""

    day: int
    nth: int = 0

    def __str__(self) -> str:
        return f"{self.nth or ''}{DAY_CODES[self.day]}"

    def __lt__(self, other: Weekday) -> bool:
        """First to fifth, then from the end: the order in which a month has them."""
        return (self.nth < 0, self.nth, self.day) < (other.nth < 0, other.nth, other.day)


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule, its parts under plain names. `str()` writes it as RFC 5545 does."""

    frequency: Frequency
    interval: int = 1
    count: int | None = None
    months: tuple[int, ...] = ()
    week_numbers: tuple[int, ...] = ()
    year_days: tuple[int, ...] = ()
    month_days: tuple[int, ...] = ()
    weekdays: tuple[Weekday, ...] = ()
    positions: tuple[int, ...] = ()
    week_start: int = 0

    def __str__(self) -> str:
        parts = {
            "FREQ": self.frequency.value,
            "INTERVAL": str(self.interval) if self.interval > 1 else "",
            "COUNT": str(self.count or ""),
            "BYMONTH": _joined(self.months),
            "BYWEEKNO": _joined(self.week_numbers),
            "BYYEARDAY": _joined(self.year_days),
            "BYMONTHDAY": _joined(self.month_days),
            "BYDAY": _joined(self.weekdays),
            "BYSETPOS": _joined(self.positions),
            "WKST": DAY_CODES[self.week_start] if self.week_start else "",
        }
        return ";".join(f"{name}={value}" for name, value in parts.items() if value)

    @property
    def picks_days(self) -> bool:
        """Says itself which days; otherwise RFC 5545 takes them from the first date."""
        return bool(self.weekdays or self.month_days or self.year_days)

    def anchored(self, first_day: date) -> Rule:
        """With the days written out, so that a later first date does not change them."""
        if self.picks_days or self.frequency is Frequency.DAILY:
            return self
        if self.frequency is Frequency.WEEKLY or self.week_numbers:
            return replace(self, weekdays=(Weekday(first_day.weekday()),))
        if self.frequency is Frequency.MONTHLY:
            return replace(self, month_days=(first_day.day,))
        months = self.months or (first_day.month,)
        return replace(self, months=months, month_days=(first_day.day,))


def _joined(values: Iterable[object]) -> str:
    return ",".join(str(value) for value in values)
