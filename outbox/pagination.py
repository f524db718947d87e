"""Pages of a list that has no end: what is far back is found by searching, not by leafing."""

from __future__ import annotations

from functools import cached_property
from typing import Any, cast

from django.core.paginator import Paginator
from django.db.models import QuerySet
from rest_framework.pagination import PageNumberPagination

MOST_COUNTED = 10_000


class BoundedPaginator(Paginator):  # type: ignore[type-arg]
    """Counting every row would take longer than all the rest of the page."""

    @cached_property
    def count(self) -> int:
        rows = cast("QuerySet[Any]", self.object_list)
        return rows.order_by().values("pk")[:MOST_COUNTED].count()

    @property
    def has_more(self) -> bool:
        return self.count == MOST_COUNTED


class BoundedPagination(PageNumberPagination):
    django_paginator_class = BoundedPaginator
