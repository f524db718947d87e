"""How the directory is written on pages."""

from __future__ import annotations

from django import template

from leaders import phones

register = template.Library()


@register.filter
def phone(stored: str) -> str:
    """`{{ leader.phone|phone }}`: (215) 555-0138."""
    return phones.shown(stored)
