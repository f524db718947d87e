"""Concerns in templates: states and deadlines as words with a tone, addresses that may not be."""

from __future__ import annotations

from datetime import datetime

from django import template
from django.utils.translation import gettext as _

from concerns import listing, summaries
from concerns.models import Concern

register = template.Library()
STATES = {state.value: state for state in Concern.State}


@register.inclusion_tag("components/status_tag.html")
def concern_state(concern: Concern) -> dict[str, str]:
    """The state in a word."""
    state = Concern.State(concern.state)
    return {"text": str(state.label), "tone": summaries.TONES[state]}


register.filter(listing.in_words)


@register.filter
def state_words(concern: Concern) -> str:
    """As `concern_state`, for each row of a list: `{% status_tag %}` writes it."""
    return str(STATES[concern.state].label)


@register.filter
def state_tone(concern: Concern) -> str:
    return summaries.TONES[STATES[concern.state]]


@register.filter
def deadline_at(concern: Concern, at: datetime) -> summaries.Deadline | None:
    """By when an answer is owed, and how far that is."""
    return summaries.deadline(concern, at)


@register.simple_tag
def concern_mode(concern: Concern) -> str:
    """Who may know who raised it, in words for the department."""
    if concern.is_anonymous:
        return _("Anonymous: nobody knows who raised it.")
    if concern.is_confidential:
        return _("Confidential: only its owner and the coordinators may look who raised it.")
    return _("Open: the department may know who raised it.")
