"""When an answer is due. Pure: hours in, an instant out.

Calendar hours are hours as they pass: 72 of them are three days but for the hour that daylight
saving takes or gives. Working hours are 9 to 17 on Monday to Friday, where the department is.
No hour of a day in `holidays` is one.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import UTC, date, datetime, time, timedelta, tzinfo

WORKING = "working"
DAY_STARTS = time(9)
DAY_ENDS = time(17)
SATURDAY = 5
Days = Collection[date]
NONE: Days = frozenset()


def due_at(
    start: datetime, *, hours: float, clock: str, zone: tzinfo, holidays: Days = NONE
) -> datetime:
    """So many hours after `start`."""
    return _after(start, timedelta(hours=hours), clock=clock, zone=zone, holidays=holidays)


def extended(
    due: datetime,
    *,
    paused_since: datetime,
    resumed_at: datetime,
    clock: str,
    zone: tzinfo,
    holidays: Days = NONE,
) -> datetime:
    """The deadline after a pause: what was left when it began is left when it ends.

    A deadline that had passed before the pause stays passed.
    """
    if due <= paused_since or resumed_at <= paused_since:
        return due
    left = _between(paused_since, due, clock=clock, zone=zone, holidays=holidays)
    return _after(resumed_at, left, clock=clock, zone=zone, holidays=holidays)


def _after(
    start: datetime, amount: timedelta, *, clock: str, zone: tzinfo, holidays: Days = NONE
) -> datetime:
    start = start.astimezone(UTC)
    if clock != WORKING:
        return start + amount
    for opens, closes in _working_days(start, zone, holidays):
        begins = max(opens, start)
        if amount <= closes - begins:
            return begins + amount
        amount -= closes - begins
    raise OverflowError("The calendar has ended.")  # pragma: no cover -- in the year 9999


def _between(
    start: datetime, end: datetime, *, clock: str, zone: tzinfo, holidays: Days = NONE
) -> timedelta:
    start, end = start.astimezone(UTC), end.astimezone(UTC)
    if clock != WORKING:
        return end - start
    total = timedelta(0)
    for opens, closes in _working_days(start, zone, holidays):
        if opens >= end:
            break
        total += min(closes, end) - max(opens, start)
    return total


def _working_days(
    start: datetime, zone: tzinfo, holidays: Days
) -> Iterator[tuple[datetime, datetime]]:
    """Opening and closing of each working day that is not over at `start`."""
    day: date = start.astimezone(zone).date()
    while day < date.max:
        if day.weekday() < SATURDAY and day not in holidays:
            opens = datetime.combine(day, DAY_STARTS, tzinfo=zone).astimezone(UTC)
            closes = datetime.combine(day, DAY_ENDS, tzinfo=zone).astimezone(UTC)
            if closes > start:
                yield opens, closes
        day += timedelta(days=1)
