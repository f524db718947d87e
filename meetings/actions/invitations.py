"""Asking leaders to a meeting, and telling them when it moves or is off."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from leaders.models import Leader
from meetings import emails
from meetings.actions import rsvp
from meetings.errors import MeetingCancelled, MeetingOver
from meetings.letters import Letters
from meetings.models import Invitation, Meeting
from outbox.actions import queue, queue_many, withdraw
from outbox.models import Message

CHUNK = 500


@transaction.atomic
def invite(*, meeting: Meeting, leaders: Iterable[Leader], by: User | None) -> int:
    """Ask these leaders, and write to them at once when invitations are out already.

    Who is asked already stays as they are; who was uninvited is asked afresh. Returns how many
    are asked anew.
    """
    meeting = rsvp.lock(meeting.pk)
    now = timezone.now()
    _guard_open(meeting, at=now)
    wanted = {leader.pk for leader in leaders if leader.is_active}
    withdrawn_at = dict(meeting.invitations.values_list("leader_id", "withdrawn_at"))
    new = sorted(wanted - withdrawn_at.keys())
    Invitation.objects.bulk_create(
        [Invitation(meeting=meeting, leader_id=pk, invited_by=by, created_at=now) for pk in new],
        batch_size=CHUNK,
    )
    back = [pk for pk in wanted & withdrawn_at.keys() if withdrawn_at[pk]]
    _invite_again(meeting, back, by=by, at=now)
    if invitations_are_out(meeting, at=now):
        send_invitations(meeting=meeting)
    return len(new) + len(back)


def invitations_are_out(meeting: Meeting, *, at: datetime) -> bool:
    """Whether somebody invited now is written to now."""
    return meeting.status == Meeting.Status.PUBLISHED and (
        meeting.invite_at is None or meeting.invite_at <= at
    )


@transaction.atomic
def send_invitations(*, meeting: Meeting) -> int:
    """Write to everybody who was asked and not written to yet; tells how many."""
    meeting, now = rsvp.lock(meeting.pk), timezone.now()
    if not _is_on(meeting, at=now):
        return 0
    unsent = list(meeting.invitations.unsent().order_by("pk").values_list("pk", flat=True))
    letters = Letters()
    for chunk in _chunks(unsent):
        found = _of(meeting, chunk)
        queue_many([emails.invitation(each, letters=letters, at=now) for each in found])
        Invitation.objects.filter(pk__in=chunk).update(sent_at=now)
    return len(unsent)


@transaction.atomic
def announce_move(*, meeting: Meeting, by: User | None) -> int:  # noqa: ARG001 -- an action has an actor
    """Tell everybody who knows of the meeting its new time or place; tells how many.

    Who has not got the invitation yet gets a correct one instead, and who has not got the notice
    of an earlier move gets only this one.
    """
    meeting, now = rsvp.lock(meeting.pk), timezone.now()
    if not _is_on(meeting, at=now):
        return 0
    uninformed = _not_reached(meeting)
    withdraw(
        about=emails.about(meeting),
        kinds=[emails.INVITATION, emails.MOVED, emails.REMINDER],
        reason=_("The meeting was moved before this was sent."),
    )
    letters = Letters()
    told = list(meeting.invitations.sent().order_by("pk").values_list("pk", flat=True))
    for chunk in _chunks(told):
        queue_many(
            emails.invitation(each, letters=letters, at=now)
            if emails.recipient(each) in uninformed
            else emails.moved(each, letters=letters, at=now)
            for each in _of(meeting, chunk)
        )
    return len(told)


@transaction.atomic
def announce_cancellation(*, meeting: Meeting, by: User | None) -> int:  # noqa: ARG001 -- an action has an actor
    """Tell everybody who knows of the meeting and did not decline that it is off, and why."""
    meeting, now = rsvp.lock(meeting.pk), timezone.now()
    uninformed = _not_reached(meeting)
    withdraw(
        about=emails.about(meeting),
        kinds=emails.ALL_KINDS,
        reason=_("The meeting was cancelled before this was sent."),
    )
    if meeting.ends_at <= now:
        return 0
    letters = Letters()
    told = meeting.invitations.sent().not_declined().order_by("pk")
    count = 0
    for chunk in _chunks(list(told.values_list("pk", flat=True))):
        found = [each for each in _of(meeting, chunk) if emails.recipient(each) not in uninformed]
        queue_many([emails.cancelled(each, letters=letters, at=now) for each in found])
        count += len(found)
    return count


@transaction.atomic
def withdraw_invitation(*, invitation: Invitation, by: User | None) -> Invitation:  # noqa: ARG001 -- an action has an actor
    """Take an invitation back: its link ends, its seats go to who waits, the leader is told."""
    now = timezone.now()
    invitation = rsvp.locked(invitation)
    if invitation.withdrawn_at:
        return invitation
    _guard_open(invitation.meeting, at=now)
    is_informed = invitation.sent_at and emails.recipient(invitation) not in _not_reached(
        invitation.meeting
    )
    invitation.withdrawn_at = now
    invitation.seat, invitation.waiting_since = Invitation.Seat.NONE, None
    invitation.save()
    withdraw(
        about=emails.about(invitation.meeting),
        recipient=emails.recipient(invitation),
        kinds=emails.ALL_KINDS,
        reason=_("The invitation was withdrawn before this was sent."),
    )
    if is_informed:
        queue(emails.withdrawn(invitation, at=now))
    rsvp.fill_free_seats(meeting=invitation.meeting, at=now)
    return invitation


def _guard_open(meeting: Meeting, *, at: datetime) -> None:
    if meeting.status == Meeting.Status.CANCELLED:
        raise MeetingCancelled(_("This meeting is cancelled."))
    if meeting.ends_at <= at:
        raise MeetingOver(_("This meeting is over."))


def _is_on(meeting: Meeting, *, at: datetime) -> bool:
    return meeting.status == Meeting.Status.PUBLISHED and meeting.ends_at > at


def _invite_again(
    meeting: Meeting, leaders: Iterable[int], *, by: User | None, at: datetime
) -> None:
    meeting.invitations.filter(leader__in=leaders).update(
        withdrawn_at=None,
        sent_at=None,
        created_at=at,
        invited_by=by,
        response=Invitation.Response.NONE,
        responded_at=None,
        responded_via="",
    )


def _not_reached(meeting: Meeting) -> set[str]:
    """Recipients whose invitation is written, but has not left the house."""
    waiting = Message.objects.about(emails.about(meeting)).of_kinds([emails.INVITATION])
    return set(
        waiting.filter(status=Message.Status.QUEUED)
        .select_for_update()
        .order_by("pk")
        .values_list("recipient", flat=True)
    )


def _of(meeting: Meeting, pks: list[int]) -> Iterable[Invitation]:
    """These invitations, ready to be written to."""
    return meeting.invitations.filter(pk__in=pks).select_related("leader").order_by("pk")


def _chunks(pks: list[int]) -> Iterable[list[int]]:
    return (pks[start : start + CHUNK] for start in range(0, len(pks), CHUNK))
