"""What an area works on first: agreed, ordered, acted on, settled."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from concerns.actions import records
from concerns.errors import BadPriority
from concerns.models import Concern, Priority
from concerns.querysets import PriorityQuerySet
from leaders.models import Area
from meetings.models import Meeting

LONGEST_ISSUE = 500
LONGEST_ACTION = 2000


@transaction.atomic
def agree(
    *,
    area: Area,
    issue: str,
    by: User,
    issue_date: date | None = None,
    meeting: Meeting | None = None,
    concerns: Iterable[Concern] = (),
) -> Priority:
    """Add one behind those there are."""
    ranks = _locked(area).aggregate(last=Max("rank"))
    priority = Priority.objects.create(
        area=area,
        issue=_issue(issue),
        issue_date=_not_in_the_future(issue_date),
        rank=(ranks["last"] or 0) + 1,
        meeting=meeting,
        created_by=by,
    )
    priority.concerns.set(concerns)
    return priority


@transaction.atomic
def change(
    *,
    priority: Priority,
    by: User,  # noqa: ARG001 -- the history records who
    issue: str | None = None,
    issue_date: date | None = None,
    concerns: Iterable[Concern] | None = None,
) -> Priority:
    """Set its words, its day or its concerns right."""
    held = Priority.objects.select_for_update(of=("self",)).get(pk=priority.pk)
    held.issue = held.issue if issue is None else _issue(issue)
    held.issue_date = _not_in_the_future(issue_date) if issue_date else held.issue_date
    held.save()
    if concerns is not None:
        held.concerns.set(concerns)
    return held


@transaction.atomic
def act(
    *,
    priority: Priority,
    action: str,
    by: User,  # noqa: ARG001 -- as above
    action_date: date | None = None,
) -> Priority:
    """Say what was done."""
    held = Priority.objects.select_for_update(of=("self",)).get(pk=priority.pk)
    held.action = records.said(
        action,
        field="action",
        missing=_("Say in a sentence what was done."),
        longest=LONGEST_ACTION,
    )
    held.action_date = _not_in_the_future(action_date)
    if held.action_date < held.issue_date:
        raise BadPriority({"action_date": _("It was agreed later than that day.")})
    held.save()
    return held


@transaction.atomic
def reorder(*, area: Area, priorities: Sequence[Priority], by: User) -> list[Priority]:  # noqa: ARG001 -- as above
    """Bring the current ones of an area into this order: all of them, each once."""
    held = {each.pk: each for each in _locked(area)}
    wanted = [each.pk for each in priorities]
    if sorted(wanted) != sorted(held):
        raise BadPriority(
            _("The priorities of this area have changed meanwhile. Order them again.")
        )
    for rank, key in enumerate(wanted, start=1):
        if held[key].rank != rank:
            held[key].rank = rank
            held[key].save(update_fields=["rank"])
    return [held[key] for key in wanted]


@transaction.atomic
def move(*, priority: Priority, places: int, by: User) -> list[Priority]:
    """Up (fewer than none) or down in its area's order; no farther than its ends."""
    held = list(_locked(priority.area))
    if priority not in held:
        raise BadPriority(_("This priority is settled."))
    here = held.index(priority)
    there = min(max(here + places, 0), len(held) - 1)
    held.insert(there, held.pop(here))
    return reorder(area=priority.area, priorities=held, by=by)


@transaction.atomic
def settle(*, priority: Priority, by: User, closed_on: date | None = None) -> Priority:  # noqa: ARG001 -- as above
    """No longer worked on. What was done has to be said first; it stays to be seen."""
    held = Priority.objects.select_for_update(of=("self",)).get(pk=priority.pk)
    if held.closed_on is not None:
        return held
    if not held.action:
        raise BadPriority({"action": _("Say first what was done about it.")})
    held.closed_on = _not_in_the_future(closed_on)
    held.save(update_fields=["closed_on"])
    for rank, other in enumerate(_locked(held.area), start=1):
        if other.rank != rank:
            other.rank = rank
            other.save(update_fields=["rank"])
    return held


@transaction.atomic
def take_up_again(*, priority: Priority, by: User) -> Priority:  # noqa: ARG001 -- as above
    """It is not over after all: at the end of the list."""
    held = Priority.objects.select_for_update(of=("self",)).get(pk=priority.pk)
    if held.closed_on is None:
        return held
    ranks = _locked(held.area).aggregate(last=Max("rank"))
    held.closed_on, held.rank = None, (ranks["last"] or 0) + 1
    held.save(update_fields=["closed_on", "rank"])
    return held


def _locked(area: Area) -> PriorityQuerySet:
    """The current ones in their order; who changes the order of an area waits for the other."""
    Area.objects.select_for_update().only("pk").get(pk=area.pk)
    return Priority.objects.current().in_areas([area]).order_by("rank", "pk")


def _issue(text: str) -> str:
    return records.said(
        text,
        field="issue",
        missing=_("Say in a sentence what the issue is."),
        longest=LONGEST_ISSUE,
    )


def _not_in_the_future(day: date | None) -> date:
    today = timezone.localdate()
    if day is not None and day > today:
        raise BadPriority(_("This day is in the future."))
    return day or today
