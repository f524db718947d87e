"""What everybody may know about the concerns of an area: one definition for page and data.

*Due* are the concerns whose first answer was due in the twelve months before `at`, other than those
brought in from another system, and those that wait, unanswered, for a reason given. *In time* are
those of them that a person answered by that deadline. The share is in time / due, with the 95 %
Wilson interval. The *median* is the time until half of all that were due had an answer; who never
got one counts as waiting longer than everybody else.

Small numbers (`concerns.small_numbers`): with fewer than `least` due, neither share nor median is
shown; open concerns are shown by category only so far as no small count can be worked out.

Pages and data show all of it *as of* the end of the last month (`as_of`), so that no single
concern shows as a step from one day to the next.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import Case, Count, F, Q, When

from concerns import deadlines, small_numbers
from concerns.models import Category, Concern, Priority
from concerns.querysets import ConcernQuerySet
from concerns.small_numbers import Breakdown
from leaders.models import Area
from meetings.follow_through import FollowThrough

WINDOW = timedelta(days=365)
HOUR = timedelta(hours=1)


@dataclass(frozen=True)
class Answers:
    """How fast people were answered. Without a record there were too few to tell."""

    record: FollowThrough | None
    median: timedelta | None
    is_hidden: bool

    @property
    def median_hours(self) -> int | None:
        """In whole hours, begun ones counted."""
        return None if self.median is None else -(-self.median // HOUR)

    @property
    def is_half_unanswered(self) -> bool:
        """Most of those who were due an answer have none: there is no median."""
        return self.record is not None and self.median is None


def as_of(at: datetime) -> datetime:
    """What is published is counted to the end of the last month, as the department has months.

    Who asks every day would else see each single concern come and go.
    """
    local = at.astimezone(deadlines.zone())
    return local.replace(day=1, hour=0, minute=0, second=0, microsecond=0)


def open_concerns(area: Area, at: datetime, *, least: int | None = None) -> Breakdown:
    """How many were open then, by category."""
    here = Concern.objects.in_areas([area]).open_at(at).order_by()
    by_category = dict(here.values_list("category").annotate(number=Count("pk")))
    counts: Counter[str] = Counter()
    for category in Category.objects.filter(pk__in=by_category).only("name"):
        counts[category.label] += by_category[category.pk]
    return small_numbers.broken_down(counts, least=least or settings.SMALL_NUMBER)


def answers(area: Area, at: datetime, *, least: int | None = None) -> Answers:
    """Of the twelve months before."""
    due = due_in(area, at)
    counted = due.aggregate(
        due=Count("pk"), in_time=Count("pk", filter=Q(first_answered_at__lte=F("first_due_at")))
    )
    number = counted["due"]
    if number == 0 or small_numbers.shown(number, least=least or settings.SMALL_NUMBER) is None:
        return Answers(None, None, is_hidden=number > 0)
    record = FollowThrough(kept_on_time=counted["in_time"], due=number)
    return Answers(record, _median(due, number, at), is_hidden=False)


def due_in(area: Area, at: datetime) -> ConcernQuerySet:
    """Those whose first answer was due in the window before `at`, end not included."""
    return (
        Concern.objects.in_areas([area])
        .filter(first_due_at__gte=at - WINDOW, first_due_at__lt=at)
        .exclude(source="import")
        .exclude(state="waiting", first_answered_at=None)
        .order_by()
    )


def published(area: Area) -> ConcernQuerySet:
    """You said, we did: the latest first."""
    shown = Concern.objects.published().in_areas([area])
    return shown.order_by("-published_at", "-pk").only(
        "public_summary", "public_answer", "published_at", "closed_at", "first_answered_at"
    )


@dataclass(frozen=True)
class OrderedWith:
    """Leaders of the area chose the order of its priorities; how many, unless they are few."""

    leaders: int | None


def ordered_with(priorities: Sequence[Priority], *, least: int | None = None) -> OrderedWith | None:
    """Of an area's priorities, with their votes; nothing while the order is the department's."""
    current = [each for each in priorities if each.closed_on is None]
    if not Priority.follow_votes(current):
        return None
    number = current[0].voter_count
    return OrderedWith(small_numbers.shown(number, least=least or settings.SMALL_NUMBER))


def _median(due: ConcernQuerySet, number: int, at: datetime) -> timedelta | None:
    answered = Case(When(first_answered_at__lt=at, then=F("first_answered_at")))
    taken = due.annotate(taken=answered - F("raised_at"))
    ordered = taken.order_by(F("taken").asc(nulls_last=True), "pk")
    middle = list(ordered.values_list("taken", flat=True)[(number - 1) // 2 : number // 2 + 1])
    if None in middle:
        return None
    return sum(middle, timedelta(0)) / len(middle)
