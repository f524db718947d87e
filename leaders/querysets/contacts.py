"""The vocabulary in which contacts are asked for."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Self

from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Exists, OuterRef

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

    def logged_by(self, user: User) -> Self:
        return self.filter(logged_by=user)

    def since(self, moment: datetime) -> Self:
        return self.filter(happened_at__gte=moment)
