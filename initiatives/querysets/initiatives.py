"""The vocabulary in which initiatives are asked for."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING, Self

from django.apps import apps
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Exists, F, OuterRef, Prefetch, Q
from django.utils import timezone

if TYPE_CHECKING:
    from accounts.models import User
    from concerns.models import Concern
    from initiatives.models import Initiative
    from leaders.models import Area

# The CHEERS test (Clarke & Eck): six questions whose answers make trouble a problem to solve.
CHEERS = (
    "cheers_community",
    "cheers_harm",
    "cheers_expectation",
    "cheers_events",
    "cheers_recurring",
    "cheers_similarity",
)
# Values of Initiative.Stage, which is defined above this file.
ENDED = ("closed", "set_aside")
MOST_WORDS = 8
# How the list's columns are called in the address.
SORTED_BY = {
    "title": "title",
    "stage": "stage_order",
    "begun": "created_at",
    "due": "due_on",
    "officer": "lead_officer__name",
}
STAGES = ("scanning", "analysis", "response", "assessment", "closed", "set_aside")


class InitiativeQuerySet(models.QuerySet["Initiative"]):
    """Initiatives, chainable."""

    def visible_to(self, user: User | AnonymousUser) -> Self:
        """The department sees all; everybody what is public; the lead leader their own; people of
        a partner what is shown to partners.
        """
        if getattr(user, "is_police", False) and user.is_active:
            return self.all()
        public = Q(visibility="public")
        if not user.is_active:
            return self.filter(public)
        return self.filter(public | _takes_part(user))

    def worked_on_by(self, user: User | AnonymousUser) -> Self:
        """Whose work a leader reads: the lead leader, and people of a partner."""
        return self.filter(_takes_part(user)) if user.is_active else self.none()

    # Where they stand

    def open(self) -> Self:
        """Somebody works on them."""
        return self.exclude(stage__in=ENDED)

    def closed(self) -> Self:
        return self.filter(stage="closed")

    def in_stage(self, stage: str) -> Self:
        return self.filter(stage=stage)

    def overdue(self, on: date | None = None) -> Self:
        return self.open().filter(due_on__lt=on or timezone.localdate())

    def public(self) -> Self:
        return self.filter(visibility="public")

    # Whose and where they are

    def led_by(self, user: User | AnonymousUser) -> Self:
        """As officer, or as the leader whose account this is."""
        return self.filter(Q(lead_officer=user.pk) | Q(lead_leader__user=user.pk))

    def in_areas(self, areas: Iterable[Area] | models.QuerySet[Area]) -> Self:
        """That work there; being a buffer or a comparison is not working there."""
        targets = apps.get_model("initiatives.TargetArea").objects
        here = targets.filter(initiative=OuterRef("pk"), area__in=areas, role="target")
        return self.filter(Exists(here))

    def of_kind(self, kind: str) -> Self:
        return self.filter(kind=kind)

    def of_concern(self, concern: Concern) -> Self:
        return self.filter(concerns=concern)

    def search(self, text: str) -> Self:
        """Every word in the title or the summary."""
        found = self
        for word in text.replace("\x00", "").split()[:MOST_WORDS]:
            found = found.filter(Q(title__icontains=word) | Q(summary__icontains=word))
        return found

    # Order, and what comes with them

    def sorted_by(self, name: str) -> Self:
        """By a column of the list; newest first when it has no such column."""
        column = SORTED_BY.get(name.removeprefix("-"))
        if column is None:
            return self.newest_first()
        found = self._with_stage_order() if column == "stage_order" else self
        order = F(column)
        down = name.startswith("-")
        return found.order_by(
            order.desc(nulls_last=True) if down else order.asc(nulls_last=True), "pk"
        )

    def newest_first(self) -> Self:
        return self.order_by("-created_at", "-pk")

    def _with_stage_order(self) -> Self:
        cases = [models.When(stage=stage, then=number) for number, stage in enumerate(STAGES)]
        return self.annotate(stage_order=models.Case(*cases, output_field=models.IntegerField()))

    def with_names(self) -> Self:
        return self.select_related("lead_officer", "lead_leader")

    def with_target_areas(self) -> Self:
        """With each area and its role; outlines stay in the database."""
        targets = apps.get_model("initiatives.TargetArea").objects
        rows = targets.select_related("area").defer("area__boundary")
        return self.prefetch_related(Prefetch("target_areas", rows))

    def for_list(self) -> Self:
        """With what a row shows, and without the long texts."""
        return self.with_names().with_target_areas().without_long_texts()

    def without_long_texts(self) -> Self:
        return self.defer("problem", "analysis", "response", "learned", *CHEERS)

    def for_page(self) -> Self:
        """With what the page of one initiative shows and asks rights by."""
        targets = apps.get_model("initiatives.TargetArea").objects
        rows = targets.select_related("area").defer("area__boundary")
        return self.select_related("lead_officer", "lead_leader", "plan").prefetch_related(
            Prefetch("target_areas", rows.prefetch_related("area__officers"))
        )


def _takes_part(user: User | AnonymousUser) -> Q:
    speakers = apps.get_model("initiatives.Partner").objects.filter(
        initiative=OuterRef("pk"),
        left_on=None,
        organization__affiliations__leader__user=user.pk,
        organization__affiliations__until_on=None,
    )
    return Q(lead_leader__user=user.pk) | Q(Exists(speakers), visibility__in=["partners", "public"])
