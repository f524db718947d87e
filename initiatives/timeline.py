"""Tasks as bars over time: a drawing without a script; its table stands below it. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

WIDTH, ROW, TOP = 720.0, 28.0, 24.0
MOST_ROWS = 60
DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Bar:
    """One task: from its first day to its last."""

    task: Any
    x: float
    y: float
    width: float


@dataclass(frozen=True, slots=True)
class Mark:
    """The first day of a month, or today."""

    x: float
    day: date


@dataclass(frozen=True)
class Timeline:
    """Bars and marks in a box of `width` by `height` units."""

    bars: list[Bar]
    months: list[Mark]
    today: Mark | None
    height: float
    width: float = WIDTH

    @property
    def view_box(self) -> str:
        return f"0 0 {self.width:.0f} {self.height:.0f}"


def of(tasks: Sequence[Any], today: date) -> Timeline | None:
    """Of those that have a day; nothing where none has."""
    dated = [task for task in tasks if task.due_on or task.starts_on][:MOST_ROWS]
    if not dated:
        return None
    spans = [(task.starts_on or task.due_on, task.due_on or task.starts_on) for task in dated]
    first = min(*(start for start, _ in spans), today)
    last = max(*(end for _, end in spans), today)
    scale = WIDTH / ((last - first).days + 1)
    bars = [
        Bar(
            task,
            round((start - first).days * scale, 1),
            TOP + number * ROW,
            round(max(((end - start).days + 1) * scale, 6), 1),
        )
        for number, (task, (start, end)) in enumerate(zip(dated, spans, strict=True))
    ]
    return Timeline(
        bars=bars,
        months=[Mark(round((day - first).days * scale, 1), day) for day in _months(first, last)],
        today=Mark(round((today - first).days * scale, 1), today),
        height=TOP + len(bars) * ROW + 4,
    )


def _months(first: date, last: date) -> list[date]:
    """At most twelve, evenly chosen."""
    found, day = [], first.replace(day=1)
    while day <= last:
        if day >= first:
            found.append(day)
        day = (day.replace(day=28) + 4 * DAY).replace(day=1)
    step = -(-len(found) // 12) or 1
    return found[::step]
