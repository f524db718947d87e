"""Search and filters of initiatives: the same on the page and for everybody what they may see."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

import django_filters
from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from initiatives.models import CaseStudy, EvidenceGrade, Initiative
from initiatives.querysets import CaseStudyQuerySet, InitiativeQuerySet
from leaders.forms.widgets import LongSelect
from leaders.models import Area
from leaders.querysets import AreaQuerySet

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

ALL = _("All")
ME = "me"
OPEN, EVERY = "open", "all"
STAGES = [(OPEN, _("Worked on")), *Initiative.Stage.choices, (EVERY, ALL)]


def _areas(_request: HttpRequest | None) -> AreaQuerySet:
    return Area.objects.only("code", "name")


def _officers() -> Iterable[tuple[str, StrOrPromise]]:
    people = User.objects.police().values_list("pk", "name")
    return [(ME, _("Me")), *((str(pk), name) for pk, name in people)]


class PublicFilter(django_filters.FilterSet):
    """For everybody."""

    q = django_filters.CharFilter(
        label=_("Words"), method="search", widget=forms.TextInput(attrs={"type": "search"})
    )
    stage = django_filters.ChoiceFilter(
        label=_("Stage"), choices=STAGES, method="in_stage", empty_label=None, widget=LongSelect
    )
    area = django_filters.ModelChoiceFilter(
        label=_("Area"),
        queryset=_areas,
        to_field_name="code",
        empty_label=ALL,
        method="in_area",
        widget=LongSelect,
    )
    kind = django_filters.ChoiceFilter(
        label=_("Kind"),
        choices=Initiative.Kind.choices,
        empty_label=ALL,
        method="of_kind",
        widget=LongSelect,
    )

    class Meta:
        model = Initiative
        fields: list[str] = []

    def search(self, rows: InitiativeQuerySet, _name: str, text: str) -> InitiativeQuerySet:
        return rows.search(text)

    def in_stage(self, rows: InitiativeQuerySet, _name: str, stage: str) -> InitiativeQuerySet:
        if stage == OPEN:
            return rows.open()
        return rows if stage == EVERY else rows.in_stage(stage)

    def in_area(self, rows: InitiativeQuerySet, _name: str, area: Area) -> InitiativeQuerySet:
        return rows.in_areas([area])

    def of_kind(self, rows: InitiativeQuerySet, _name: str, kind: str) -> InitiativeQuerySet:
        return rows.of_kind(kind)


class PortfolioFilter(PublicFilter):
    """For the department."""

    lead = django_filters.ChoiceFilter(
        label=_("Lead officer"),
        choices=_officers,
        empty_label=ALL,
        method="of_lead",
        widget=LongSelect,
    )
    overdue = django_filters.BooleanFilter(
        label=_("Overdue"), method="is_overdue", widget=forms.CheckboxInput
    )

    def of_lead(self, rows: InitiativeQuerySet, _name: str, lead: str) -> InitiativeQuerySet:
        return rows.filter(lead_officer=self.request.user.pk if lead == ME else int(lead))

    def is_overdue(self, rows: InitiativeQuerySet, _name: str, wanted: bool) -> InitiativeQuerySet:
        return rows.overdue() if wanted else rows


class CaseFilter(django_filters.FilterSet):
    q = django_filters.CharFilter(
        label=_("Words"), method="search", widget=forms.TextInput(attrs={"type": "search"})
    )
    grade = django_filters.ChoiceFilter(
        label=_("How much is known"),
        choices=EvidenceGrade.choices,
        empty_label=ALL,
        widget=LongSelect,
    )
    kind = django_filters.ChoiceFilter(
        label=_("Kind"), choices=Initiative.Kind.choices, empty_label=ALL, widget=LongSelect
    )

    class Meta:
        model = CaseStudy
        fields: list[str] = []

    def search(self, rows: CaseStudyQuerySet, _name: str, text: str) -> CaseStudyQuerySet:
        return rows.search(text)
