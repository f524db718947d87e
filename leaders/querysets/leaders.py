"""The vocabulary in which leaders are asked for."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Self

from django.apps import apps
from django.contrib.auth.models import AnonymousUser
from django.contrib.postgres.expressions import ArraySubquery
from django.db import models
from django.db.models import (
    Case,
    Exists,
    ExpressionWrapper,
    F,
    OuterRef,
    Prefetch,
    Q,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Concat, Now, TruncDate
from django.utils import timezone

from leaders.querysets.names import area_names
from leaders.querysets.text import words

if TYPE_CHECKING:
    from accounts.models import User
    from leaders.models import Area, Leader

MIN_PHONE_DIGITS = 4


class LeaderQuerySet(models.QuerySet["Leader"]):
    """Leaders, chainable."""

    # Who may see whom

    def visible_to(self, user: User | AnonymousUser) -> Self:
        """The department sees the whole directory, a leader only themselves."""
        if getattr(user, "is_police", False):
            return self.all()
        return self.of_user(user)

    def of_user(self, user: User | AnonymousUser) -> Self:
        """The directory entry of a signed-in leader."""
        return self.filter(user=user.pk) if user.is_authenticated else self.none()

    # What they are

    def active(self) -> Self:
        return self.filter(is_active=True)

    def reachable(self) -> Self:
        """Those a message can be sent to."""
        return self.exclude(email="")

    def without_account(self) -> Self:
        return self.filter(user=None)

    def in_areas(self, areas: Iterable[Area]) -> Self:
        through = self.model.areas.through.objects
        return self.filter(Exists(through.filter(leader=OuterRef("pk"), area__in=areas)))

    def in_sectors(self, sectors: Iterable[str], on: date | None = None) -> Self:
        """Those who speak, on that day, for an organization of one of the sectors."""
        ended = Q(until_on__lt=on or TruncDate(Now()))
        affiliations = self.model.organizations.through.objects.exclude(ended)
        return self.filter(
            Exists(affiliations.filter(leader=OuterRef("pk"), organization__sector__in=sectors))
        )

    def speaking(self, languages: Iterable[str]) -> Self:
        """Those who prefer or also speak one of the languages."""
        codes = list(languages)
        return self.filter(Q(preferred_language__in=codes) | Q(languages__overlap=codes))

    def with_role(self, roles: Iterable[str]) -> Self:
        """Those with one of the leadership roles."""
        return self.filter(leadership_roles__overlap=list(roles))

    def search(self, text: str) -> Self:
        """Those in whom every word is found: name, e-mail, phone or organization."""
        found = self
        for word in words(text):
            found = found.filter(self._contains(word))
        return found

    def _contains(self, word: str) -> Q:
        # One list of keys: after an "or", EXISTS would be asked of every leader there is.
        speaking = self.model.organizations.through.objects.filter(
            organization__name_key__contains=word
        ).order_by()
        contains = (
            Q(name_key__contains=word)
            | Q(email__icontains=word)
            | Q(pk__in=speaking.values("leader"))
        )
        digits = "".join(sign for sign in word if sign.isdigit())
        return contains | Q(phone__contains=digits) if len(digits) >= MIN_PHONE_DIGITS else contains

    def sorted_by(self, key: str) -> Self:
        """By name, or by when somebody last spoke with them; "-" turns the order round."""
        if key.removeprefix("-") == "contact":
            last = F("last_contact_at")
            order = last.desc(nulls_last=True) if key[0] == "-" else last.asc(nulls_first=True)
            return self.with_last_contact().order_by(order, "name_key", "pk")
        if key == "-name":
            return self.order_by("-name_key", "-pk")
        return self.order_by("name_key", "pk")

    def for_list_page(self) -> Self:
        """With just what a line of the directory shows."""
        affiliations = self.model.organizations.through.objects.filter(leader=OuterRef("pk"))
        body = Case(
            When(position="", then=F("organization__name")),
            default=Concat("organization__name", Value(", "), "position"),
        )
        return (
            self.with_last_contact()
            .annotate(
                speaks_for=ArraySubquery(affiliations.values_list(body)),
                area_names=area_names("leaders"),
            )
            .only(
                *("name", "email", "preferred_language"),
                *("is_active", "contact_cadence_days", "created_at"),
            )
        )

    def for_export(self) -> Self:
        """With what else is known of them."""
        areas = apps.get_model("leaders", "Area").objects.only("code", "name")
        affiliations = self.model.organizations.through.objects.select_related("organization")
        return self.with_last_contact().prefetch_related(
            Prefetch("affiliations", affiliations), Prefetch("areas", areas)
        )

    def for_choice(self) -> Self:
        """With what tells people of the same name apart."""
        affiliations = self.model.organizations.through.objects.select_related("organization")
        return self.prefetch_related(Prefetch("affiliations", affiliations))

    # When somebody last spoke with them

    def with_last_contact(self) -> Self:
        """Annotates `last_contact_at`."""
        contacts = self.model.contacts.through.objects.filter(leader=OuterRef("pk"))
        latest = contacts.order_by("-contact__happened_at").values("contact__happened_at")[:1]
        return self.annotate(last_contact_at=Subquery(latest))

    def without_contact_since(self, moment: datetime) -> Self:
        contacts = self.model.contacts.through.objects.filter(
            leader=OuterRef("pk"), contact__happened_at__gte=moment
        )
        return self.filter(~Exists(contacts))

    def needing_contact(self, at: datetime | None = None) -> Self:
        """Active leaders not spoken with for longer than was agreed.

        A leader nobody has spoken with yet is counted from the day they were added.
        """
        limit = ExpressionWrapper(
            Value(at or timezone.now()) - F("contact_cadence_days") * Value(timedelta(days=1)),
            output_field=models.DateTimeField(),
        )
        contacts = self.model.contacts.through.objects.filter(
            leader=OuterRef("pk"), contact__happened_at__gte=OuterRef("contact_limit")
        )
        return (
            self.active()
            .alias(contact_limit=limit)
            .filter(
                ~Exists(contacts), contact_cadence_days__gt=0, created_at__lt=F("contact_limit")
            )
        )
