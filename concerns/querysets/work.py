"""The vocabulary in which categories, routing rules, standard texts and views are asked for."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Self

from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Q

if TYPE_CHECKING:
    from accounts.models import User
    from concerns.models import Category, Concern, Holiday, RoutingRule, SavedView, StandardText


class CategoryQuerySet(models.QuerySet["Category"]):
    """Categories, chainable."""

    def visible_to(self, user: User | AnonymousUser) -> Self:
        """Everybody chooses among those that are offered; the department knows the others."""
        return self.all() if getattr(user, "is_police", False) else self.offered()

    def offered(self) -> Self:
        return self.filter(is_active=True)


class RoutingRuleQuerySet(models.QuerySet["RoutingRule"]):
    """Routing rules, chainable."""

    def visible_to(self, user: User | AnonymousUser) -> Self:
        return self.all() if user.is_active and user.is_police else self.none()

    def with_names(self) -> Self:
        return self.select_related("area", "category", "owner").defer("area__boundary")


class StandardTextQuerySet(models.QuerySet["StandardText"]):
    """Standard texts, chainable."""

    def visible_to(self, user: User | AnonymousUser) -> Self:
        return self.all() if user.is_active and user.is_police else self.none()

    def offered_for(self, concern: Concern) -> Self:
        """In its language, of its category or of every one."""
        return self.filter(
            Q(category=None) | Q(category=concern.category_id),
            is_active=True,
            language=concern.language,
        )


class SavedViewQuerySet(models.QuerySet["SavedView"]):
    """Saved views, chainable."""

    def visible_to(self, user: User | AnonymousUser) -> Self:
        return self.filter(user=user.pk) if user.is_active else self.none()


class HolidayQuerySet(models.QuerySet["Holiday"]):
    """Holidays, chainable."""

    def visible_to(self, user: User | AnonymousUser) -> Self:
        return self.all() if user.is_active and user.is_police else self.none()

    def since(self, day: date) -> Self:
        return self.filter(day__gte=day)
