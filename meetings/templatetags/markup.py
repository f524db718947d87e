"""Markdown in templates."""

from __future__ import annotations

from django import template
from django.utils.safestring import SafeString

from meetings.markup import to_html

register = template.Library()


@register.filter
def markdown(text: str) -> SafeString:
    return to_html(text)
