"""How the queue is divided into tabs, how many wait under each, and in which order."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.db.models import Count, Q, TextChoices
from django.http import QueryDict
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from concerns.querysets import ConcernQuerySet
from concerns.querysets.concerns import OPEN, RUNNING, SORTED_BY


class Tab(TextChoices):
    OPEN = "open", _("Open")
    MINE = "mine", _("Mine")
    NOBODY = "nobody", _("Without owner")
    OVERDUE = "overdue", _("Overdue")
    UNREAD = "unread", _("They wrote again")
    WAITING = "waiting", _("Paused")
    CLOSED = "closed", _("Closed")
    ALL = "all", _("All")


# Those are the past: counting them all tells nobody what to do, and takes time.
NOT_COUNTED = (Tab.CLOSED, Tab.ALL)


@dataclass(frozen=True, slots=True)
class Division:
    """A tab, and how many concerns stand under it."""

    tab: Tab
    count: int | None

    @property
    def label(self) -> str:
        return str(self.tab.label)


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


def divisions(concerns: ConcernQuerySet, user: User, at: datetime) -> list[Division]:
    """Every tab with its count: one query over what still waits for somebody."""
    counted = [tab for tab in Tab if tab not in NOT_COUNTED]
    waiting = concerns.filter(Q(state__in=OPEN) | Q(unread_since__isnull=False))
    numbers = waiting.order_by().aggregate(
        **{tab.value: Count("pk", filter=condition(tab, user, at)) for tab in counted}
    )
    return [Division(tab, numbers.get(tab.value)) for tab in Tab]


def in_tab(concerns: ConcernQuerySet, tab: Tab, user: User, at: datetime) -> ConcernQuerySet:
    return concerns.filter(condition(tab, user, at))


def ordered(concerns: ConcernQuerySet, tab: Tab, sort: str) -> ConcernQuerySet:
    """As asked for; otherwise by what is to be done first, and the past latest first."""
    if sort.removeprefix("-") in SORTED_BY:
        return concerns.sorted_by(sort)
    if tab == Tab.CLOSED:
        return concerns.order_by("-closed_at", "-pk")
    return concerns.newest_first() if tab == Tab.ALL else concerns.most_pressing_first()


class Counted(Paginator):  # type: ignore[type-arg] # no subscript at run time
    """Pages of rows whose number may be known already."""

    def __init__(self, rows: ConcernQuerySet, size: int, count: int | None) -> None:
        super().__init__(rows, size)
        self.known = count

    @cached_property
    def count(self) -> int:
        return super().count if self.known is None else self.known


def query_of(parameters: QueryDict) -> str:
    """The filters of an address in one order and without what is empty: two that mean the same
    are the same.
    """
    kept = parameters.copy()
    kept.pop("page", None)
    pairs = sorted((name, value) for name, values in kept.lists() for value in values if value)
    return urlencode(pairs)
