"""The vocabulary in which priorities are asked for."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, Self

from django.apps import apps
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Count, F, OuterRef, Subquery
from django.db.models.functions import Coalesce

if TYPE_CHECKING:
    from accounts.models import User
    from concerns.models import Priority, PriorityVote
    from leaders.models import Area


class PriorityQuerySet(models.QuerySet["Priority"]):
    """Priorities, chainable."""

    def visible_to(self, user: User | AnonymousUser) -> Self:  # noqa: ARG002 -- they are public
        return self.all()

    def current(self) -> Self:
        """Still worked on."""
        return self.filter(closed_on=None)

    def settled(self) -> Self:
        return self.filter(closed_on__isnull=False)

    def in_areas(self, areas: Iterable[Area] | models.QuerySet[Area]) -> Self:
        return self.filter(area__in=areas)

    def search(self, text: str) -> Self:
        found = self
        for word in text.replace("\x00", "").split()[:8]:
            found = found.filter(issue__icontains=word)
        return found

    def with_vote_count(self) -> Self:
        """Annotates `vote_count`: leaders of its area who count it among the first; and
        `voter_count`: those of them who said something about what is worked on there.
        """
        votes = apps.get_model("concerns.PriorityVote").objects.counting().order_by()
        own = votes.filter(priority=OuterRef("pk")).values("priority")
        there = votes.filter(priority__area=OuterRef("area"), priority__closed_on=None)
        return self.annotate(
            vote_count=_number(own, "pk"),
            voter_count=_number(there.values("priority__area"), "leader"),
        )

    def for_page(self) -> Self:
        """With the area, and those who may change it."""
        return (
            self.select_related("area").defer("area__boundary").prefetch_related("area__officers")
        )

    def for_list(self) -> Self:
        """Current ones by rank, then the settled, latest first."""
        return (
            self.select_related("area")
            .defer("area__boundary")
            .order_by(F("closed_on").desc(nulls_first=True), "area__name_key", "rank", "pk")
        )


def _number(grouped: models.QuerySet[Any], column: str) -> Coalesce:
    counted = grouped.annotate(number=Count(column, distinct=True)).values("number")
    return Coalesce(Subquery(counted), 0, output_field=models.IntegerField())


class PriorityVoteQuerySet(models.QuerySet["PriorityVote"]):
    """Votes of leaders, chainable."""

    def visible_to(self, user: User | AnonymousUser) -> Self:
        """All to the department; to a leader their own."""
        if not user.is_active:
            return self.none()
        return self.all() if user.is_police else self.filter(leader__user=user.pk)

    def counting(self) -> Self:
        """Of those who still lead the area."""
        return self.filter(leader__is_active=True, leader__areas=F("priority__area"))
