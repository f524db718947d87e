"""The vocabulary in which needs, offers and their worth are asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.apps import apps
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import DecimalField, Exists, F, OuterRef, Q, Subquery, Sum
from django.db.models.functions import Coalesce

if TYPE_CHECKING:
    from accounts.models import User
    from initiatives.models import Initiative, Need, Offer

SUMS = ("pledged", "confirmed", "delivered", "used")


class NeedQuerySet(models.QuerySet["Need"]):
    """Needs, chainable."""

    def visible_to(self, user: User | AnonymousUser) -> Self:
        """Whoever sees the initiative may know what it needs."""
        if getattr(user, "is_police", False) and user.is_active:
            return self.all()
        seen = apps.get_model("initiatives.Initiative").objects.visible_to(user)
        return self.filter(initiative__in=seen.order_by().values("pk"))

    def open(self) -> Self:
        return self.filter(closed_at=None)

    def of_initiative(self, initiative: Initiative) -> Self:
        return self.filter(initiative=initiative)

    def fitting(self, offer: Offer) -> Self:
        """Open ones of the same kind; where the offer names its area, those who work there."""
        found = self.open().filter(kind=offer.kind)
        if offer.currency:
            found = found.filter(currency=offer.currency)
        if offer.area_id is None:
            return found
        targets = apps.get_model("initiatives.TargetArea").objects
        here = targets.filter(initiative=OuterRef("initiative"), area=offer.area_id, role="target")
        return found.filter(Exists(here))

    def with_sums(self) -> Self:
        """Annotates what is pledged, confirmed, delivered and used for each."""
        offers = apps.get_model("initiatives.Offer").objects.filter(need=OuterRef("pk"))
        grouped = offers.order_by().values("need")
        sums = {
            f"{name}_sum": Coalesce(
                Subquery(grouped.annotate(total=Sum(name)).values("total")),
                0,
                output_field=DecimalField(),
            )
            for name in SUMS
        }
        return self.annotate(**sums)


class OfferQuerySet(models.QuerySet["Offer"]):
    """Offers, chainable."""

    def visible_to(self, user: User | AnonymousUser) -> Self:
        """To the department all; to a leader their own, and those of what they lead."""
        if getattr(user, "is_police", False) and user.is_active:
            return self.all()
        if not user.is_active:
            return self.none()
        return self.filter(Q(leader__user=user.pk) | Q(need__initiative__lead_leader__user=user.pk))

    def free(self) -> Self:
        """Not given to a need yet."""
        return self.filter(need=None, pledged__gt=0)

    def fitting(self, need: Need) -> Self:
        """Free ones of the same kind, of an area in which the initiative works or of none."""
        targets = apps.get_model("initiatives.TargetArea").objects
        here = targets.filter(initiative=need.initiative_id, role="target").values("area")
        found = self.free().filter(kind=need.kind, currency=need.currency)
        return found.filter(Q(area=None) | Q(area__in=here))

    def suggested_for(self, initiative: Initiative) -> Self:
        """Free ones of the kinds it still asks for, of its areas or of none."""
        needs = apps.get_model("initiatives.Need").objects.of_initiative(initiative).open()
        same = needs.filter(kind=OuterRef("kind"), currency=OuterRef("currency"))
        targets = apps.get_model("initiatives.TargetArea").objects
        here = targets.filter(initiative=initiative, role="target").values("area")
        return self.free().filter(Exists(same)).filter(Q(area=None) | Q(area__in=here))

    def of_initiative(self, initiative: Initiative) -> Self:
        return self.filter(need__initiative=initiative)

    def with_names(self) -> Self:
        return self.select_related(
            "leader", "organization", "need", "need__initiative", "area"
        ).defer("area__boundary")

    def worth(self, *names: str) -> models.QuerySet[Offer, dict[str, object]]:
        """What was delivered, in each currency by itself, for each value of `names`; rows of
        numbers, not offers.
        """
        field = DecimalField(max_digits=20, decimal_places=2)
        rows = self.order_by().values(*names, "value_currency")
        value = Sum(F("delivered") * F("unit_value"), output_field=field)
        found: models.QuerySet[Offer, dict[str, object]] = rows.annotate(value=value).order_by(
            *names, "value_currency"
        )
        return found
