"""Template tags and filters every template may use; see docs/design-system.md."""

from __future__ import annotations

import zoneinfo
from datetime import date, datetime, tzinfo
from typing import Any

from django import template
from django.forms import BaseForm
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString

from config.design import dates, languages

register = template.Library()

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


@register.simple_tag
def status_tag(text: str, tone: str = "neutral") -> SafeString:
    """A state in words; the tone (neutral, info, good, warning, urgent) only underlines it."""
    if tone not in TONES:
        raise template.TemplateSyntaxError(f"{tone!r} is no tone; choose one of {sorted(TONES)}.")
    return format_html('<span class="usa-tag status status--{}">{}</span>', tone, text)


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


def as_zone(zone: str | tzinfo) -> tzinfo | None:
    """A zone by its name; nothing for a name the machine does not know."""
    if not isinstance(zone, str):
        return zone
    try:
        return zoneinfo.ZoneInfo(zone) if zone else None
    except (zoneinfo.ZoneInfoNotFoundError, ValueError):
        return timezone.get_current_timezone()
