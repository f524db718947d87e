"""Template tags of lists: search, rows, pages; see docs/design-system.md."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from django import template
from django.core.paginator import Page
from django.db.models import Model
from django.forms import BaseForm
from django.utils.translation import gettext as _

from config.design.addresses import row_address

register = template.Library()

# More than that push the list off a phone's screen.
FILTERS_SHOWN = 3


@register.simple_tag
def row_url(name: str, key: int | str) -> str:
    """`{% row_url "leaders:leader-detail" leader.pk %}`: as `{% url %}`, for each row of a list."""
    return row_address(name, key)


@register.filter
def label(row: Model, field: str) -> str:
    """`{{ meeting|label:"kind" }}`: as `get_kind_display`, which lists all kinds each time."""
    value = getattr(row, field)
    return str(_labels(type(row), field).get(value, value))


@lru_cache(maxsize=256)
def _labels(model: type[Model], field: str) -> dict[Any, Any]:
    """Lazy ones: each page has its language."""
    return dict(model._meta.get_field(field).flatchoices)  # type: ignore[union-attr] # noqa: SLF001 -- Django's public underscore


@register.inclusion_tag("components/filter_form.html", takes_context=True)
def filter_form(
    context: template.Context, form: BaseForm, label: str = "", target: str = ""
) -> dict[str, Any]:
    """Search and filters that stay in the address; `target` is the list htmx may replace.

    Of more than three, all but the first two are folded away until one of them is used.
    """
    request = context["request"]
    fields = form.visible_fields()
    shown = len(fields) if len(fields) <= FILTERS_SHOWN else FILTERS_SHOWN - 1
    return {
        "form": form,
        "fields": fields[:shown],
        "folded": fields[shown:],
        "is_open": any(request.GET.get(field.name) or field.errors for field in fields[shown:]),
        "label": label or _("Show"),
        "target": target,
        "path": request.path,
        "is_filtered": any(request.GET.get(name) for name in form.fields),
    }


@register.inclusion_tag("components/pagination.html", takes_context=True)
def pagination(
    context: template.Context, page: Page[Any], parameter: str = "page"
) -> dict[str, Any]:
    """Previous, numbers, next; every other parameter of the address stays."""
    query = context["request"].GET.copy()
    query.pop(parameter, None)
    return {
        "page": page,
        "numbers": page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1),
        "ellipsis": page.paginator.ELLIPSIS,
        "prefix": f"?{query.urlencode()}&{parameter}=" if query else f"?{parameter}=",
    }


@register.inclusion_tag("components/sort_header.html", takes_context=True)
def sort_header(
    context: template.Context, field: str, label: str, parameter: str = "sort"
) -> dict[str, Any]:
    """A column heading that sorts: once up, again down; a `<th>`."""
    query = context["request"].GET.copy()
    current = query.get(parameter, "")
    query.pop("page", None)
    query[parameter] = f"-{field}" if current == field else field
    direction = {field: "ascending", f"-{field}": "descending"}.get(current, "")
    return {"label": label, "url": f"?{query.urlencode()}", "direction": direction}
