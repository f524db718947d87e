"""What lies ahead in the invented city: made by the same actions that people's clicks call."""

from __future__ import annotations

import random
from datetime import datetime, timedelta

from accounts.models import User
from leaders.models import Area
from meetings.actions import occurrences, planning, rsvp
from meetings.actions import series as series_actions
from meetings.models import Invitation, Meeting, MeetingKind

SHARE_ANSWERED = 0.6
NEEDS = ("", "", "", "Step-free way in, please", "A seat near the front")
NOTES = ("", "", "I bring the list of lamps.", "Can we talk about the bus stop?")


def meetings(areas: dict[str, Area], coordinator: User, at: datetime) -> None:
    """A year of regular meetings, one draft to publish, invitations out, some answered."""
    series_actions.extend_all(at=at)
    start = (at + timedelta(days=26)).replace(hour=15, minute=0, second=0, microsecond=0)
    planning.plan(
        by=coordinator,
        areas=[areas["harbor"], areas["old-market"]],
        title="Walk along the waterfront before winter",
        kind=MeetingKind.WALK,
        starts_at=start,
        ends_at=start + timedelta(hours=2),
        timezone=coordinator.timezone,
        place="Quay Street, at the fountain",
        capacity=25,
    )
    occurrences.invite_all_due(at=at)
    _answers(at)


def _answers(at: datetime) -> None:
    """Some of the invited have answered; Old Market's eight seats run out."""
    chance = random.Random(11)
    waiting = Invitation.objects.filter(
        meeting__in=Meeting.objects.published().upcoming(at), sent_at__isnull=False
    ).order_by("pk")
    for invitation in waiting.select_related("leader"):
        # The demo's leader finds their own invitations unanswered.
        if invitation.leader.user_id or chance.random() > SHARE_ANSWERED:
            continue
        response = chance.choices(["yes", "no", "maybe"], [6, 2, 1])[0]
        rsvp.set_response(
            invitation=invitation,
            response=response,
            guests=chance.choice([0, 0, 1]) if response == "yes" else 0,
            access_needs=chance.choice(NEEDS),
            note=chance.choice(NOTES),
            via=Invitation.Via.LINK,
            at=at,
        )
