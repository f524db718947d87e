"""The vocabulary in which minutes are asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.apps import apps
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Exists, OuterRef, Q

if TYPE_CHECKING:
    from accounts.models import User
    from meetings.models import Minutes


class MinutesQuerySet(models.QuerySet["Minutes"]):
    """Minutes, chainable."""

    def visible_to(self, user: User | AnonymousUser) -> Self:
        """Drafts are the department's; published ones also for leaders invited or there."""
        if getattr(user, "is_police", False):
            return self.all()
        if not user.is_authenticated:
            return self.none()
        of_leader = {"meeting": OuterRef("meeting"), "leader__user": user.pk}
        invitations = apps.get_model("meetings.Invitation").objects.filter(**of_leader)
        attendances = apps.get_model("meetings.Attendance").objects.filter(**of_leader)
        return self.published().filter(
            Q(Exists(invitations.filter(withdrawn_at=None))) | Q(Exists(attendances))
        )

    def published(self) -> Self:
        return self.filter(published_at__isnull=False)
