"""What a coordinator sees first: what is late, what is next, where the partnership is thin."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils import timezone

from accounts.models import User
from concerns import listing
from concerns.models import Concern
from home.thin import ThinArea, thin_areas
from initiatives.models import Initiative
from meetings.models import Commitment, Meeting
from outbox.models import Message

MEETINGS_SHOWN, THIN_SHOWN = 6, 10
MAIL_WINDOW = timedelta(days=30)


@dataclass(frozen=True)
class Late:
    """How many things are late, each with a list behind it."""

    promises: int
    meetings: int
    mail: int
    answers: int
    without_owner: int
    initiatives: int
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
                self.initiatives,
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
        initiatives=Initiative.objects.visible_to(user).overdue(timezone.localdate(at)).count(),
    )


def build(user: User, at: datetime) -> CoordinatorPage:
    meetings = Meeting.objects.visible_to(user)
    thin = thin_areas(user)
    return CoordinatorPage(
        late=late(user, at),
        drafts=meetings.drafts().upcoming(at).in_brief().order_by("starts_at")[:MEETINGS_SHOWN],
        coming=meetings.published()
        .upcoming(at)
        .with_answers()
        .for_list()
        .order_by("starts_at")[:MEETINGS_SHOWN],
        thin=thin[:THIN_SHOWN],
        more_thin=max(0, len(thin) - THIN_SHOWN),
    )
