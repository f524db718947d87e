"""The vocabulary in which commitments are asked for."""

from __future__ import annotations

import zoneinfo
from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING, Any, Self

from django.apps import apps
from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.db.models.functions import Coalesce, TruncDate
from django.db.models.lookups import LessThanOrEqual
from django.utils import timezone

from leaders.querysets.names import area_names

if TYPE_CHECKING:
    from accounts.models import User
    from leaders.models import Area, Leader
    from meetings.models import Commitment, Meeting

# Which states ask something of whom. Values of Commitment.State, which is defined above this file.
TO_DO = ("open", "disputed")
TO_CONFIRM = ("done",)
# What of the people is needed to name them, and to know whom they may be named to.
NAMES = [
    f"{party}_{column}"
    for party in ("owner", "promised_to")
    for column in ("user__name", "user__email", "leader__name", "leader__user")
]


class CommitmentQuerySet(models.QuerySet["Commitment"]):
    """Commitments, chainable."""

    def visible_to(self, user: User | AnonymousUser) -> Self:
        """The department sees all; a leader their own and the public ones; others the public."""
        if not user.is_authenticated:
            return self.filter(is_public=True)
        if user.is_police:
            return self.all()
        return self.filter(Q(is_public=True) | _made_by(user) | _made_to(user))

    def open(self) -> Self:
        """Not settled: neither kept nor withdrawn."""
        return self.filter(state__in=TO_DO + TO_CONFIRM)

    def to_do(self) -> Self:
        """The owner's move: not done, or said not to be done."""
        return self.filter(state__in=TO_DO)

    def to_confirm(self) -> Self:
        """The move of the one it was made to: the owner says it is done."""
        return self.filter(state__in=TO_CONFIRM)

    def overdue(self, on: date | None = None) -> Self:
        """Due before this day, and the owner does not say it is done."""
        return self.to_do().filter(due_on__lt=on or timezone.localdate())

    def due_by(self, on: date) -> Self:
        return self.filter(due_on__lte=on)

    def made_by(self, user: User) -> Self:
        return self.filter(_made_by(user))

    def made_to(self, user: User) -> Self:
        return self.filter(_made_to(user))

    def concerning(self, user: User) -> Self:
        """Made by this person or to them."""
        return self.filter(_made_by(user) | _made_to(user))

    def search(self, text: str) -> Self:
        """Every word somewhere in what was promised."""
        found = self
        for word in text.split():
            found = found.filter(text__icontains=word)
        return found

    def made_to_leader(self, leader: Leader) -> Self:
        return self.filter(promised_to_leader=leader)

    def made_by_police(self) -> Self:
        return self.filter(owner_user__isnull=False)

    def made_by_leaders(self) -> Self:
        return self.filter(owner_leader__isnull=False)

    def in_areas(self, areas: Iterable[Area] | models.QuerySet[Area]) -> Self:
        area_of = self.model.areas.through
        return self.filter(
            Exists(area_of.objects.filter(commitment=OuterRef("pk"), area__in=areas))
        )

    def kept_on_time(self) -> Self:
        return self.filter(is_kept_on_time())

    def for_agenda(self, meeting: Meeting) -> Self:
        """Item 2 of an agenda: open promises of its areas, made before it and not at it."""
        return (
            self.open()
            .in_areas(meeting.areas.all())
            .filter(created_at__lt=meeting.ends_at)
            .exclude(meeting=meeting)
            .with_people()
        )

    def unsettled_first(self) -> Self:
        """What waits for somebody, by its day; then the settled, latest first."""
        return self.order_by(F("closed_at").desc(nulls_first=True), "due_on", "pk")

    def with_people(self) -> Self:
        return self.select_related(
            "owner_user", "owner_leader", "promised_to_user", "promised_to_leader"
        )

    def in_words(self) -> Self:
        """With just what its sentence says: who promised it to whom, by when, and its state."""
        return self.with_people().only("text", "due_on", "state", *NAMES)

    def for_list(self) -> Self:
        """With just what a line of a list shows."""
        return self.in_words().annotate(area_names=area_names("commitments"))

    def in_brief(self, *, naming: str) -> Self:
        """What, by when, its state, and the name of one side."""
        user, leader = f"{naming}_user", f"{naming}_leader"
        names = (f"{user}__name", f"{user}__email", f"{leader}__name")
        return self.select_related(user, leader).only("text", "due_on", "state", *names)

    def without_people(self) -> Self:
        """What everybody may read of a promise: what, by when, from which side, and its state."""
        return self.only("text", "due_on", "state", "owner_user", "closed_at", "evidence")

    def with_areas(self) -> Self:
        """With the names of their areas, not the boundaries."""
        names = apps.get_model("leaders.Area").objects.only("code", "name")
        return self.prefetch_related(models.Prefetch("areas", names))


def is_kept_on_time() -> Q:
    """Kept, and done on its due date or before: by the calendar of the department.

    Done when its owner said so, or, if they never did, when it was confirmed.
    """
    zone = zoneinfo.ZoneInfo(settings.TIME_ZONE)
    done_on = TruncDate(Coalesce(F("done_at"), F("closed_at")), tzinfo=zone)
    return Q(LessThanOrEqual(done_on, F("due_on")), state="kept")


def _made_by(user: User) -> Q:
    return Q(owner_user=user) | Q(owner_leader__in=_as_leader(user))


def _made_to(user: User) -> Q:
    return Q(promised_to_user=user) | Q(promised_to_leader__in=_as_leader(user))


def _as_leader(user: User) -> models.QuerySet[Any]:
    """Found once: a join would bring a leader to every promise before asking who it is."""
    leaders = apps.get_model("leaders.Leader").objects
    return leaders.filter(user=user).order_by().values("pk")
