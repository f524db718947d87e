"""Answers to invitations, and the seats that go with them.

Seats are given strictly in the order of the waiting list: whoever is first waits until there is
room for their whole party, and nobody overtakes them meanwhile; only a party larger than the whole
meeting is passed over. Who has a seat keeps it, whatever else they change. Each action first locks
the meeting's row, so that answers which arrive at once are taken one after the other.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from meetings import emails
from meetings.errors import (
    InvitationWithdrawn,
    MeetingCancelled,
    MeetingOver,
    NoAnswer,
    NotAnnounced,
    NotEnoughSeats,
)
from meetings.letters import Letters
from meetings.models import Invitation, Meeting
from outbox.actions import queue, queue_many, withdraw

ANSWERS = {Invitation.Response.YES, Invitation.Response.NO, Invitation.Response.MAYBE}
Seat = Invitation.Seat


@transaction.atomic
def set_response(
    *,
    invitation: Invitation,
    response: str,
    guests: int = 0,
    access_needs: str = "",
    interpreter_language: str = "",
    note: str = "",
    via: str,
    at: datetime | None = None,
) -> Invitation:
    """Record an answer, give or free seats, and tell the leader what was recorded.

    The same answer once more changes nothing and sends nothing.
    """
    at = at or timezone.now()
    invitation = locked(invitation)
    guard_answer(invitation, at=at)
    if response not in ANSWERS:
        raise NoAnswer(_("Choose yes, no or maybe."))
    answer = {
        "response": response,
        "guests": 0 if response == Invitation.Response.NO else guests,
        "access_needs": access_needs.strip(),
        "interpreter_language": interpreter_language.strip(),
        "note": note.strip(),
    }
    if invitation.responded_at and answer == {name: getattr(invitation, name) for name in answer}:
        return invitation
    _record(invitation, answer, via=via, at=at)
    _give_free_seats(invitation.meeting, at=at, asking=invitation)
    _confirm(invitation, at=at)
    return invitation


@transaction.atomic
def fill_free_seats(*, meeting: Meeting, at: datetime | None = None) -> int:
    """Give seats that have become free to those who wait, and tell them; tells how many."""
    return _give_free_seats(lock(meeting.pk), at=at or timezone.now())


def lock(meeting: int) -> Meeting:
    """The meeting as it is now; others who want to change its seats wait."""
    return Meeting.objects.select_for_update(no_key=True).get(pk=meeting)


def locked(invitation: Invitation) -> Invitation:
    """The invitation as it is now, with its locked meeting."""
    meeting = lock(invitation.meeting_id)
    return meeting.invitations.select_related("leader").get(pk=invitation.pk)


def guard_answer(invitation: Invitation, *, at: datetime) -> None:
    """Refuse, with the reason, what can no longer be answered."""
    meeting = invitation.meeting
    if invitation.withdrawn_at:
        raise InvitationWithdrawn(_("This invitation was withdrawn."))
    if meeting.status == Meeting.Status.CANCELLED:
        raise MeetingCancelled(_("This meeting is cancelled."))
    if meeting.status != Meeting.Status.PUBLISHED:
        raise NotAnnounced(_("This meeting is not announced yet."))
    if meeting.ends_at <= at:
        raise MeetingOver(_("This meeting is over."))


def refusal(invitation: Invitation, *, at: datetime) -> str:
    """Why it can no longer be answered, or nothing."""
    try:
        guard_answer(invitation, at=at)
    except ValidationError as error:
        return " ".join(error.messages)
    return ""


def _record(invitation: Invitation, answer: Mapping[str, Any], *, via: str, at: datetime) -> None:
    seat = _seat_for(invitation, answer["response"], answer["guests"])
    for name, value in answer.items():
        setattr(invitation, name, value)
    invitation.waiting_since = (invitation.waiting_since or at) if seat == Seat.WAITING else None
    invitation.seat, invitation.responded_at, invitation.responded_via = seat, at, via
    invitation.save()


def _seat_for(invitation: Invitation, response: str, guests: int) -> Seat:
    """A seat one has is kept or refused to grow; any other yes takes its place in the line."""
    meeting, party = invitation.meeting, 1 + guests
    if response != Invitation.Response.YES:
        return Seat.NONE
    if meeting.capacity is None or meeting.seats_left is None:
        return Seat.CONFIRMED
    if party > meeting.capacity:
        raise NotEnoughSeats(_("There are only %d seats in all.") % meeting.capacity)
    if invitation.seat != Seat.CONFIRMED:
        return Seat.WAITING
    more = party - invitation.party_size
    if more <= 0:
        return Seat.CONFIRMED
    free = 0 if _line(meeting).exists() else meeting.seats_left
    if more > free:
        raise NotEnoughSeats(_not_more(free))
    return Seat.CONFIRMED


def _not_more(free: int) -> str:
    if not free:
        return _("There are no more free seats. The seats you have stay yours.")
    return (
        ngettext(
            "Only %d more seat is free. The seats you have stay yours.",
            "Only %d more seats are free. The seats you have stay yours.",
            free,
        )
        % free
    )


def _line(meeting: Meeting) -> models.QuerySet[Invitation]:
    """Who waits, in order, without parties that could never all sit down."""
    waiting = meeting.invitations.waiting()
    if meeting.capacity is None:
        return waiting
    return waiting.filter(guests__lt=meeting.capacity)


def _give_free_seats(meeting: Meeting, *, at: datetime, asking: Invitation | None = None) -> int:
    """Whoever asks just now learns of their seat from the confirmation of their answer."""
    if meeting.status != Meeting.Status.PUBLISHED or meeting.ends_at <= at:
        return 0
    meeting.refresh_from_db(fields=["seats_taken"])
    seated = _first_in_line(meeting)
    for invitation in seated:
        invitation.seat, invitation.waiting_since = Seat.CONFIRMED, None
        invitation.save(update_fields=["seat", "waiting_since"])
        if asking and invitation.pk == asking.pk:
            asking.seat, asking.waiting_since = Seat.CONFIRMED, None
    letters = Letters()
    told = [invitation for invitation in seated if not asking or invitation.pk != asking.pk]
    queue_many(emails.seat(invitation, letters=letters, at=at) for invitation in told)
    return len(seated)


def _first_in_line(meeting: Meeting) -> list[Invitation]:
    free = meeting.seats_left
    line = _line(meeting).select_related("leader")
    if free is None:
        return list(line)
    seated = []
    for invitation in line:
        if invitation.party_size > free:
            break
        free -= invitation.party_size
        seated.append(invitation)
    return seated


def _confirm(invitation: Invitation, *, at: datetime) -> None:
    """The newest answer is the one to confirm; who said no needs no reminder."""
    stale = [emails.RECORDED, emails.SEAT]
    if invitation.response == Invitation.Response.NO:
        stale.append(emails.REMINDER)
    withdraw(
        about=emails.about(invitation.meeting),
        recipient=emails.recipient(invitation),
        kinds=stale,
        reason=_("A newer answer came before this was sent."),
    )
    queue(emails.recorded(invitation, at=at))
