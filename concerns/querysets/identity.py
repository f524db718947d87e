"""The vocabulary in which identities, and looks at them, are asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Q

if TYPE_CHECKING:
    from accounts.models import User
    from concerns.models import Concern, IdentityLook, Reporter


class ReporterQuerySet(models.QuerySet["Reporter"]):
    """Those who raised concerns, chainable."""

    def visible_to(self, user: User | AnonymousUser) -> Self:
        """Of open concerns to the department, of confidential ones to nobody by a list.

        A confidential identity is looked at one by one, with a reason:
        `concerns.actions.identity.look`.
        """
        if not user.is_active:
            return self.none()
        own = Q(leader__user=user.pk)
        return (
            self.filter(own | Q(concern__confidentiality="open"))
            if user.is_police
            else (self.filter(own))
        )

    def of_concern(self, concern: Concern) -> Self:
        return self.filter(concern=concern)


class IdentityLookQuerySet(models.QuerySet["IdentityLook"]):
    """Looks at identities, chainable."""

    def visible_to(self, user: User | AnonymousUser) -> Self:
        """Coordinators see who looked at what; others their own looks."""
        if not user.is_active:
            return self.none()
        return self.all() if user.is_coordinating else self.filter(by=user.pk)

    def of_concern(self, concern: Concern) -> Self:
        return self.filter(concern=concern)
