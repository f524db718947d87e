"""The vocabulary in which what belongs to one concern is asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Q

if TYPE_CHECKING:
    from accounts.models import User
    from concerns.models import Concern, Photo, Support, Update

# Values of Update.Event, which is defined above this file: the department's own business.
INTERNAL_EVENTS = ("assigned", "warned", "escalated", "linked", "unlinked", "changed", "forgotten")


class UpdateQuerySet(models.QuerySet["Update"]):
    """Entries of threads, chainable."""

    def visible_to(self, user: User | AnonymousUser) -> Self:
        """All to the department; to a leader those meant for whoever raised the concern."""
        if not user.is_active:
            return self.none()
        if user.is_police:
            return self.all()
        return self.filter(concern__reporter__leader__user=user.pk).for_raiser()

    def for_raiser(self) -> Self:
        """Neither internal notes nor the department's own business."""
        return self.exclude(kind="note").exclude(event__in=INTERNAL_EVENTS)

    def of_concern(self, concern: Concern) -> Self:
        return self.filter(concern=concern)

    def replies(self) -> Self:
        """By a person."""
        return self.filter(kind="reply", is_automatic=False)

    def with_writers(self) -> Self:
        return self.select_related("by")


class PhotoQuerySet(models.QuerySet["Photo"]):
    """Pictures, chainable."""

    def visible_to(self, user: User | AnonymousUser) -> Self:
        """To the department, and to the leader who raised the concern; never published."""
        if not user.is_active:
            return self.none()
        if user.is_police:
            return self.all()
        return self.filter(concern__reporter__leader__user=user.pk)

    def without_content(self) -> Self:
        """For lists: the pictures themselves are fetched one by one."""
        return self.defer("content")


class SupportQuerySet(models.QuerySet["Support"]):
    """Leaders' support, chainable."""

    def visible_to(self, user: User | AnonymousUser) -> Self:
        """All to the department; to a leader their own."""
        if not user.is_active:
            return self.none()
        return self.all() if user.is_police else self.filter(Q(leader__user=user.pk))
