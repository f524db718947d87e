"""Promises in templates: names as the reader may see them, states as words with a tone."""

from __future__ import annotations

from django import template
from django.contrib.auth.models import AnonymousUser
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from meetings import names
from meetings.models import Commitment

register = template.Library()

TONES = {
    Commitment.State.OPEN: "info",
    Commitment.State.DONE: "info",
    Commitment.State.KEPT: "good",
    Commitment.State.DISPUTED: "warning",
    Commitment.State.WITHDRAWN: "neutral",
}


@register.filter
def owner_for(commitment: Commitment, reader: User | AnonymousUser) -> str:
    return names.owner_name(commitment, reader)


@register.filter
def promised_to_for(commitment: Commitment, reader: User | AnonymousUser) -> str:
    return names.promised_to_name(commitment, reader)


@register.inclusion_tag("components/status_tag.html")
def promise_state(commitment: Commitment) -> dict[str, str]:
    return {"text": state_in_words(commitment), "tone": state_tone(commitment)}


@register.filter
def state_in_words(commitment: Commitment) -> str:
    """An open promise whose day has passed is overdue."""
    if commitment.is_overdue(timezone.localdate()):
        return _("Overdue")
    return str(Commitment.State(commitment.state).label)


@register.filter
def state_tone(commitment: Commitment) -> str:
    if commitment.is_overdue(timezone.localdate()):
        return "urgent"
    return TONES[Commitment.State(commitment.state)]
