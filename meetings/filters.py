"""Search and filters of meetings and series: the same on the page and in the API."""

from __future__ import annotations

import django_filters
from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from leaders.forms.widgets import LongSelect
from leaders.models import Area
from leaders.querysets import AreaQuerySet
from meetings.models import Meeting, MeetingKind, Series
from meetings.querysets import MeetingQuerySet, SeriesQuerySet

ALL = _("All")


def _areas(_request: HttpRequest | None) -> AreaQuerySet:
    return Area.objects.only("code", "name")


def search() -> django_filters.CharFilter:
    return django_filters.CharFilter(
        label=_("Title or place"),
        method="search",
        widget=forms.TextInput(attrs={"type": "search"}),
    )


def area() -> django_filters.ModelChoiceFilter:
    return django_filters.ModelChoiceFilter(
        label=_("Area"),
        queryset=_areas,
        to_field_name="code",
        empty_label=ALL,
        method="in_area",
        widget=LongSelect,
    )


def kind() -> django_filters.ChoiceFilter:
    return django_filters.ChoiceFilter(
        label=_("Kind"), choices=MeetingKind.choices, empty_label=ALL, widget=LongSelect
    )


class MeetingFilter(django_filters.FilterSet):
    q = search()
    area = area()
    kind = kind()

    class Meta:
        model = Meeting
        fields: list[str] = []

    def search(self, meetings: MeetingQuerySet, _name: str, text: str) -> MeetingQuerySet:
        return meetings.search(text)

    def in_area(self, meetings: MeetingQuerySet, _name: str, area: Area) -> MeetingQuerySet:
        return meetings.in_areas([area])


class SeriesFilter(django_filters.FilterSet):
    q = search()
    area = area()
    kind = kind()
    active = django_filters.ChoiceFilter(
        label=_("Running"),
        choices=[("active", _("Running")), ("ended", _("Ended")), ("all", ALL)],
        method="running",
        empty_label=None,
    )

    class Meta:
        model = Series
        fields: list[str] = []

    def search(self, series: SeriesQuerySet, _name: str, text: str) -> SeriesQuerySet:
        return series.search(text)

    def in_area(self, series: SeriesQuerySet, _name: str, area: Area) -> SeriesQuerySet:
        return series.in_areas([area])

    def running(self, series: SeriesQuerySet, _name: str, value: str) -> SeriesQuerySet:
        return {"active": series.active(), "ended": series.ended()}.get(value, series)
