"""What a coordinator sees first: what is late, what is next, where the partnership is thin."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Q

from accounts.models import User
from concerns import listing
from concerns.models import Concern
from leaders.models import Affiliation, Area, Sector
from meetings.models import Commitment, Meeting
from outbox.models import Message

MEETINGS_SHOWN, THIN_SHOWN = 6, 10
MAIL_WINDOW = timedelta(days=30)
# Chicago CAPS asks for these at every table; an area without one of them is thin.
CORE_SECTORS = (Sector.FAITH, Sector.BUSINESS, Sector.SCHOOL, Sector.TENANT, Sector.NEIGHBORHOOD)


@dataclass(frozen=True)
class ThinArea:
    """An area and the core sectors for which no active leader speaks there."""

    area: Area
    missing: Collection[str]


@dataclass(frozen=True)
class Late:
    """How many things are late, each with a list behind it."""

    promises: int
    meetings: int
    mail: int
    answers: int
    without_owner: int
    unread: int

    @property
    def is_nothing(self) -> bool:
        return not any(
            (
                self.promises,
                self.meetings,
                self.mail,
                self.answers,
                self.without_owner,
                self.unread,
            )
        )


@dataclass(frozen=True)
class CoordinatorPage:
    """Late, next, thin."""

    late: Late
    drafts: Collection[Meeting]
    coming: Collection[Meeting]
    thin: Collection[ThinArea]
    more_thin: int


def thin_areas(user: User) -> list[ThinArea]:
    """Areas in which a core sector has no active leader."""
    covered: dict[int, set[str]] = {}
    pairs = (
        Affiliation.objects.filter(leader__is_active=True, leader__areas__isnull=False)
        .filter(Q(until_on=None))
        .order_by()
        .values_list("leader__areas", "organization__sector")
        .distinct()
    )
    for area_id, sector in pairs:
        covered.setdefault(area_id, set()).add(sector)
    result = []
    for area in Area.objects.visible_to(user).only("code", "name"):
        present = covered.get(area.pk, set())
        missing = [str(sector.label) for sector in CORE_SECTORS if sector not in present]
        if missing:
            result.append(ThinArea(area, missing))
    return result


def late(user: User, at: datetime) -> Late:
    failed = Message.objects.disclosed().filter(
        status__in=["failed", "unreachable"], created_at__gte=at - MAIL_WINDOW
    )
    concerns = Concern.objects.visible_to(user)
    divided = {each.tab: each.count or 0 for each in listing.divisions(concerns, user, at)}
    return Late(
        answers=divided[listing.Tab.OVERDUE],
        without_owner=divided[listing.Tab.NOBODY],
        unread=divided[listing.Tab.UNREAD],
        promises=Commitment.objects.visible_to(user).overdue(at.date()).count(),
        meetings=Meeting.objects.visible_to(user).not_logged(at).count(),
        mail=failed.count(),
    )


def build(user: User, at: datetime) -> CoordinatorPage:
    meetings = Meeting.objects.visible_to(user)
    thin = thin_areas(user)
    return CoordinatorPage(
        late=late(user, at),
        drafts=meetings.drafts().upcoming(at).order_by("starts_at")[:MEETINGS_SHOWN],
        coming=meetings.published()
        .upcoming(at)
        .with_answers()
        .for_list()
        .order_by("starts_at")[:MEETINGS_SHOWN],
        thin=thin[:THIN_SHOWN],
        more_thin=max(0, len(thin) - THIN_SHOWN),
    )
