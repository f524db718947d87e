"""By what lists of initiatives are narrowed for programs."""

from __future__ import annotations

from typing import Any

import django_filters

from initiatives.models import Initiative
from initiatives.querysets.initiatives import ENDED
from leaders.filters import AreaParameter, Ordering


class InitiativeFilter(django_filters.FilterSet):
    area = AreaParameter()
    stage = django_filters.MultipleChoiceFilter(choices=Initiative.Stage.choices)
    is_open = django_filters.BooleanFilter(method="still_open")
    is_overdue = django_filters.BooleanFilter(method="too_late")
    q = django_filters.CharFilter(method="matching")
    ordering = Ordering(fields=["created_at", "due_on", "title"])

    class Meta:
        model = Initiative
        fields = ("kind", "visibility")

    def still_open(self, queryset: Any, _name: str, value: bool) -> Any:
        return queryset.open() if value else queryset.filter(stage__in=ENDED)

    def too_late(self, queryset: Any, _name: str, value: bool) -> Any:
        late = queryset.overdue()
        return late if value else queryset.exclude(pk__in=late.order_by().values("pk"))

    def matching(self, queryset: Any, _name: str, value: str) -> Any:
        return queryset.search(value)
