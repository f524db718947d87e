"""Counts of people small enough to tell who they are stay unsaid. Pure.

The rule: no count from 1 to `least - 1` is shown, and none can be worked out from what is shown.
Small cells are added up under "others"; while those together are still fewer than `least`, the
smallest of the other cells joins them. So the total can be shown, and subtracting gives nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Breakdown:
    """A total, the cells that may be shown, and the rest in one."""

    total: int | None
    cells: tuple[tuple[str, int], ...] = ()
    others: int = 0

    @property
    def is_hidden(self) -> bool:
        """There are some, but too few to say how many."""
        return self.total is None


def shown(count: int, *, least: int) -> int | None:
    """The count itself, unless it is small."""
    return count if count == 0 or count >= least else None


def broken_down(counts: Mapping[str, int], *, least: int) -> Breakdown:
    """Largest cells first; empty ones are left out, as if nobody had thought of them."""
    cells = sorted(
        ((name, count) for name, count in counts.items() if count),
        key=lambda cell: (-cell[1], cell[0]),
    )
    total = sum(count for _name, count in cells)
    if shown(total, least=least) is None:
        return Breakdown(total=None)
    others = 0
    while cells and (cells[-1][1] < least or 0 < others < least):
        others += cells.pop()[1]
    return Breakdown(total, tuple(cells), others)
