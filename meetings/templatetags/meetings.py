"""Meetings in templates."""

from __future__ import annotations

from django import template

from meetings import summaries
from meetings.models import Meeting

register = template.Library()


@register.filter
def answers_in_words(meeting: Meeting) -> str:
    """`{{ meeting|answers_in_words }}`: 5 of 20 said yes · 6 of 60 seats taken."""
    return summaries.answers_in_words(meeting)
