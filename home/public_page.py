"""What a visitor without an account sees first."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.models import AnonymousUser

from accounts.models import User
from leaders.models import Area
from meetings.models import Commitment, Meeting

MEETINGS_SHOWN, PROMISES_SHOWN, AREAS_SHOWN = 5, 3, 12


@dataclass(frozen=True)
class PublicPage:
    """The next public meetings, the areas, and the promises kept most recently."""

    meetings: Collection[Meeting]
    areas: Collection[Area]
    kept: Collection[Commitment]
    has_more_areas: bool


def build(user: User | AnonymousUser, at: datetime) -> PublicPage:
    meetings = Meeting.objects.visible_to(user).published().upcoming(at).filter(is_public=True)
    kept = Commitment.objects.visible_to(user).filter(is_public=True, state="kept")
    areas = list(Area.objects.visible_to(user).only("code", "name")[: AREAS_SHOWN + 1])
    return PublicPage(
        meetings=meetings.in_brief().order_by("starts_at")[:MEETINGS_SHOWN],
        areas=areas[:AREAS_SHOWN],
        has_more_areas=len(areas) > AREAS_SHOWN,
        kept=kept.without_people().with_areas().order_by("-closed_at")[:PROMISES_SHOWN],
    )
