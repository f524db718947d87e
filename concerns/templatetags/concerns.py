"""Concerns in templates: states and deadlines as words with a tone, addresses that may not be."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django import template
from django.utils.translation import gettext as _

from concerns import summaries
from concerns.models import Concern

register = template.Library()


@register.inclusion_tag("components/status_tag.html")
def concern_state(concern: Concern) -> dict[str, str]:
    """The state in a word."""
    state = Concern.State(concern.state)
    return {"text": str(state.label), "tone": summaries.TONES[state]}


@register.inclusion_tag("concerns/_deadline.html")
def concern_deadline(concern: Concern, at: datetime) -> dict[str, Any]:
    """By when an answer is owed, and how far that is."""
    return {"deadline": summaries.deadline(concern, at), "concern": concern}


@register.simple_tag
def concern_mode(concern: Concern) -> str:
    """Who may know who raised it, in words for the department."""
    if concern.is_anonymous:
        return _("Anonymous: nobody knows who raised it.")
    if concern.is_confidential:
        return _("Confidential: only its owner and the coordinators may look who raised it.")
    return _("Open: the department may know who raised it.")
