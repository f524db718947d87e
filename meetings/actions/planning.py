"""One meeting from draft to publication, through changes, to its cancellation."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime
from typing import TypedDict, Unpack

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from leaders.models import Area
from meetings.actions import invitations, rsvp
from meetings.agendas import Point, items_for, points_of, usual_agenda
from meetings.errors import (
    MeetingCancelled,
    MeetingLogged,
    MeetingOver,
    NotDraft,
    NotPublished,
    ReasonMissing,
)
from meetings.limits import check_seats, check_times
from meetings.models import Meeting

TIMES = ("starts_at", "ends_at", "timezone")
PLACES = ("place", "address")


class MeetingFields(TypedDict, total=False):
    """What a person can say about a meeting, under the model's names."""

    title: str
    kind: str
    starts_at: datetime
    ends_at: datetime
    timezone: str
    place: str
    address: str
    capacity: int | None
    description: str
    is_public: bool
    host: User | None
    invite_at: datetime | None


@transaction.atomic
def plan(
    *,
    by: User,
    areas: Iterable[Area],
    agenda: Sequence[Point] | None = None,
    **fields: Unpack[MeetingFields],
) -> Meeting:
    """A draft: nobody but the department sees it until it is published."""
    meeting = Meeting(**{"host": by, **fields})
    check_times(meeting.starts_at, meeting.ends_at, meeting.timezone)
    check_seats(meeting, meeting.capacity)
    meeting.save()
    meeting.areas.set(areas)
    meeting.agenda_items.bulk_create(
        items_for(meeting, usual_agenda() if agenda is None else agenda)
    )
    return meeting


@transaction.atomic
def change(
    *,
    meeting: Meeting,
    by: User,
    areas: Collection[Area] | None = None,
    agenda: Sequence[Point] | None = None,
    **fields: Unpack[MeetingFields],
) -> Meeting:
    """Change what is given; tell the invited when it is the time or the place."""
    meeting = rsvp.lock(meeting.pk)
    _guard_not_cancelled(meeting)
    changed = {name for name, value in fields.items() if getattr(meeting, name) != value}
    if areas is not None and {area.pk for area in areas} != set(_area_keys(meeting)):
        meeting.areas.set(areas)
        changed.add("areas")
    if agenda is not None and list(agenda) != points_of(meeting):
        meeting.agenda_items.all().delete()
        meeting.agenda_items.bulk_create(items_for(meeting, agenda))
        changed.add("agenda")
    if changed:
        _apply(meeting, fields)
        _tell(meeting, changed, by=by)
    return meeting


def move(*, meeting: Meeting, by: User, **fields: Unpack[MeetingFields]) -> Meeting:
    """Another time, perhaps another place. Answers stay as they are."""
    return change(meeting=meeting, by=by, **fields)


@transaction.atomic
def publish(*, meeting: Meeting, by: User) -> Meeting:  # noqa: ARG001 -- an action has an actor
    """Show it to the public, and write to the invited unless that is to wait."""
    meeting, now = rsvp.lock(meeting.pk), timezone.now()
    _guard_not_cancelled(meeting)
    if meeting.status != Meeting.Status.DRAFT:
        raise NotDraft(_("This meeting is published already."))
    if meeting.ends_at <= now:
        raise MeetingOver(_("This meeting is over. Give it a new date, then publish it."))
    meeting.status, meeting.published_at = Meeting.Status.PUBLISHED, now
    if invitations.invitations_are_out(meeting, at=now):
        meeting.invited_at = now
    meeting.save()
    if meeting.invited_at:
        invitations.send_invitations(meeting=meeting)
    return meeting


@transaction.atomic
def cancel(*, meeting: Meeting, by: User, reason: str) -> Meeting:
    """Call it off, and tell everybody who may still come, with the reason."""
    meeting, now = rsvp.lock(meeting.pk), timezone.now()
    _guard_not_cancelled(meeting)
    _guard_not_logged(meeting)
    if meeting.status == Meeting.Status.DRAFT:
        raise NotPublished(_("This is a draft that nobody knows of. Delete it instead."))
    if not reason.strip():
        raise ReasonMissing(_("Say why the meeting is cancelled: the invited will read it."))
    meeting.status, meeting.cancelled_at = Meeting.Status.CANCELLED, now
    meeting.cancel_reason = reason.strip()
    meeting.sequence += 1
    if meeting.series_id:
        meeting.detached_at = now
    meeting.save()
    invitations.announce_cancellation(meeting=meeting, by=by)
    return meeting


@transaction.atomic
def discard(*, meeting: Meeting, by: User) -> None:  # noqa: ARG001 -- an action has an actor
    """Delete a draft. What was published is cancelled instead."""
    meeting = rsvp.lock(meeting.pk)
    if meeting.status != Meeting.Status.DRAFT:
        raise NotDraft(_("Only a draft can be deleted. Cancel this meeting instead."))
    meeting.delete()


def _area_keys(meeting: Meeting) -> Iterable[int]:
    return meeting.areas.values_list("pk", flat=True)


def _guard_not_cancelled(meeting: Meeting) -> None:
    if meeting.status == Meeting.Status.CANCELLED:
        raise MeetingCancelled(_("This meeting is cancelled."))


def _guard_not_logged(meeting: Meeting) -> None:
    if meeting.logged_at:
        raise MeetingLogged(_("It is written down that this meeting took place."))


def _apply(meeting: Meeting, fields: MeetingFields) -> None:
    """Guards, then the change itself. Only time and place make it a new version (RFC 5546)."""
    earlier_start = meeting.starts_at
    changed = {name for name, value in fields.items() if getattr(meeting, name) != value}
    for name in changed:
        setattr(meeting, name, fields[name])  # type: ignore[literal-required]
    if changed.intersection(TIMES):
        _guard_not_logged(meeting)
        check_times(meeting.starts_at, meeting.ends_at, meeting.timezone)
    check_seats(meeting, meeting.capacity)
    if meeting.invite_at and not meeting.invited_at and "invite_at" not in changed:
        meeting.invite_at += meeting.starts_at - earlier_start
    if changed.intersection(TIMES + PLACES) and meeting.status == Meeting.Status.PUBLISHED:
        meeting.sequence += 1
    if meeting.series_id:
        meeting.detached_at = meeting.detached_at or timezone.now()
    meeting.save()


def _tell(meeting: Meeting, changed: set[str], *, by: User) -> None:
    if changed.intersection(TIMES + PLACES):
        invitations.announce_move(meeting=meeting, by=by)
    if "capacity" in changed:
        rsvp.fill_free_seats(meeting=meeting)
