"""How the queue is divided into tabs, how many wait under each, and in which order."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.db.models import Q, TextChoices
from django.http import QueryDict
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from concerns.querysets import ConcernQuerySet
from concerns.querysets.concerns import OPEN, RUNNING
from concerns.querysets.counting import counted_up_to


class Tab(TextChoices):
    OPEN = "open", _("Open")
    MINE = "mine", _("Mine")
    NOBODY = "nobody", _("Without owner")
    OVERDUE = "overdue", _("Overdue")
    UNREAD = "unread", _("They wrote again")
    WAITING = "waiting", _("Paused")
    CLOSED = "closed", _("Closed")
    ALL = "all", _("All")


# Nobody reads on so far; who looks for something older filters.
MOST_COUNTED = 1000
# What the columns of the list can be sorted by: the database has each of them in order.
SORTS = ("subject", "due", "raised")
# What waits for somebody is few among all there are.
FEW = {Tab.MINE, Tab.NOBODY, Tab.OVERDUE, Tab.UNREAD, Tab.WAITING}
FILTERS_OF_FEW = ("unread", "overdue", "today")


@dataclass(frozen=True, slots=True)
class Division:
    """A tab, and how many concerns stand under it; none where that tells nobody what to do."""

    tab: Tab
    count: int | None

    @property
    def label(self) -> str:
        return str(self.tab.label)

    @property
    def words(self) -> str:
        return "" if self.count is None else in_words(self.count)


def tab_named(name: str, *, state: str = "") -> Tab:
    """The one asked for. Who asks for a state by a filter finds it in all of them."""
    default = Tab.ALL if state else Tab.OPEN
    return next((tab for tab in Tab if tab == name), default)


def condition(tab: Tab, user: User, at: datetime) -> Q:
    """What stands under a tab."""
    is_open = Q(state__in=OPEN)
    return {
        Tab.OPEN: is_open,
        Tab.MINE: is_open & Q(owner=user),
        Tab.NOBODY: is_open & Q(owner=None),
        Tab.OVERDUE: Q(state__in=RUNNING, answered_at=None, due_at__lte=at),
        Tab.UNREAD: Q(unread_since__isnull=False),
        Tab.WAITING: Q(state="waiting"),
        Tab.CLOSED: Q(state="closed"),
        Tab.ALL: Q(),
    }[tab]


def divisions(
    concerns: ConcernQuerySet, user: User, at: datetime, shown: Tab = Tab.OPEN
) -> list[Division]:
    """Every tab with its count, as far as somebody has to know it: one query.

    The past is counted only for whoever looks at it.
    """
    counted = [tab for tab in Tab if tab not in {Tab.CLOSED, Tab.ALL} or tab == shown]
    numbers = counted_up_to(
        MOST_COUNTED, {tab.value: in_tab(concerns, tab, user, at) for tab in counted}
    )
    return [Division(tab, numbers.get(tab.value)) for tab in Tab]


def in_words(count: int) -> str:
    """Exactly, or that there are more."""
    return f"{MOST_COUNTED}+" if count > MOST_COUNTED else str(count)


def in_tab(concerns: ConcernQuerySet, tab: Tab, user: User, at: datetime) -> ConcernQuerySet:
    return concerns.filter(condition(tab, user, at))


def ordered(
    concerns: ConcernQuerySet, tab: Tab, sort: str, *, are_few: bool = False
) -> ConcernQuerySet:
    """As asked for; otherwise by what is to be done first, and the past latest first.

    Few are found first, then sorted: the database would rather read all in their order until it
    has met enough of them, and what waits lies at the end of that.
    """
    are_few = are_few or tab in FEW
    if sort.removeprefix("-") in SORTS:
        return concerns.sorted_by(sort, found_first=are_few)
    if tab == Tab.CLOSED:
        return concerns.order_by("-closed_at", "-pk")
    if tab == Tab.OVERDUE:
        return concerns.sorted_by("due", found_first=True)
    return concerns.newest_first() if tab == Tab.ALL else concerns.most_pressing_first()


class Counted(Paginator):  # type: ignore[type-arg] # no subscript at run time
    """Pages of rows whose number is known already, and no more of them than are counted."""

    def __init__(self, rows: ConcernQuerySet, size: int, count: int) -> None:
        super().__init__(rows, size)
        self.known = count

    @cached_property
    def count(self) -> int:
        return min(self.known, MOST_COUNTED)

    @property
    def words(self) -> str:
        return in_words(self.known)


def query_of(parameters: QueryDict) -> str:
    """The filters of an address in one order and without what is empty: two that mean the same
    are the same.
    """
    kept = parameters.copy()
    kept.pop("page", None)
    pairs = sorted((name, value) for name, values in kept.lists() for value in values if value)
    return urlencode(pairs)
