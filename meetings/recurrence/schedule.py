"""The instants at which a series takes place: the same local hour all year."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import islice
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from meetings.errors import BadRule
from meetings.recurrence import expansion
from meetings.recurrence.clock import instant
from meetings.recurrence.rule import Rule

LONGEST_WAIT = timedelta(days=10 * 366)
LATEST_YEAR = 2200


@dataclass(frozen=True, slots=True)
class Schedule:
    """A rule with all it needs to name dates. The first date counts only if the rule names it."""

    rule: Rule
    starts_on: date
    local_start: time
    zone: ZoneInfo
    ends_on: date | None = None

    def check(self) -> None:
        """Refuse a series that would never meet."""
        if self.starts_on.year > LATEST_YEAR:
            raise BadRule(_("This first date is too far away."))
        last = self.starts_on + LONGEST_WAIT
        if next(self.days(self.starts_on, last), None) is None:
            raise BadRule(_("No date fits this rule. Check it against the first and last date."))

    def days(self, first: date, last: date) -> Iterator[date]:
        """The days it takes place on, both ends included."""
        last = min(last, self.ends_on) if self.ends_on else last
        return expansion.days(self.rule, self.starts_on, first, last)

    def between(self, start: datetime, end: datetime) -> list[datetime]:
        """The instants it begins at, in the half-open window [start, end)."""
        # A day either side: the window's days as the place's calendar counts them, and the
        # times that daylight saving moves over midnight.
        first = start.astimezone(self.zone).date() - timedelta(days=1)
        last = end.astimezone(self.zone).date() + timedelta(days=1)
        instants = {instant(day, self.local_start, self.zone) for day in self.days(first, last)}
        return sorted(moment for moment in instants if start <= moment < end)

    def upcoming(self, count: int, after: datetime) -> list[datetime]:
        """The next few instants it begins at, looking ten years ahead."""
        first = max(after.astimezone(self.zone).date() - timedelta(days=1), self.starts_on)
        instants = (
            instant(day, self.local_start, self.zone)
            for day in self.days(first, first + LONGEST_WAIT)
        )
        return list(islice((moment for moment in instants if moment >= after), count))
