"""The vocabulary in which invitations are asked for."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Self

from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import F, Q

if TYPE_CHECKING:
    from accounts.models import User
    from leaders.models import Leader
    from meetings.models import Invitation, Meeting


# How the list's columns are called in the address.
SORTED_BY = {
    "leader": "leader__name",
    "meeting": "meeting__starts_at",
    "answer": "response",
    "answered": "responded_at",
}


class InvitationQuerySet(models.QuerySet["Invitation"]):
    """Invitations, chainable."""

    def visible_to(self, user: User | AnonymousUser) -> Self:
        """The department sees all, a leader their own once the meeting is announced."""
        if getattr(user, "is_police", False):
            return self.all()
        if not user.is_authenticated:
            return self.none()
        return self.of_user(user).standing().exclude(meeting__status="draft")

    def of_user(self, user: User) -> Self:
        return self.filter(leader__user=user)

    def of_leader(self, leader: Leader) -> Self:
        return self.filter(leader=leader)

    def to_meeting(self, meeting: Meeting) -> Self:
        return self.filter(meeting=meeting)

    def standing(self) -> Self:
        """Not withdrawn."""
        return self.filter(withdrawn_at=None)

    def unsent(self) -> Self:
        """Standing, but nothing was written to the leader yet."""
        return self.standing().filter(sent_at=None)

    def sent(self) -> Self:
        """Standing, and the leader was written to."""
        return self.standing().filter(sent_at__isnull=False)

    def sent_before(self, lead: timedelta) -> Self:
        """So long before the start they knew: whoever is invited later needs no reminder then."""
        return self.sent().filter(sent_at__lt=F("meeting__starts_at") - lead)

    def answered(self) -> Self:
        return self.exclude(response="none")

    def unanswered(self) -> Self:
        return self.filter(response="none")

    def not_declined(self) -> Self:
        return self.exclude(response="no")

    def coming(self) -> Self:
        """Said yes or maybe."""
        return self.filter(response__in=("yes", "maybe"))

    def for_audience(self, audience: str) -> Self:
        """Those a reminder rule is meant for."""
        match audience:
            case "no_answer":
                return self.unanswered()
            case "coming":
                return self.coming()
        return self.not_declined()

    def waiting(self) -> Self:
        """On the waiting list, first come first."""
        return self.filter(seat="waiting").order_by("waiting_since", "pk")

    def for_list(self) -> Self:
        """With just what a row shows."""
        return self.select_related("meeting", "leader").only(
            *("response", "guests", "seat", "withdrawn_at", "responded_at"),
            *("leader__name", "meeting__title", "meeting__starts_at", "meeting__timezone"),
        )

    def for_answers(self) -> Self:
        """With just what the meeting's page says of each."""
        return self.select_related("leader").only(
            *("meeting", "response", "guests", "seat"),
            *("sent_at", "responded_at", "responded_via"),
            *("access_needs", "note", "interpreter_language", "leader__name"),
        )

    def to_come(self, at: datetime) -> Self:
        """Whose meeting is not over."""
        return self.filter(meeting__ends_at__gt=at)

    def past(self, at: datetime) -> Self:
        return self.filter(meeting__ends_at__lte=at)

    def sorted_by(self, name: str) -> Self:
        """By a column of the list; the newest first when it has no such column."""
        column = SORTED_BY.get(name.removeprefix("-"))
        if column is None:
            return self.order_by("-pk")
        return self.order_by(f"-{column}" if name.startswith("-") else column, "pk")

    def search(self, text: str) -> Self:
        """Every word somewhere in the leader's name or e-mail, or in the meeting's title."""
        found = self
        for word in text.split():
            found = found.filter(
                Q(leader__name__icontains=word)
                | Q(leader__email__icontains=word)
                | Q(meeting__title__icontains=word)
            )
        return found
