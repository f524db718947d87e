"""The vocabulary in which contacts are asked for."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Self

from django.apps import apps
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Exists, OuterRef, Prefetch

if TYPE_CHECKING:
    from accounts.models import User
    from leaders.models import Contact, Leader


class ContactQuerySet(models.QuerySet["Contact"]):
    """Contacts, chainable."""

    def visible_to(self, user: User | AnonymousUser) -> Self:
        """The department's own log: nobody else reads it."""
        return self.all() if getattr(user, "is_police", False) else self.none()

    def with_leader(self, leader: Leader) -> Self:
        through = self.model.leaders.through.objects
        return self.filter(Exists(through.filter(contact=OuterRef("pk"), leader=leader)))

    def for_timeline(self) -> Self:
        """With everybody who is named in an entry."""
        people = apps.get_model("leaders", "Leader").objects.only("name")
        shown = self.select_related("logged_by").only(
            "kind", "happened_at", "notes", "logged_by__name", "logged_by__email"
        )
        return shown.prefetch_related(Prefetch("leaders", people))

    def logged_by(self, user: User) -> Self:
        return self.filter(logged_by=user)

    def since(self, moment: datetime) -> Self:
        return self.filter(happened_at__gte=moment)
