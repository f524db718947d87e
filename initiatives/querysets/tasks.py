"""The vocabulary in which tasks are asked for."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Self

from django.apps import apps
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Q
from django.utils import timezone

if TYPE_CHECKING:
    from accounts.models import User
    from initiatives.models import Initiative, Task

# Values of Task.State, which is defined above this file.
OPEN = ("todo", "doing")


class TaskQuerySet(models.QuerySet["Task"]):
    """Tasks, chainable."""

    def visible_to(self, user: User | AnonymousUser) -> Self:
        """To those who read the work of their initiative."""
        if getattr(user, "is_police", False) and user.is_active:
            return self.all()
        if not user.is_active:
            return self.none()
        readable = apps.get_model("initiatives.Initiative").objects.worked_on_by(user)
        return self.filter(initiative__in=readable.order_by().values("pk"))

    def open(self) -> Self:
        return self.filter(state__in=OPEN)

    def overdue(self, on: date | None = None) -> Self:
        return self.open().filter(due_on__lt=on or timezone.localdate())

    def due_between(self, start: date, end: date) -> Self:
        """Open, and due in the half-open window [start, end)."""
        return self.open().filter(due_on__gte=start, due_on__lt=end)

    def of_initiative(self, initiative: Initiative) -> Self:
        return self.filter(initiative=initiative)

    def owned_by(self, user: User | AnonymousUser) -> Self:
        """As officer, as leader, or by speaking for the organization."""
        return self.filter(
            Q(owner_user=user.pk)
            | Q(owner_leader__user=user.pk)
            | Q(
                owner_organization__affiliations__leader__user=user.pk,
                owner_organization__affiliations__until_on=None,
            )
        )

    def with_owners(self) -> Self:
        return self.select_related("owner_user", "owner_leader", "owner_organization")
