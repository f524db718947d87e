"""The vocabulary in which areas are asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.contrib.auth.models import AnonymousUser
from django.contrib.postgres.expressions import ArraySubquery
from django.db import models
from django.db.models import Count, Exists, F, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from leaders.querysets.text import words

if TYPE_CHECKING:
    from accounts.models import User
    from leaders.models import Area


class AreaQuerySet(models.QuerySet["Area"]):
    """Areas, chainable."""

    def visible_to(self, user: User | AnonymousUser) -> Self:  # noqa: ARG002 -- areas are public
        return self.all()

    def of_officer(self, user: User | AnonymousUser) -> Self:
        """Those an officer looks after."""
        officers = self.model.officers.through.objects.filter(area=OuterRef("pk"), user=user.pk)
        return self.filter(Exists(officers))

    def of_kind(self, kind: str) -> Self:
        return self.filter(kind=kind)

    def search(self, text: str) -> Self:
        found = self
        for word in words(text):
            found = found.filter(Q(name__icontains=word) | Q(code__icontains=word))
        return found

    def with_leader_count(self) -> Self:
        """Annotates `leader_count`: active leaders who speak for the area."""
        leaders = self.model.leaders.through.objects.filter(
            area=OuterRef("pk"), leader__is_active=True
        )
        counted = leaders.order_by().values("area").annotate(number=Count("pk"))
        return self.annotate(
            leader_count=Coalesce(
                Subquery(counted.values("number")),  # type: ignore[misc] # an annotation
                0,
                output_field=models.IntegerField(),
            )
        )

    def for_list_page(self) -> Self:
        """With just what a line of the list shows; outlines stay in the database."""
        officers = self.model.officers.through.objects.filter(area=OuterRef("pk"))
        names = officers.order_by("user__name", "user__email").values("user__name")
        return (
            self.with_leader_count()
            .annotate(officer_names=ArraySubquery(names), parent_name=F("parent__name"))
            .only("code", "name", "kind")
        )

    def without_boundaries(self) -> Self:
        """For lists: outlines are large and lists do not draw them."""
        return self.defer("boundary")
