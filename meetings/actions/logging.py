"""What happened at a meeting: who came, what was said, who promised what to whom."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from uuid import UUID, uuid4

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from leaders import actions as leader_actions
from leaders.models import Area, Leader
from meetings.actions.commitments import promise
from meetings.errors import LogChanged, MeetingCancelled, MinutesChanged
from meetings.models import Attendance, LogEntry, Meeting, Minutes

UNPLANNED_LENGTH = timedelta(hours=1)


@dataclass(frozen=True, kw_only=True)
class WalkIn:
    """Somebody who came without being in the directory."""

    name: str
    email: str = ""
    phone: str = ""
    has_agreed: bool = False


@dataclass(frozen=True, kw_only=True)
class PromiseMade:
    """Who promised what to whom by when; a walk-in can be either of the two."""

    text: str
    owner: User | Leader | WalkIn
    promised_to: User | Leader | WalkIn
    due_on: date
    is_public: bool = True


@dataclass(frozen=True, kw_only=True)
class Log:
    """One saving. People who are named neither as there nor as absent stay as they were."""

    leaders: Collection[Leader] = ()
    absent_leaders: Collection[int] = ()
    officers: Collection[User] = ()
    absent_officers: Collection[int] = ()
    walk_ins: Sequence[WalkIn] = ()
    absent_walk_ins: Collection[int] = ()
    others_count: int | None = None
    minutes: str | None = None
    # The minutes' revision the writer started from; 0 when there were none.
    revision: int | None = None
    promises: Sequence[PromiseMade] = ()
    nonce: UUID = field(default_factory=uuid4)

    @property
    def digest(self) -> str:
        """The same for the same content."""
        content = (
            sorted(leader.pk for leader in self.leaders),
            sorted(self.absent_leaders),
            sorted(officer.pk for officer in self.officers),
            sorted(self.absent_officers),
            self.walk_ins,
            sorted(self.absent_walk_ins),
            self.others_count,
            self.minutes,
            [(p.text, repr(p.owner), repr(p.promised_to), p.due_on) for p in self.promises],
        )
        return hashlib.sha256(repr(content).encode()).hexdigest()


@transaction.atomic
def log_meeting(*, meeting: Meeting, log: Log, by: User, at: datetime | None = None) -> Meeting:
    """Write down what happened, now or as an amendment. The same form twice is saved once."""
    at = at or timezone.now()
    meeting = Meeting.objects.select_for_update().get(pk=meeting.pk)
    entry = LogEntry.objects.filter(nonce=log.nonce).first()
    if entry is not None:
        if (entry.meeting_id, entry.digest) != (meeting.pk, log.digest):
            raise LogChanged(_("An earlier version of this page is saved already."))
        return meeting
    if meeting.status == Meeting.Status.CANCELLED:
        raise MeetingCancelled(_("This meeting was cancelled. Log an unplanned meeting instead."))
    _write_minutes(meeting, log, by=by, at=at)
    entered = _enter_walk_ins(meeting, log, by=by, at=at)
    _write_attendance(meeting, log, entered)
    _record_promises(meeting, log, entered, by=by)
    LogEntry.objects.create(
        meeting=meeting, nonce=log.nonce, digest=log.digest, logged_by=by, logged_at=at
    )
    return _mark_logged(meeting, log, by=by, at=at)


def start_unplanned_meeting(
    *,
    title: str,
    kind: str,
    areas: Collection[Area],
    starts_at: datetime,
    place: str,
    nonce: UUID,
    by: User,
    is_public: bool = False,
) -> Meeting:
    """A meeting that nobody planned, ready to be logged. The same form twice makes one."""
    meeting = Meeting(
        title=title,
        kind=kind,
        starts_at=starts_at,
        ends_at=starts_at + UNPLANNED_LENGTH,
        timezone=by.timezone,
        place=place,
        is_public=is_public,
        status=Meeting.Status.PUBLISHED,
        published_at=timezone.now(),
        host=by,
    )
    try:
        with transaction.atomic():
            meeting.save()
            meeting.areas.set(areas)
            LogEntry.objects.create(meeting=meeting, nonce=nonce, logged_by=by)
    except IntegrityError:
        return Meeting.objects.get(log_entries__nonce=nonce)
    return meeting


def _write_minutes(meeting: Meeting, log: Log, *, by: User, at: datetime) -> None:
    """A text that started from an older revision is refused, unless it says the same."""
    if log.minutes is None:
        return
    text = log.minutes.replace("\r\n", "\n").strip()
    minutes = Minutes.objects.select_for_update().filter(meeting=meeting).first()
    if minutes is None:
        if text:
            Minutes.objects.create(meeting=meeting, text=text, updated_at=at, updated_by=by)
        return
    if text == minutes.text:
        return
    if log.revision is not None and log.revision != minutes.revision:
        raise MinutesChanged(minutes)
    minutes.text = text
    minutes.revision += 1
    minutes.updated_at = at
    minutes.updated_by = by
    minutes.save()


def _enter_walk_ins(meeting: Meeting, log: Log, *, by: User, at: datetime) -> dict[WalkIn, Leader]:
    """Who left an address, or is part of a promise, enters the directory."""
    parties = {p.owner for p in log.promises} | {p.promised_to for p in log.promises}
    return {
        walk_in: _leader_of(walk_in, meeting, by=by, at=at)
        for walk_in in log.walk_ins
        if walk_in.email or walk_in.phone or walk_in in parties
    }


def _leader_of(walk_in: WalkIn, meeting: Meeting, *, by: User, at: datetime) -> Leader:
    """The leader with this address, or a new one of the meeting's areas."""
    if walk_in.email:
        known = Leader.objects.filter(email__iexact=walk_in.email).first()
        if known is not None:
            return known
    note = _("Said so at “%(meeting)s”") % {"meeting": meeting.title}
    return leader_actions.add_leader(
        by=by,
        name=walk_in.name,
        email=walk_in.email,
        phone=walk_in.phone,
        areas=meeting.areas.all(),
        consent_on=at.astimezone(meeting.zone).date() if walk_in.has_agreed else None,
        consent_note=note[:200] if walk_in.has_agreed else "",
    )


def _write_attendance(meeting: Meeting, log: Log, entered: dict[WalkIn, Leader]) -> None:
    leaders = {leader.pk for leader in (*log.leaders, *entered.values())}
    officers = {officer.pk for officer in log.officers}
    rows = meeting.attendances
    rows.filter(leader__in=set(log.absent_leaders) - leaders).delete()
    rows.filter(user__in=set(log.absent_officers) - officers).delete()
    rows.filter(pk__in=log.absent_walk_ins).exclude(walk_in_name="").delete()
    names = [w.name for w in log.walk_ins if w not in entered]
    Attendance.objects.bulk_create(
        [
            *(Attendance(meeting=meeting, leader_id=pk) for pk in sorted(leaders)),
            *(Attendance(meeting=meeting, user_id=pk) for pk in sorted(officers)),
            *(Attendance(meeting=meeting, walk_in_name=name) for name in names),
        ],
        ignore_conflicts=True,
    )


def _record_promises(
    meeting: Meeting, log: Log, entered: dict[WalkIn, Leader], *, by: User
) -> None:
    for made in log.promises:
        promise(
            text=made.text,
            owner=entered[made.owner] if isinstance(made.owner, WalkIn) else made.owner,
            promised_to=entered[made.promised_to]
            if isinstance(made.promised_to, WalkIn)
            else made.promised_to,
            due_on=made.due_on,
            is_public=made.is_public,
            meeting=meeting,
            by=by,
        )


def _mark_logged(meeting: Meeting, log: Log, *, by: User, at: datetime) -> Meeting:
    """The first saving counts as the log; amendments are in the entries and the history."""
    if log.others_count is not None:
        meeting.others_count = log.others_count
    if meeting.logged_at is None:
        meeting.logged_at = at
        meeting.logged_by = by
    meeting.save(update_fields=["others_count", "logged_at", "logged_by"])
    return meeting
