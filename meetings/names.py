"""Whose names a reader sees. Leaders are named to the department and to those concerned only."""

from __future__ import annotations

from django.contrib.auth.models import AnonymousUser
from django.utils.translation import gettext as _

from accounts.models import User
from leaders.models import Leader
from meetings.models import Commitment


def owner_name(commitment: Commitment, reader: User | AnonymousUser) -> str:
    return _name(commitment, commitment.owner, reader)


def promised_to_name(commitment: Commitment, reader: User | AnonymousUser) -> str:
    return _name(commitment, commitment.promised_to, reader)


def knows_leaders(commitment: Commitment, reader: User | AnonymousUser) -> bool:
    """Works for the department, or is part of this promise."""
    if not reader.is_authenticated:
        return False
    parties = (commitment.owner, commitment.promised_to)
    return reader.is_police or any(
        isinstance(person, Leader) and person.user_id == reader.pk for person in parties
    )


def _name(commitment: Commitment, person: User | Leader, reader: User | AnonymousUser) -> str:
    if isinstance(person, Leader) and not knows_leaders(commitment, reader):
        return _("a community leader")
    return str(person)
