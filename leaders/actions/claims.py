"""A leader is a person in a directory first: how their account finds them there."""

from __future__ import annotations

from django.db import transaction

from accounts.models import Role, User
from leaders.models import Leader


@transaction.atomic
def claim(*, user: User) -> Leader | None:
    """Join a new account with the leader of the same address, who has none yet."""
    if user.role != Role.LEADER:
        return None
    unclaimed = Leader.objects.filter(email__iexact=user.email, user=None)
    leader = unclaimed.select_for_update(of=("self",)).first()
    if leader:
        leader.user = user
        leader.save(update_fields=["user"])
    return leader


@transaction.atomic
def follow_address(*, user: User, old: str) -> None:
    """Who signs in with a new address is written to there, unless somebody else is already."""
    if not Leader.objects.filter(email__iexact=user.email).exists():
        for leader in Leader.objects.filter(user=user, email__iexact=old):
            leader.email = user.email
            leader.save(update_fields=["email"])
