"""Search and filters of meetings, series and promises: the same on the page and in the API."""

from __future__ import annotations

import django_filters
from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from leaders.filters import AreaChoiceFilter, AreaParameter, Ordering
from leaders.forms.widgets import LongSelect
from leaders.models import Area, Leader
from leaders.querysets import LeaderQuerySet
from meetings.models import Commitment, Meeting, MeetingKind, Series
from meetings.querysets import CommitmentQuerySet, MeetingQuerySet, SeriesQuerySet

ALL = _("All")
BY_DEPARTMENT = "department"
BY_LEADER = "leader"


def _leaders(request: HttpRequest | None) -> LeaderQuerySet:
    """Whose promises may be asked for: who made one is not for everybody to find out."""
    return Leader.objects.visible_to(request.user) if request else Leader.objects.none()


def search() -> django_filters.CharFilter:
    return django_filters.CharFilter(
        label=_("Title or place"),
        method="search",
        widget=forms.TextInput(attrs={"type": "search"}),
    )


def kind() -> django_filters.ChoiceFilter:
    return django_filters.ChoiceFilter(
        label=_("Kind"), choices=MeetingKind.choices, empty_label=ALL, widget=LongSelect
    )


class MeetingFilter(django_filters.FilterSet):
    q = search()
    area = AreaChoiceFilter()
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
    area = AreaChoiceFilter()
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


class SeriesParameters(SeriesFilter):
    """For programs."""

    area = AreaParameter()


class CommitmentFilter(django_filters.FilterSet):
    q = django_filters.CharFilter(
        label=_("Words"), method="search", widget=forms.TextInput(attrs={"type": "search"})
    )
    state = django_filters.ChoiceFilter(
        label=_("State"), choices=Commitment.State.choices, empty_label=ALL
    )
    area = AreaChoiceFilter()
    made_by = django_filters.ChoiceFilter(
        label=_("Made by"),
        choices=[(BY_DEPARTMENT, _("The department")), (BY_LEADER, _("Leaders"))],
        method="by_side",
        empty_label=ALL,
    )
    mine = django_filters.BooleanFilter(
        label=_("Only mine"), method="of_reader", widget=forms.CheckboxInput
    )
    overdue = django_filters.BooleanFilter(
        label=_("Only overdue"), method="by_day", widget=forms.CheckboxInput
    )

    class Meta:
        model = Commitment
        fields: list[str] = []

    def search(self, rows: CommitmentQuerySet, _name: str, text: str) -> CommitmentQuerySet:
        return rows.search(text)

    def in_area(self, rows: CommitmentQuerySet, _name: str, area: Area) -> CommitmentQuerySet:
        return rows.in_areas([area])

    def by_side(self, rows: CommitmentQuerySet, _name: str, side: str) -> CommitmentQuerySet:
        return rows.made_by_police() if side == BY_DEPARTMENT else rows.made_by_leaders()

    def of_reader(self, rows: CommitmentQuerySet, _name: str, wanted: bool) -> CommitmentQuerySet:
        reader = self.request.user
        return rows.concerning(reader) if wanted and reader.is_authenticated else rows

    def by_day(self, rows: CommitmentQuerySet, _name: str, wanted: bool) -> CommitmentQuerySet:
        return rows.overdue() if wanted else rows


class CommitmentParameters(CommitmentFilter):
    """The page's filters, and those of programs."""

    area = AreaParameter()
    owner_user = django_filters.ModelChoiceFilter(queryset=User.objects.police())
    owner_leader = django_filters.ModelChoiceFilter(queryset=_leaders)
    due_from = django_filters.DateFilter("due_on", "gte")
    due_to = django_filters.DateFilter("due_on", "lte")
    ordering = Ordering(fields=["due_on", "created_at"])
