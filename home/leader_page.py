"""What a leader with an account sees first."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from accounts.models import User
from concerns.models import Concern
from initiatives.models import Initiative
from leaders.models import Leader
from meetings.models import Commitment, Invitation

PROMISES_SHOWN, CONCERNS_SHOWN, INITIATIVES_SHOWN = 10, 5, 5


@dataclass(frozen=True)
class LeaderPage:
    """What waits for the leader, what they said yes to, and what they promised."""

    leader: Leader | None
    to_answer: Collection[Invitation]
    to_confirm: Collection[Commitment]
    coming: Collection[Invitation]
    own_promises: Collection[Commitment]
    concerns: Collection[Concern]
    initiatives: Collection[Initiative]


def build(user: User, at: datetime) -> LeaderPage:
    invitations = (
        Invitation.objects.visible_to(user)
        .filter(
            leader__user=user,
            withdrawn_at=None,
            meeting__status="published",
            meeting__ends_at__gt=at,
        )
        .exclude(sent_at=None)
        .select_related("meeting")
        .only(
            *("token", "response", "seat"),
            *("meeting__title", "meeting__starts_at", "meeting__ends_at", "meeting__timezone"),
        )
        .order_by("meeting__starts_at")
    )
    invited = list(invitations.exclude(response="no"))
    promises = Commitment.objects.visible_to(user)
    return LeaderPage(
        leader=Leader.objects.of_user(user).only("calendar_token").first(),
        to_answer=[each for each in invited if each.response == "none"],
        coming=[each for each in invited if each.response != "none"],
        to_confirm=promises.made_to(user).to_confirm().in_brief(naming="owner"),
        own_promises=promises.made_by(user).to_do().in_brief(naming="promised_to")[:PROMISES_SHOWN],
        concerns=Concern.objects.visible_to(user)
        .of_raiser(user)
        .open()
        .newest_first()
        .in_brief()[:CONCERNS_SHOWN],
        initiatives=Initiative.objects.visible_to(user)
        .led_by(user)
        .open()
        .sorted_by("due")
        .without_long_texts()[:INITIATIVES_SHOWN],
    )
