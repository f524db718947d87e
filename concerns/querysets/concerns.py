"""The vocabulary in which concerns are asked for. Nothing here asks by who raised them, but
`raised_by` and `raised_from`: a search that could would tell.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING, Self

from django.apps import apps
from django.contrib.auth.models import AnonymousUser
from django.contrib.postgres.search import SearchQuery
from django.db import models
from django.db.models import Case, Count, Exists, F, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import Coalesce
from django.utils import timezone

from concerns.querysets.text import MOST_WORDS, query_of

if TYPE_CHECKING:
    from accounts.models import User
    from concerns.models import Concern
    from leaders.models import Area, Leader

# Values of Concern.State, which is defined above this file.
RUNNING = ("received", "in_progress", "reopened")
OPEN = (*RUNNING, "waiting")
# How the list's columns are called in the address.
SORTED_BY = {
    "reference": "id",
    "subject": "subject",
    "raised": "raised_at",
    "due": "due_at",
    "closed": "closed_at",
    "area": "area__name_key",
    "category": "category__position",
    "owner": "owner__name",
    "state": "state",
}


IN_QUEUE = (
    "reference",
    "subject",
    "unread_since",
    "urgency",
    "confidentiality",
    "reopened_count",
    "state",
    "answered_at",
    "due_at",
    "paused_until",
    "raised_at",
    "category__name",
    "area__name",
    "owner__name",
    "owner__email",
    "duplicate_of__reference",
)


class ConcernQuerySet(models.QuerySet["Concern"]):
    """Concerns, chainable."""

    def visible_to(self, user: User | AnonymousUser) -> Self:
        """The department sees all; a leader what they raised or support; all what is published.

        What exists for somebody is not yet what they may read: see `concerns.read_thread` and
        `concerns.see_identity`.
        """
        if getattr(user, "is_police", False) and user.is_active:
            return self.all()
        concerns = apps.get_model("concerns.Concern").objects
        published = concerns.filter(published_at__isnull=False)
        if not user.is_active:
            return self.filter(published_at__isnull=False)
        # One list of keys: a condition with "or" would be asked of every row there is.
        reporters = apps.get_model("concerns.Reporter").objects.filter(leader__user=user.pk)
        supports = apps.get_model("concerns.Support").objects.filter(leader__user=user.pk)
        keys = (
            published.order_by()
            .values("pk")
            .union(
                reporters.order_by().values("concern_id"), supports.order_by().values("concern_id")
            )
        )
        return self.filter(pk__in=keys)

    # Where they stand

    def open(self) -> Self:
        """Not closed."""
        return self.filter(state__in=OPEN)

    def closed(self) -> Self:
        return self.filter(state="closed")

    def in_states(self, states: Iterable[str]) -> Self:
        return self.filter(state__in=list(states))

    def waiting(self) -> Self:
        return self.filter(state="waiting")

    def owing_answer(self) -> Self:
        """The clock runs."""
        return self.filter(answered_at=None, state__in=RUNNING)

    def overdue(self, at: datetime | None = None) -> Self:
        return self.owing_answer().filter(due_at__lte=at or timezone.now())

    def due_before(self, at: datetime) -> Self:
        return self.owing_answer().filter(due_at__lt=at)

    def awaiting_department(self) -> Self:
        """Open, and somebody waits for a word: the first one, or the next."""
        return self.open().filter(
            Q(answered_at=None, state__in=RUNNING) | Q(unread_since__isnull=False)
        )

    def open_at(self, at: datetime) -> Self:
        """Raised before, and not closed at that moment, whatever happened since."""
        updates = apps.get_model("concerns.Update").objects
        ends = updates.filter(concern=OuterRef("pk"), event__in=("closed", "reopened"), at__lt=at)
        last = Coalesce(Subquery(ends.order_by("-at", "-pk").values("event")[:1]), Value(""))
        found = self.filter(raised_at__lt=at).exclude(state="closed", closed_at__lt=at)
        return found.annotate(last_end=last).exclude(last_end="closed")

    def answered(self) -> Self:
        """A person has answered at least once."""
        return self.filter(first_answered_at__isnull=False)

    def answered_in_time(self) -> Self:
        return self.filter(first_answered_at__lte=F("first_due_at"))

    def reopened(self) -> Self:
        """At least once, whatever they are now."""
        return self.filter(reopened_count__gt=0)

    def unread(self) -> Self:
        """The one who raised it wrote last."""
        return self.filter(unread_since__isnull=False)

    def published(self) -> Self:
        return self.filter(published_at__isnull=False)

    def publishable(self) -> Self:
        """Answered and allowed, but not shown yet."""
        return self.answered().filter(publication_allowed=True, published_at=None)

    def raised_between(self, start: datetime, end: datetime) -> Self:
        """In the half-open window [start, end)."""
        return self.filter(raised_at__gte=start, raised_at__lt=end)

    # Whose they are

    def owned_by(self, user: User) -> Self:
        return self.filter(owner=user)

    def without_owner(self) -> Self:
        return self.filter(owner=None)

    def raised_by(self, leader: Leader) -> Self:
        return self.filter(reporter__leader=leader)

    def raised_from(self, email: str) -> Self:
        """By whoever reads this address; only for a link sent to that address."""
        address = email.strip()
        return self.filter(reporter__email__iexact=address) if address else self.none()

    def of_raiser(self, user: User | AnonymousUser) -> Self:
        """What this leader's account raised."""
        return self.filter(_raised_by(user)) if user.is_active else self.none()

    def supported_by(self, leader: Leader) -> Self:
        supports = apps.get_model("concerns.Support").objects
        return self.filter(Exists(supports.filter(concern=OuterRef("pk"), leader=leader)))

    # What they are about

    def in_areas(self, areas: Iterable[Area] | models.QuerySet[Area]) -> Self:
        return self.filter(area__in=areas)

    def without_area(self) -> Self:
        return self.filter(area=None)

    def of_categories(self, keys: Iterable[str]) -> Self:
        return self.filter(category__key__in=list(keys))

    def with_mode(self, confidentiality: str) -> Self:
        return self.filter(confidentiality=confidentiality)

    def near(self, latitude: float, longitude: float, *, degrees: float) -> Self:
        """In a box around a point."""
        return self.filter(
            latitude__range=(latitude - degrees, latitude + degrees),
            longitude__range=(longitude - degrees, longitude + degrees),
        )

    def originals(self) -> Self:
        """Not handled with another one."""
        return self.filter(duplicate_of=None)

    def search(self, text: str) -> Self:
        """Every word, or its beginning, in reference, subject, text or place."""
        typed = text.replace("\x00", "").split()[:MOST_WORDS]
        found = self
        for word in typed:
            found = found._containing(word)
        return found

    def _containing(self, word: str) -> Self:
        if re.fullmatch(r"(?i)c-\d{4}-\d+", word):
            return self.filter(reference__istartswith=word)
        query = query_of(word)
        if not query:
            return self
        return self.filter(search_text=SearchQuery(query, config="simple", search_type="raw"))

    # Order, and what comes with them

    def sorted_by(self, name: str, *, found_first: bool = False) -> Self:
        """By a column of the list; most urgent deadline first when it has no such column.

        `found_first`: an expression, so that no index in this order is walked through.
        """
        column = SORTED_BY.get(name.removeprefix("-"), "due_at")
        if found_first:
            plain = Coalesce(column, column)
            return self.order_by(plain.desc() if name.startswith("-") else plain.asc(), "pk")
        return self.order_by(f"-{column}" if name.startswith("-") else column, "pk")

    def most_pressing_first(self) -> Self:
        """Those that owe an answer by their deadline, then the others."""
        owes = Q(answered_at=None, state__in=RUNNING)
        return self.order_by(Case(When(owes, then=0), default=1), "due_at", "pk")

    def newest_first(self) -> Self:
        return self.order_by("-raised_at", "-pk")

    def with_names(self) -> Self:
        """With category, area and owner; outlines stay in the database."""
        return self.select_related("category", "area", "owner", "duplicate_of").defer(
            "area__boundary", "search_text", "duplicate_of__search_text", "duplicate_of__text"
        )

    def with_support_count(self) -> Self:
        """Annotates `support_count`."""
        supports = apps.get_model("concerns.Support").objects.filter(concern=OuterRef("pk"))
        counted = supports.order_by().values("concern").annotate(number=Count("pk"))
        return self.annotate(
            support_count=Coalesce(
                Subquery(counted.values("number")), 0, output_field=models.IntegerField()
            )
        )

    def telling_whether_known(self) -> Self:
        """Annotates `has_raiser`: somebody is kept as the one who raised it."""
        reporters = apps.get_model("concerns.Reporter").objects
        return self.annotate(has_raiser=Exists(reporters.filter(concern=OuterRef("pk"))))

    def telling_own(self, user: User | AnonymousUser) -> Self:
        """Annotates `is_own`: this leader's account raised it."""
        reporters = apps.get_model("concerns.Reporter").objects
        own = reporters.filter(concern=OuterRef("pk"), leader__user=user.pk)
        return self.annotate(is_own=Exists(own))

    def for_list(self) -> Self:
        """With what a row shows, and without the long texts."""
        return self.with_names().defer(
            "area__boundary",
            "search_text",
            "text",
            "outcome_reason",
            "duplicate_of__search_text",
            "duplicate_of__text",
        )

    def in_brief(self) -> Self:
        """With just what a start page says of one."""
        return self.select_related("area").only(
            *("subject", "state", "due_at", "answered_at", "unread_since", "area__name")
        )

    def for_queue(self) -> Self:
        """With just what a row of the queue says."""
        return self.select_related("category", "area", "owner", "duplicate_of").only(*IN_QUEUE)

    def for_page(self) -> Self:
        """With what the page of one concern shows and asks rights by."""
        return (
            self.with_names()
            .with_support_count()
            .telling_whether_known()
            .select_related("meeting", "answered_by", "created_by")
            .prefetch_related("area__officers")
        )

    def without_outlines(self) -> Self:
        return self.defer("search_text")


def _raised_by(user: User | AnonymousUser) -> Q:
    return Q(reporter__leader__user=user.pk)
