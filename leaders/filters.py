"""Search and filters of the lists: the same on the page, in its export and in the API."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import django_filters
from django import forms
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema_field

from leaders import languages
from leaders.forms.fields import AreaChoiceField
from leaders.forms.widgets import LongSelect
from leaders.models import Area, Contact, Leader, LeadershipRole, Organization, Sector
from leaders.querysets import (
    AreaQuerySet,
    ContactQuerySet,
    LeaderQuerySet,
    OrganizationQuerySet,
)

ALL = _("All")
ACTIVE = "active"
ACTIVE_CHOICES = [(ACTIVE, _("Active")), ("inactive", _("Stepped back")), ("all", ALL)]
MAX_DAYS = 3650


def _areas(_request: HttpRequest | None) -> AreaQuerySet:
    return Area.objects.only("code", "name")


def _leaders(request: HttpRequest | None) -> LeaderQuerySet:
    visible = Leader.objects.visible_to(request.user) if request else Leader.objects.none()
    return visible.only("name")


def _search(label: Any) -> django_filters.CharFilter:
    return django_filters.CharFilter(label=label, method="search")


def _choice(label: Any, choices: Any, method: str) -> django_filters.ChoiceFilter:
    return django_filters.ChoiceFilter(
        label=label, choices=choices, empty_label=ALL, method=method, widget=LongSelect
    )


class AreaChoiceFilter(django_filters.ModelChoiceFilter):
    """One of the areas, in a drop-down."""

    field_class = AreaChoiceField

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            label=_("Area"),
            queryset=_areas,
            to_field_name="code",
            empty_label=ALL,
            method="in_area",
            widget=LongSelect,
            **kwargs,
        )


class AreaParameter(django_filters.CharFilter):
    """For programs: they have the area's number. No such area: nothing belongs to it."""

    def __init__(self) -> None:
        super().__init__(label=_("Area"), max_length=100, help_text="An area's number or code.")

    def filter(self, qs: Any, value: str | None) -> Any:
        return qs.in_areas(_named(value)) if value else qs


def _named(text: str) -> AreaQuerySet:
    """What is the code of an area and looks like a number is a code."""
    found = Area.objects.filter(code__iexact=text)
    if text.isdecimal() and not found.exists():
        return Area.objects.filter(pk=text)
    return found


class MomentFilter(django_filters.IsoDateTimeFilter):
    """PostgreSQL takes no clock that is more than 16 hours off; as a moment it is fine."""

    def filter(self, qs: Any, value: datetime | None) -> Any:
        if value is None:
            return qs
        try:
            return super().filter(qs, value.astimezone(UTC))
        except OverflowError:  # On the first or last day there is.
            return qs.none()


class Ordering(django_filters.OrderingFilter):
    """A lone comma asks for no order, and gets the usual one."""

    def filter(self, qs: Any, value: list[str] | None) -> Any:
        named = [name for name in value or [] if name]
        return super().filter(qs, named) if named else qs


class LeaderFilter(django_filters.FilterSet):
    q = _search(_("Name, organization, e-mail or phone"))
    area = AreaChoiceFilter()
    sector = _choice(_("Sector"), Sector.choices, "in_sector")
    language = _choice(_("Language"), languages.choices, "speaking")
    role = _choice(_("Leadership role"), LeadershipRole.choices, "with_role")
    quiet = django_filters.NumberFilter(
        label=_("No contact for (days)"),
        method="without_contact",
        min_value=1,
        max_value=MAX_DAYS,
    )
    due = django_filters.BooleanFilter(
        label=_("Contact is due"), method="needing_contact", widget=forms.CheckboxInput
    )
    active = django_filters.ChoiceFilter(
        label=_("Taking part"), choices=ACTIVE_CHOICES, method="taking_part", empty_label=None
    )

    class Meta:
        model = Leader
        fields: list[str] = []

    def search(self, leaders: LeaderQuerySet, _name: str, text: str) -> LeaderQuerySet:
        return leaders.search(text)

    def in_area(self, leaders: LeaderQuerySet, _name: str, area: Area) -> LeaderQuerySet:
        return leaders.in_areas([area])

    def in_sector(self, leaders: LeaderQuerySet, _name: str, sector: str) -> LeaderQuerySet:
        return leaders.in_sectors([sector])

    def speaking(self, leaders: LeaderQuerySet, _name: str, value: str) -> LeaderQuerySet:
        return leaders.speaking([value])

    def with_role(self, leaders: LeaderQuerySet, _name: str, role: str) -> LeaderQuerySet:
        return leaders.with_role([role])

    def without_contact(self, leaders: LeaderQuerySet, _name: str, days: Any) -> LeaderQuerySet:
        return leaders.without_contact_since(timezone.now() - timedelta(days=int(days)))

    def needing_contact(self, leaders: LeaderQuerySet, _name: str, is_due: bool) -> LeaderQuerySet:
        return leaders.needing_contact() if is_due else leaders

    def taking_part(self, leaders: LeaderQuerySet, _name: str, value: str) -> LeaderQuerySet:
        return leaders if value == "all" else leaders.filter(is_active=value == ACTIVE)


class LeaderParameters(LeaderFilter):
    """For programs. When somebody is to be called is no business of the one to be called."""

    area = AreaParameter()

    def without_contact(self, leaders: LeaderQuerySet, _name: str, days: Any) -> LeaderQuerySet:
        return super().without_contact(leaders, _name, days) if self._may_view_contacts else leaders

    def needing_contact(self, leaders: LeaderQuerySet, _name: str, is_due: bool) -> LeaderQuerySet:
        return super().needing_contact(leaders, _name, is_due and self._may_view_contacts)

    @property
    def _may_view_contacts(self) -> bool:
        return bool(self.request.user.has_perm("leaders.view_contacts"))


class OrganizationFilter(django_filters.FilterSet):
    q = _search(_("Name or e-mail"))
    area = AreaChoiceFilter()
    sector = _choice(_("Sector"), Sector.choices, "in_sector")
    active = django_filters.ChoiceFilter(
        label=_("Taking part"), choices=ACTIVE_CHOICES, method="taking_part", empty_label=None
    )

    class Meta:
        model = Organization
        fields: list[str] = []

    def search(self, found: OrganizationQuerySet, _name: str, text: str) -> OrganizationQuerySet:
        return found.search(text)

    def in_area(self, found: OrganizationQuerySet, _name: str, area: Area) -> OrganizationQuerySet:
        return found.in_areas([area])

    def in_sector(
        self, found: OrganizationQuerySet, _name: str, sector: str
    ) -> OrganizationQuerySet:
        return found.in_sectors([sector])

    def taking_part(
        self, found: OrganizationQuerySet, _name: str, value: str
    ) -> OrganizationQuerySet:
        return found if value == "all" else found.filter(is_active=value == ACTIVE)


class OrganizationParameters(OrganizationFilter):
    """For programs."""

    area = AreaParameter()


class AreaFilter(django_filters.FilterSet):
    q = _search(_("Name or code"))
    kind = _choice(_("Kind"), Area.Kind.choices, "of_kind")

    class Meta:
        model = Area
        fields: list[str] = []

    def search(self, areas: AreaQuerySet, _name: str, text: str) -> AreaQuerySet:
        return areas.search(text)

    def of_kind(self, areas: AreaQuerySet, _name: str, kind: str) -> AreaQuerySet:
        return areas.of_kind(kind)


class ContactFilter(django_filters.FilterSet):
    leader = django_filters.ModelChoiceFilter(
        label=_("Leader"), queryset=_leaders, method="with_leader"
    )
    kind = _choice(_("Kind"), Contact.Kind.choices, "of_kind")
    since = MomentFilter(label=_("Since"), field_name="happened_at", lookup_expr="gte")

    class Meta:
        model = Contact
        fields: list[str] = []

    @extend_schema_field(int)
    def with_leader(self, contacts: ContactQuerySet, _name: str, leader: Leader) -> ContactQuerySet:
        return contacts.with_leader(leader)

    def of_kind(self, contacts: ContactQuerySet, _name: str, kind: str) -> ContactQuerySet:
        return contacts.filter(kind=kind)
