"""The vocabulary in which series are asked for."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Self

from django.apps import apps
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Exists, OuterRef, Q, Subquery

from leaders.querysets.names import area_names

if TYPE_CHECKING:
    from accounts.models import User
    from leaders.models import Area
    from meetings.models import Series


class SeriesQuerySet(models.QuerySet["Series"]):
    """Series, chainable."""

    def visible_to(self, user: User | AnonymousUser) -> Self:
        """The department's own planning; others see the meetings it makes."""
        return self.all() if getattr(user, "is_police", False) else self.none()

    def active(self) -> Self:
        return self.filter(is_active=True)

    def ended(self) -> Self:
        return self.filter(is_active=False)

    def in_areas(self, areas: Iterable[Area | int]) -> Self:
        places = self.model.areas.through.objects.filter(series=OuterRef("pk"), area__in=areas)
        return self.filter(Exists(places))

    def for_list(self) -> Self:
        """With just what a line of a list shows."""
        coming = (
            apps.get_model("meetings.Meeting")
            .objects.filter(series=OuterRef("pk"))
            .published()
            .upcoming()
            .order_by("starts_at")
        )
        return self.annotate(
            area_names=area_names("meeting_series"),
            next_at=Subquery(coming.values("starts_at")[:1]),
        ).only("title", "rule", "timezone", "is_active", "starts_on")

    def search(self, text: str) -> Self:
        """Every word somewhere in title, place or address."""
        found = self
        for word in text.split():
            found = found.filter(
                Q(title__icontains=word) | Q(place__icontains=word) | Q(address__icontains=word)
            )
        return found
