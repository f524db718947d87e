"""By what lists of concerns and priorities are narrowed; never by who raised them."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import django_filters
from django.utils import timezone

from accounts.models import User
from concerns.models import Concern, Priority
from leaders.filters import MomentFilter, Ordering
from leaders.models import Area


def in_area(queryset: Any, value: str) -> Any:
    """An area by its code or its number."""
    found = Area.objects.filter(code__iexact=value)
    if value.isdecimal() and not found.exists():
        found = Area.objects.filter(pk=value)
    return queryset.in_areas(found)


class ConcernFilter(django_filters.FilterSet):
    area = django_filters.CharFilter(method="of_area", help_text="An area's number or code.")
    category = django_filters.CharFilter("category__key")
    state = django_filters.MultipleChoiceFilter(choices=Concern.State.choices)
    outcome = django_filters.MultipleChoiceFilter(choices=Concern.Outcome.choices)
    owner = django_filters.ModelChoiceFilter(queryset=User.objects.police())
    is_open = django_filters.BooleanFilter(method="still_open")
    is_overdue = django_filters.BooleanFilter(method="too_late")
    is_unread = django_filters.BooleanFilter("unread_since", "isnull", exclude=True)
    is_published = django_filters.BooleanFilter("published_at", "isnull", exclude=True)
    raised_from = MomentFilter("raised_at", "gte")
    raised_to = MomentFilter("raised_at", "lt")
    q = django_filters.CharFilter(method="matching")
    ordering = Ordering(fields=["raised_at", "due_at", "reference"])

    class Meta:
        model = Concern
        fields = ("confidentiality", "urgency")

    def of_area(self, queryset: Any, _name: str, value: str) -> Any:
        return in_area(queryset, value)

    def still_open(self, queryset: Any, _name: str, value: bool) -> Any:
        return queryset.open() if value else queryset.closed()

    def too_late(self, queryset: Any, _name: str, value: bool) -> Any:
        now: datetime = timezone.now()
        late = queryset.overdue(now)
        return late if value else queryset.exclude(pk__in=late.order_by().values("pk"))

    def matching(self, queryset: Any, _name: str, value: str) -> Any:
        return queryset.search(value)


class PriorityFilter(django_filters.FilterSet):
    area = django_filters.CharFilter(method="of_area", help_text="An area's number or code.")
    is_current = django_filters.BooleanFilter("closed_on", "isnull")
    q = django_filters.CharFilter(method="matching")

    class Meta:
        model = Priority
        fields: tuple[str, ...] = ()

    def of_area(self, queryset: Any, _name: str, value: str) -> Any:
        return in_area(queryset, value)

    def matching(self, queryset: Any, _name: str, value: str) -> Any:
        return queryset.search(value)
