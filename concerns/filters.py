"""Search and filters of concerns and priorities: the same on the page, in exports and the API."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING

import django_filters
from django import forms
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from concerns.models import Category, Concern, Priority
from concerns.querysets import CategoryQuerySet, ConcernQuerySet, PriorityQuerySet
from leaders.filters import AreaChoiceFilter
from leaders.forms.widgets import LongSelect
from leaders.models import Area

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

ALL = _("All")
ME = "me"
NOBODY = "nobody"


def _categories(_request: HttpRequest | None) -> CategoryQuerySet:
    return Category.objects.only("key", "name")


def _owners() -> Iterable[tuple[str, StrOrPromise]]:
    people = User.objects.police().values_list("pk", "name")
    return [(ME, _("Me")), (NOBODY, _("Nobody yet")), *((str(pk), name) for pk, name in people)]


def _choice(label: StrOrPromise, choices: object, method: str) -> django_filters.ChoiceFilter:
    return django_filters.ChoiceFilter(
        label=label, choices=choices, empty_label=ALL, method=method, widget=LongSelect
    )


def _box(label: StrOrPromise, method: str) -> django_filters.BooleanFilter:
    return django_filters.BooleanFilter(label=label, method=method, widget=forms.CheckboxInput)


class ConcernFilter(django_filters.FilterSet):
    """Nothing here asks who raised it."""

    q = django_filters.CharFilter(
        label=_("Words, place or number"),
        method="search",
        widget=forms.TextInput(attrs={"type": "search"}),
    )
    area = AreaChoiceFilter(null_label=_("No area"), null_value="none")
    owner = _choice(_("Owner"), _owners, "of_owner")
    state = _choice(_("State"), Concern.State.choices, "in_state")
    category = django_filters.ModelChoiceFilter(
        label=_("Category"),
        queryset=_categories,
        to_field_name="key",
        empty_label=ALL,
        method="of_category",
        widget=LongSelect,
    )
    confidentiality = _choice(_("Raised"), Concern.Confidentiality.choices, "with_mode")
    urgency = _choice(_("How urgent"), Concern.Urgency.choices, "as_urgent")
    overdue = _box(_("Answer overdue"), "is_overdue")
    today = _box(_("Answer due today"), "is_due_today")
    unread = _box(_("They wrote again"), "is_unread")

    class Meta:
        model = Concern
        fields: list[str] = []

    def search(self, rows: ConcernQuerySet, _name: str, text: str) -> ConcernQuerySet:
        return rows.search(text)

    def in_area(self, rows: ConcernQuerySet, _name: str, area: Area | str) -> ConcernQuerySet:
        return rows.in_areas([area]) if isinstance(area, Area) else rows.without_area()

    def of_owner(self, rows: ConcernQuerySet, _name: str, owner: str) -> ConcernQuerySet:
        if owner == NOBODY:
            return rows.without_owner()
        return rows.filter(owner=self.request.user.pk if owner == ME else int(owner))

    def in_state(self, rows: ConcernQuerySet, _name: str, state: str) -> ConcernQuerySet:
        return rows.in_states([state])

    def of_category(self, rows: ConcernQuerySet, _name: str, category: Category) -> ConcernQuerySet:
        return rows.filter(category=category)

    def with_mode(self, rows: ConcernQuerySet, _name: str, mode: str) -> ConcernQuerySet:
        return rows.with_mode(mode)

    def as_urgent(self, rows: ConcernQuerySet, _name: str, urgency: str) -> ConcernQuerySet:
        return rows.filter(urgency=urgency)

    def is_overdue(self, rows: ConcernQuerySet, _name: str, wanted: bool) -> ConcernQuerySet:
        return rows.overdue() if wanted else rows

    def is_due_today(self, rows: ConcernQuerySet, _name: str, wanted: bool) -> ConcernQuerySet:
        if not wanted:
            return rows
        starts = timezone.make_aware(datetime.combine(timezone.localdate(), time.min))
        return rows.due_before(starts + timedelta(days=1)).filter(due_at__gte=starts)

    def is_unread(self, rows: ConcernQuerySet, _name: str, wanted: bool) -> ConcernQuerySet:
        return rows.unread() if wanted else rows


class PriorityFilter(django_filters.FilterSet):
    q = django_filters.CharFilter(
        label=_("Words"), method="search", widget=forms.TextInput(attrs={"type": "search"})
    )
    area = AreaChoiceFilter()
    show = django_filters.ChoiceFilter(
        label=_("Which ones"),
        choices=[("current", _("Worked on")), ("settled", _("Settled")), ("all", ALL)],
        method="that_are",
        empty_label=None,
    )

    class Meta:
        model = Priority
        fields: list[str] = []

    def search(self, rows: PriorityQuerySet, _name: str, text: str) -> PriorityQuerySet:
        return rows.search(text)

    def in_area(self, rows: PriorityQuerySet, _name: str, area: Area) -> PriorityQuerySet:
        return rows.in_areas([area])

    def that_are(self, rows: PriorityQuerySet, _name: str, value: str) -> PriorityQuerySet:
        return {"current": rows.current(), "settled": rows.settled()}.get(value, rows)
