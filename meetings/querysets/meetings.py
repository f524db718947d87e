"""The vocabulary in which meetings are asked for."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any, Self

from django.apps import apps
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Count, Exists, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from leaders.querysets.names import area_names

if TYPE_CHECKING:
    from accounts.models import User
    from leaders.models import Area
    from meetings.models import Meeting

# Of imported ones, too; planned ones last a day at most. A constraint of the table.
LONGEST = timedelta(days=3)


class MeetingQuerySet(models.QuerySet["Meeting"]):
    """Meetings, chainable."""

    def visible_to(self, user: User | AnonymousUser) -> Self:
        """The department sees all; others what is public or what they are invited to."""
        if getattr(user, "is_police", False):
            return self.all()
        announced = ~Q(status="draft")
        if not user.is_authenticated:
            return self.filter(announced, is_public=True)
        return self.filter(announced, Q(is_public=True) | Q(Exists(self._invitations_of(user))))

    def announced(self) -> Self:
        """What people outside the department may know of, cancelled ones too."""
        return self.exclude(status="draft")

    def drafts(self) -> Self:
        return self.filter(status="draft")

    def published(self) -> Self:
        return self.filter(status="published")

    def cancelled(self) -> Self:
        return self.filter(status="cancelled")

    def upcoming(self, at: datetime | None = None) -> Self:
        """Not over yet. The start says the same to the index that has the order of lists."""
        at = at or timezone.now()
        return self.filter(ends_at__gt=at, starts_at__gt=at - LONGEST)

    def past(self, at: datetime | None = None) -> Self:
        return self.filter(ends_at__lte=at or timezone.now())

    def held_between(self, start: datetime, end: datetime) -> Self:
        """Starting in the half-open window [start, end)."""
        return self.filter(starts_at__gte=start, starts_at__lt=end)

    def logged(self) -> Self:
        return self.filter(logged_at__isnull=False)

    def not_logged(self, at: datetime | None = None) -> Self:
        """Took place, but nobody has written down what happened."""
        return self.published().past(at).filter(logged_at=None)

    def to_log(self, at: datetime | None = None) -> Self:
        """Begun, and nobody has written down what happened; the latest first."""
        begun = self.published().filter(starts_at__lte=at or timezone.now())
        return begun.filter(logged_at=None).order_by("-starts_at", "-pk")

    def of_officer(self, user: User) -> Self:
        """Those they host, and those in the areas they serve."""
        served = self.model.areas.through.objects.filter(
            meeting=OuterRef("pk"), area__officers=user
        )
        return self.filter(Q(host=user) | Q(Exists(served)))

    def in_areas(self, areas: Iterable[Area | int]) -> Self:
        places = self.model.areas.through.objects.filter(meeting=OuterRef("pk"), area__in=areas)
        return self.filter(Exists(places))

    def hosted_by(self, user: User) -> Self:
        return self.filter(host=user)

    def inviting(self, user: User) -> Self:
        """Those the user is invited to as a leader."""
        return self.filter(Exists(self._invitations_of(user)))

    def search(self, text: str) -> Self:
        """Every word somewhere in title, place or address."""
        found = self
        for word in text.split():
            found = found.filter(
                Q(title__icontains=word) | Q(place__icontains=word) | Q(address__icontains=word)
            )
        return found

    def due_to_invite(self, at: datetime | None = None) -> Self:
        """Published, not yet begun, and their invitations are to go out now."""
        at = at or timezone.now()
        return self.published().filter(invite_at__lte=at, invited_at=None, starts_at__gt=at)

    def with_answers(self) -> Self:
        """Annotates `invited_count` and `yes_count`."""
        invitations = (
            apps.get_model("meetings.Invitation")
            .objects.filter(meeting=OuterRef("pk"), withdrawn_at=None)
            .order_by()
            .values("meeting")
        )
        return self.annotate(
            invited_count=_number(invitations, Count("pk")),
            yes_count=_number(invitations, Count("pk", Q(response="yes"))),
        )

    def in_brief(self) -> Self:
        """With just what a start page says of one."""
        return self.only("title", "starts_at", "ends_at", "timezone", "place", "address")

    def for_list(self) -> Self:
        """With just what a line of a list shows."""
        return self.annotate(area_names=area_names("meetings")).only(
            *("title", "kind", "status", "starts_at", "ends_at", "timezone", "logged_at"),
            *("place", "address", "capacity", "seats_taken"),
        )

    def _invitations_of(self, user: User | AnonymousUser) -> models.QuerySet[models.Model]:
        invitations = apps.get_model("meetings.Invitation").objects
        return invitations.filter(meeting=OuterRef("pk"), leader__user=user.pk, withdrawn_at=None)


def _number(rows: models.QuerySet[Any, Any], number: Count) -> Coalesce:
    """Per row of the outer query; nothing found is 0."""
    return Coalesce(
        Subquery(rows.annotate(number=number).values("number")),
        0,
        output_field=models.IntegerField(),
    )
