"""The vocabulary in which priorities are asked for."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Self

from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import F

if TYPE_CHECKING:
    from accounts.models import User
    from concerns.models import Priority
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
