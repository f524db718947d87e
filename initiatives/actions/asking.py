"""Leaders are asked by mail whether they can give something."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from initiatives import emails
from initiatives.errors import Conflict
from initiatives.models import Need
from leaders.models import Leader
from outbox import actions as outbox_actions


@transaction.atomic
def ask_leaders(*, need: Need, leaders: Iterable[Leader], by: User) -> int:  # noqa: ARG001 -- every act has an actor
    """Each once for each need; tells how many were asked now."""
    if not need.is_open:
        raise Conflict(_("Nothing more is needed of this. Thank you!"))
    return outbox_actions.queue_many(
        draft for leader in leaders for draft in emails.asked(need, leader)
    )
