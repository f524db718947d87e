"""Template tags and filters every template may use; see docs/design-system.md."""

from __future__ import annotations

import zoneinfo
from datetime import date, datetime, tzinfo
from typing import Any

from django import template
from django.core.paginator import Page
from django.forms import BaseForm
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from config.design import dates, languages

register = template.Library()

# More than that push the list off a phone's screen.
FILTERS_SHOWN = 3
TONES = {"neutral", "info", "good", "warning", "urgent"}


@register.simple_tag
def when(
    starts_at: datetime | None, ends_at: datetime | None = None, zone: str | tzinfo = ""
) -> SafeString | str:
    """`{% when meeting.starts_at meeting.ends_at meeting.timezone %}`: a `<time>` element."""
    if not starts_at:
        return ""
    text = dates.span(starts_at, ends_at or None, as_zone(zone))
    local = dates.as_local(starts_at, as_zone(zone))
    return format_html('<time datetime="{}">{}</time>', local.isoformat(), text)


@register.simple_tag
def when_text(
    starts_at: datetime | None, ends_at: datetime | None = None, zone: str | tzinfo = ""
) -> str:
    """The same without markup: for e-mail and attributes."""
    return dates.span(starts_at, ends_at or None, as_zone(zone)) if starts_at else ""


@register.simple_tag
def hours(starts_at: datetime, ends_at: datetime, zone: str | tzinfo = "") -> SafeString:
    """Where the day stands above already: 7:00–8:30 p.m. (New York, EST)."""
    start, end = (dates.as_local(moment, as_zone(zone)) for moment in (starts_at, ends_at))
    text = f"{dates.hours(start, end)} ({dates.zone_words(start)})"
    return format_html('<time datetime="{}">{}</time>', start.isoformat(), text)


@register.filter
def day(value: date | datetime | None) -> str:
    """`{{ promise.due_on|day }}`: Thursday, December 10, 2026."""
    if isinstance(value, datetime):
        value = dates.as_local(value).date()
    return dates.day(value) if value else ""


@register.filter
def short_day(value: date | datetime | None) -> str:
    """`{{ promise.due_on|short_day }}`: Dec 10, 2026; where the weekday does not matter."""
    if isinstance(value, datetime):
        value = dates.as_local(value).date()
    return dates.short_day(value) if value else ""


@register.filter
def moment(value: datetime | None, zone: str | tzinfo = "") -> str:
    """`{{ message.sent_at|moment }}`: a weekday, a time and its zone."""
    return dates.moment(value, as_zone(zone)) if value else ""


@register.simple_tag
def language_name(code: str) -> str:
    """A language in the reader's language; a code nobody knows stays as it is."""
    return languages.language_name(code)


@register.filter
def asks_for(form: BaseForm) -> bool:
    """Whether some field must be filled in, so that its mark needs a word."""
    return any(field.field.required for field in form.visible_fields())


@register.inclusion_tag("components/page_header.html")
def page_header(
    title: str, lead: str = "", back_url: str = "", back_label: str = ""
) -> dict[str, str]:
    return {"title": title, "lead": lead, "back_url": back_url, "back_label": back_label}


@register.inclusion_tag("components/status_tag.html")
def status_tag(text: str, tone: str = "neutral") -> dict[str, str]:
    """A state in words; the tone (neutral, info, good, warning, urgent) only underlines it."""
    if tone not in TONES:
        raise template.TemplateSyntaxError(f"{tone!r} is no tone; choose one of {sorted(TONES)}.")
    return {"text": text, "tone": tone}


@register.inclusion_tag("components/empty_state.html")
def empty_state(title: str, text: str = "", url: str = "", label: str = "") -> dict[str, str]:
    return {"title": title, "text": text, "url": url, "label": label}


@register.inclusion_tag("components/next_step.html")
def next_step(url: str, label: str, text: str = "") -> dict[str, str]:
    return {"url": url, "label": label, "text": text}


@register.inclusion_tag("components/post_form.html", takes_context=True)
def post_form(
    context: template.Context, form: BaseForm, label: str, cancel_url: str = "", action: str = ""
) -> dict[str, Any]:
    """A whole form: CSRF token, fields, one button, and the way back."""
    return {
        "form": form,
        "label": label,
        "cancel_url": cancel_url,
        "action": action,
        "csrf_token": context.get("csrf_token"),
    }


@register.inclusion_tag("components/post_button.html", takes_context=True)
def post_button(
    context: template.Context, url: str, label: str, tone: str = "outline", about: str = ""
) -> dict[str, Any]:
    """One button that changes something; `about` names the thing for those who cannot see it."""
    return {
        "url": url,
        "label": label,
        "tone": tone,
        "about": about,
        "csrf_token": context.get("csrf_token"),
    }


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


def as_zone(zone: str | tzinfo) -> tzinfo | None:
    """A zone by its name; nothing for a name the machine does not know."""
    if not isinstance(zone, str):
        return zone
    try:
        return zoneinfo.ZoneInfo(zone) if zone else None
    except (zoneinfo.ZoneInfoNotFoundError, ValueError):
        return timezone.get_current_timezone()
