"""What an officer sees first, mostly on a phone."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, OuterRef, Q

from accounts.models import User
from concerns.models import Concern
from initiatives.models import Initiative
from leaders.models import Area, Leader
from meetings.models import Commitment, Meeting

SHOWN = 5


@dataclass(frozen=True)
class OfficerPage:
    """Meetings to log, concerns to answer, the next meeting, own promises, and whom to call."""

    to_log: Collection[Meeting]
    next_meeting: Meeting | None
    concerns: Collection[Concern]
    has_more_concerns: bool
    promises: Collection[Commitment]
    to_confirm: Collection[Commitment]
    to_call: Collection[Leader]
    initiatives: Collection[Initiative]


def build(user: User, at: datetime) -> OfficerPage:
    through = Area.officers.through.objects.filter(user=user, area__meetings=OuterRef("pk"))
    own = Meeting.objects.visible_to(user).in_brief().filter(Q(host=user) | Exists(through))
    promises = Commitment.objects.visible_to(user)
    waiting = Concern.objects.visible_to(user).owned_by(user).awaiting_department()
    concerns = list(waiting.most_pressing_first().in_brief()[: SHOWN + 1])
    return OfficerPage(
        to_log=own.not_logged(at).order_by("-starts_at")[:SHOWN],
        next_meeting=own.published().upcoming(at).order_by("starts_at").first(),
        concerns=concerns[:SHOWN],
        has_more_concerns=len(concerns) > SHOWN,
        promises=promises.made_by(user).to_do().in_brief(naming="promised_to")[:SHOWN],
        to_confirm=promises.made_to(user).to_confirm().only("text")[:SHOWN],
        to_call=(
            Leader.objects.visible_to(user)
            .active()
            .filter(liaison_officer=user)
            .needing_contact(at)
            .only("name", "phone", "contact_cadence_days")[:SHOWN]
        ),
        initiatives=Initiative.objects.visible_to(user)
        .led_by(user)
        .open()
        .sorted_by("due")
        .without_long_texts()[:SHOWN],
    )
