"""Calendar addresses: secret, and replaceable when one has become known."""

from __future__ import annotations

from django.db import transaction

from accounts.models import User
from accounts.models import new_token as new_user_token
from leaders.models import Leader
from leaders.models.leaders import new_token as new_leader_token


@transaction.atomic
def renew_address(*, by: User) -> None:
    """The old address of one's own calendar stops to work at once."""
    Leader.objects.of_user(by).update(calendar_token=new_leader_token())
    User.objects.filter(pk=by.pk).update(calendar_token=new_user_token())
