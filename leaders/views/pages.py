"""What list pages have in common."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, QueryDict

PAGE_SIZE = 25


def page_of(request: HttpRequest, rows: QuerySet[Any]) -> Page[Any]:
    """The page the address asks for; the nearest one when there is no such page."""
    return Paginator(rows, PAGE_SIZE).get_page(request.GET.get("page"))


def with_defaults(query: QueryDict, **defaults: str) -> QueryDict:
    """Filters as the address has them, and as they are meant where it says nothing."""
    filled = query.copy()
    for name, value in defaults.items():
        filled.setdefault(name, value)
    return filled


def template(request: HttpRequest, name: str, part: str = "rows") -> str:
    """The whole page, or for htmx the part that changes."""
    return f"{name}#{part}" if getattr(request, "htmx", False) else name


def require(is_allowed: bool) -> None:
    if not is_allowed:
        raise PermissionDenied
