"""How many promises were kept on time: one definition for every page, report and feed.

*Due* are the promises whose day has passed and that were not withdrawn. *Kept on time* are those of
them that the person they were made to confirmed, and that were done no later than the day promised
(`CommitmentQuerySet.kept_on_time`). The rate is kept on time / due, with the 95 % Wilson interval
(Wilson 1927), because a handful of promises proves little.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q

from meetings.querysets import CommitmentQuerySet
from meetings.querysets.commitments import is_kept_on_time

Z95 = 1.959964  # 97.5 % quantile of the normal distribution


@dataclass(frozen=True)
class FollowThrough:
    """Promises due, and kept on time among them."""

    kept_on_time: int
    due: int

    @property
    def rate(self) -> float | None:
        """Share kept on time, 0 to 1; nothing while nothing is due."""
        return self.kept_on_time / self.due if self.due else None

    @property
    def interval(self) -> tuple[float, float] | None:
        """95 % Wilson interval of the rate."""
        if not self.due:
            return None
        n, p = self.due, self.kept_on_time / self.due
        middle = p + Z95**2 / (2 * n)
        spread = Z95 * math.sqrt(p * (1 - p) / n + Z95**2 / (4 * n * n))
        scale = 1 + Z95**2 / n
        return (middle - spread) / scale, (middle + spread) / scale

    @property
    def percent(self) -> int | None:
        return None if self.rate is None else round(100 * self.rate)

    @property
    def interval_percent(self) -> tuple[int, int] | None:
        """The interval in whole percent."""
        if self.interval is None:
            return None
        low, high = self.interval
        return round(100 * low), round(100 * high)


def of(commitments: CommitmentQuerySet, on: date) -> FollowThrough:
    """Count over these commitments, as things stand at the start of this day."""
    (record,) = _counted(commitments, on, Q())
    return record


def of_both_sides(commitments: CommitmentQuerySet, on: date) -> list[FollowThrough]:
    """The department's and the leaders', counted at once."""
    by_police = Q(owner_user__isnull=False)
    return _counted(commitments, on, by_police, ~by_police)


def _counted(commitments: CommitmentQuerySet, on: date, *sides: Q) -> list[FollowThrough]:
    due = commitments.filter(due_on__lt=on).exclude(state="withdrawn").order_by()
    numbers = due.aggregate(
        **{f"due_{n}": Count("pk", filter=side) for n, side in enumerate(sides)},
        **{
            f"kept_{n}": Count("pk", filter=side & is_kept_on_time())
            for n, side in enumerate(sides)
        },
    )
    return [
        FollowThrough(kept_on_time=numbers[f"kept_{n}"], due=numbers[f"due_{n}"])
        for n in range(len(sides))
    ]
