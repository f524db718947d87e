"""The vocabulary in which organizations are asked for."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Self

from django.apps import apps
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Count, Exists, OuterRef, Prefetch, Q, Subquery
from django.db.models.functions import Coalesce

from leaders.querysets.names import area_names
from leaders.querysets.text import words

if TYPE_CHECKING:
    from accounts.models import User
    from leaders.models import Area, Organization


class OrganizationQuerySet(models.QuerySet["Organization"]):
    """Organizations, chainable."""

    def visible_to(self, user: User | AnonymousUser) -> Self:
        """The department sees all; a leader those they are affiliated with."""
        if getattr(user, "is_police", False):
            return self.all()
        if not user.is_authenticated:
            return self.none()
        own = self.model.leaders.through.objects.filter(
            organization=OuterRef("pk"), leader__user=user.pk
        )
        return self.filter(Exists(own))

    def active(self) -> Self:
        return self.filter(is_active=True)

    def in_areas(self, areas: Iterable[Area]) -> Self:
        through = self.model.areas.through.objects
        return self.filter(Exists(through.filter(organization=OuterRef("pk"), area__in=areas)))

    def in_sectors(self, sectors: Iterable[str]) -> Self:
        return self.filter(sector__in=sectors)

    def search(self, text: str) -> Self:
        found = self
        for word in words(text):
            found = found.filter(Q(name_key__contains=word) | Q(email__icontains=word))
        return found

    def sorted_by(self, key: str) -> Self:
        """By name, sector or number of leaders; "-" turns the order round."""
        column = {"name": "name_key", "sector": "sector", "leaders": "leader_count"}.get(
            key.removeprefix("-"), "name_key"
        )
        sign = "-" if key.startswith("-") else ""
        return self.with_leader_count().order_by(f"{sign}{column}", "name_key", "pk")

    def for_list_page(self) -> Self:
        """With just what a line of the directory shows."""
        shown = self.with_leader_count().annotate(area_names=area_names("organizations"))
        return shown.only("name", "sector", "is_active")

    def for_export(self) -> Self:
        """With what else is known of them."""
        areas = apps.get_model("leaders", "Area").objects.only("code", "name")
        return self.with_leader_count().prefetch_related(Prefetch("areas", areas))

    def with_leader_count(self) -> Self:
        """Annotates `leader_count`: active leaders who speak for the organization."""
        leaders = self.model.leaders.through.objects.filter(
            organization=OuterRef("pk"), leader__is_active=True
        )
        counted = leaders.order_by().values("organization").annotate(number=Count("pk"))
        return self.annotate(
            leader_count=Coalesce(
                Subquery(counted.values("number")), 0, output_field=models.IntegerField()
            )
        )
