"""A time zone as calendar programs want it: RFC 5545 VTIMEZONE, by rule where there is one.

Outlook follows a zone's yearly rules and ignores lists of dates, so the two changes of a year are
written as rules whenever they hold for all the years asked for; other zones get one observance per
change.
"""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from itertools import groupby
from zoneinfo import ZoneInfo

WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
LAST = -1
CHANGES_IN_A_YEAR = 2


@dataclass(frozen=True, slots=True)
class Change:
    """The clocks are set; `local` is what they showed just before."""

    local: datetime
    offset_before: timedelta
    offset: timedelta
    name: str

    @property
    def is_daylight(self) -> bool:
        """Clocks set forward. (Ireland's law calls its winter the exception; programs do not.)"""
        return self.offset > self.offset_before

    @property
    def kind(self) -> tuple[bool, timedelta, timedelta, str, int]:
        return self.is_daylight, self.offset_before, self.offset, self.name, self.local.month


@lru_cache(maxsize=256)
def vtimezone(tzid: str, first_year: int, last_year: int) -> str:
    """The VTIMEZONE of a zone, right for every moment from the first year to the last."""
    zone = ZoneInfo(tzid)
    start = datetime(first_year, 1, 1, tzinfo=UTC)
    changes = _changes(zone, start, datetime(last_year + 1, 1, 2, tzinfo=UTC))
    lines = ["BEGIN:VTIMEZONE", f"TZID:{tzid}"]
    if rules := _yearly(changes, range(first_year, last_year + 1)):
        for change, rule in rules:
            lines += _observance(change, _in_year(change, rule, first_year - 1), rule)
    else:
        lines += _observance(_standing(zone, start), datetime(first_year - 1, 1, 1), "")  # noqa: DTZ001 -- local time by definition
        for change in changes:
            lines += _observance(change, change.local, "")
    lines.append("END:VTIMEZONE")
    return "\r\n".join(lines) + "\r\n"


def _changes(zone: ZoneInfo, start: datetime, end: datetime) -> list[Change]:
    """Every change of offset or name between two moments, found by the day, then by halving."""
    found = []
    before = start
    while before < end:
        after = min(before + timedelta(days=1), end)
        if _clock(zone, before) != _clock(zone, after):
            found.append(_change_between(zone, before, after))
        before = after
    return found


def _clock(zone: ZoneInfo, moment: datetime) -> tuple[timedelta | None, str | None]:
    local = moment.astimezone(zone)
    return local.utcoffset(), local.tzname()


def _change_between(zone: ZoneInfo, before: datetime, after: datetime) -> Change:
    old = _clock(zone, before)
    while after - before > timedelta(seconds=1):
        middle = before + timedelta(seconds=(after - before) // timedelta(seconds=2))
        if _clock(zone, middle) == old:
            before = middle
        else:
            after = middle
    offset_before = before.astimezone(zone).utcoffset() or timedelta()
    local = (after + offset_before).replace(tzinfo=None)
    return _as_change(zone, after, local, offset_before)


def _standing(zone: ZoneInfo, start: datetime) -> Change:
    """What holds from the beginning, as if it had been set then."""
    offset = start.astimezone(zone).utcoffset() or timedelta()
    return _as_change(zone, start, start.replace(tzinfo=None), offset)


def _as_change(zone: ZoneInfo, at: datetime, local: datetime, before: timedelta) -> Change:
    now = at.astimezone(zone)
    return Change(
        local=local,
        offset_before=before,
        offset=now.utcoffset() or timedelta(),
        name=now.tzname() or zone.key,
    )


def _yearly(changes: list[Change], years: range) -> list[tuple[Change, str]]:
    """The changes of one year with their rules, if these rules make all the changes there are."""
    by_kind = [list(group) for _, group in groupby(sorted(changes, key=_sort_key), _sort_key)]
    if len(by_kind) != CHANGES_IN_A_YEAR or any(len(group) != len(years) for group in by_kind):
        return []
    ruled = [(group[0], _rule([change.local for change in group])) for group in by_kind]
    return ruled if all(rule for _, rule in ruled) else []


def _sort_key(change: Change) -> str:
    return repr(change.kind)


def _rule(moments: list[datetime]) -> str:
    """ "Second Sunday of March": the rule that gives exactly these moments, or nothing."""
    if len({moment.time() for moment in moments}) > 1:
        return ""
    weekday = moments[0].weekday()
    nths = {1, 2, 3, 4, LAST}
    for moment in moments:
        if moment.weekday() != weekday:
            return ""
        nths &= {(moment.day - 1) // 7 + 1} | ({LAST} if _is_last(moment) else set())
    if not nths:
        return ""
    nth = LAST if LAST in nths else nths.pop()
    return f"FREQ=YEARLY;BYMONTH={moments[0].month};BYDAY={nth}{WEEKDAYS[weekday]}"


def _is_last(moment: date) -> bool:
    return moment.day + 7 > calendar.monthrange(moment.year, moment.month)[1]


def _in_year(change: Change, rule: str, year: int) -> datetime:
    """The moment the rule gives in another year."""
    nth = LAST if f"BYDAY={LAST}" in rule else (change.local.day - 1) // 7 + 1
    first_weekday, days = calendar.monthrange(year, change.local.month)
    first = 1 + (change.local.weekday() - first_weekday) % 7
    day = first + 7 * (nth - 1) if nth > 0 else first + 7 * ((days - first) // 7)
    return change.local.replace(year=year, day=day)


def _observance(change: Change, start: datetime, rule: str) -> list[str]:
    name = "DAYLIGHT" if change.is_daylight else "STANDARD"
    return [
        f"BEGIN:{name}",
        f"DTSTART:{start:%Y%m%dT%H%M%S}",
        f"TZOFFSETFROM:{_offset(change.offset_before)}",
        f"TZOFFSETTO:{_offset(change.offset)}",
        f"TZNAME:{change.name}",
        *([f"RRULE:{rule}"] if rule else []),
        f"END:{name}",
    ]


def _offset(offset: timedelta) -> str:
    minutes = round(offset.total_seconds() / 60)
    sign = "-" if minutes < 0 else "+"
    return f"{sign}{abs(minutes) // 60:02d}{abs(minutes) % 60:02d}"
