"""Leaders say which priorities matter most to their area, and the department orders by it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from concerns.actions import priorities as agreed
from concerns.errors import BadPriority
from concerns.models import Priority, PriorityVote
from leaders.models import Area, Leader

MOST = 3


@transaction.atomic
def choose(
    *, area: Area, leader: Leader, priorities: Iterable[Priority], at: datetime | None = None
) -> list[Priority]:
    """These matter most to the people of this leader. Said again, it takes the place of before."""
    chosen = list(dict.fromkeys(priorities))
    if len(chosen) > MOST:
        raise BadPriority({"priorities": _("Choose at most three.")})
    # One answer at a time of each leader: two taps at once do not make six.
    Leader.objects.select_for_update().only("pk").get(pk=leader.pk)
    if not leader.is_active or not leader.areas.filter(pk=area.pk).exists():
        raise BadPriority(_("Only leaders of this area choose among its priorities."))
    if any(each.area_id != area.pk or each.closed_on is not None for each in chosen):
        raise BadPriority({"priorities": _("One of these is no longer worked on. Choose again.")})
    before = PriorityVote.objects.filter(leader=leader, priority__area=area)
    before.exclude(priority__in=chosen).delete()
    PriorityVote.objects.bulk_create(
        (PriorityVote(priority=each, leader=leader, at=at or timezone.now()) for each in chosen),
        ignore_conflicts=True,
    )
    return chosen


@transaction.atomic
def order_by_votes(*, area: Area, by: User) -> list[Priority]:
    """Most votes first; of as many votes, as they stood."""
    current = Priority.objects.current().in_areas([area])
    ordered = list(current.with_vote_count().order_by(F("vote_count").desc(), "rank", "pk"))
    return agreed.reorder(area=area, priorities=ordered, by=by)
