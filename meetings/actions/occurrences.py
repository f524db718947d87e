"""The meetings of a series: made ahead, and kept in step with it."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import cast
from zoneinfo import ZoneInfo

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import prefetch_related_objects
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from leaders.models import Area
from meetings.actions import invitations, rsvp
from meetings.agendas import Point, agenda_of, items_for
from meetings.audiences import audience_of
from meetings.limits import check_seats
from meetings.models import AgendaItem, Invitation, Meeting, Series
from meetings.recurrence import Schedule, instant

logger = logging.getLogger(__name__)

AHEAD = timedelta(days=366)
CHUNK = 500
# What an occurrence has from its series word for word.
SHARED = (
    "title",
    "kind",
    "timezone",
    "place",
    "address",
    "capacity",
    "description",
    "is_public",
    "host_id",
)
WHERE_AND_WHEN = ("starts_at", "ends_at", "timezone", "place", "address")


def make_missing(series: Iterable[Series], *, at: datetime) -> int:
    """Meetings for a year ahead. The caller holds the series, so nobody makes the same twice."""
    every = list(series)
    made = set(
        Meeting.objects.filter(series__in=every, recurrence_id__gte=at).values_list(
            "series_id", "recurrence_id"
        )
    )
    new = [
        _occurrence(one, starts_at, at=at)
        for one in every
        for starts_at in _instants(one, at)
        if (one.pk, starts_at) not in made
    ]
    Meeting.objects.bulk_create(new, batch_size=CHUNK)
    _furnish(new, every)
    return len(new)


def follow(series: Series, *, earlier: Schedule, by: User, at: datetime) -> None:
    """Bring what is to come in step with the changed series.

    An occurrence keeps its day as long as the rule still names it: its time and all else change
    with the series, unless it was changed by itself. What the rule no longer names goes.
    """
    schedule = series.schedule
    coming = _coming(series, at)
    last = max([at + AHEAD, *(_named(meeting) for meeting in coming)])
    days = set(schedule.days(at.astimezone(schedule.zone).date(), last.date() + timedelta(days=1)))
    fitting, unfit = [], []
    for meeting in coming:
        day = _named(meeting).astimezone(earlier.zone).date()
        if day in days:
            meeting.recurrence_id = instant(day, schedule.local_start, schedule.zone)
            fitting.append(meeting)
        elif not meeting.detached_at:
            unfit.append(meeting)
    Meeting.objects.bulk_update(fitting, ["recurrence_id"], batch_size=CHUNK)
    _drop(unfit, by=by, at=at)
    untouched = [meeting for meeting in fitting if not meeting.detached_at]
    _rewrite([meeting for meeting in untouched if _named(meeting) > at], series, by=by)
    make_missing([series], at=at)


def drop_after(series: Series, last_day: date, *, zone: ZoneInfo, by: User, at: datetime) -> None:
    coming = [meeting for meeting in _coming(series, at) if meeting.cancelled_at is None]
    _drop(
        [meeting for meeting in coming if _named(meeting).astimezone(zone).date() > last_day],
        by=by,
        at=at,
    )


def invite_all_due(*, at: datetime | None = None) -> int:
    """Write the invitations whose time has come; tells for how many meetings."""
    at = at or timezone.now()
    due = Meeting.objects.due_to_invite(at).order_by("invite_at", "pk").values_list("pk", flat=True)
    return sum(_invite_due(pk, at) for pk in list(due))


@transaction.atomic
def _invite_due(pk: int, at: datetime) -> int:
    """None when somebody else is at it, or it was moved or cancelled meanwhile."""
    due = Meeting.objects.due_to_invite(at).select_for_update(no_key=True, skip_locked=True)
    meeting = due.filter(pk=pk).first()
    if meeting is None:
        return 0
    if meeting.series:
        members = audience_of(meeting.series).members()
        invitations.invite(meeting=meeting, leaders=members, by=meeting.host)
    invitations.send_invitations(meeting=meeting)
    Meeting.objects.filter(pk=pk).update(invited_at=at)
    return 1


def _named(occurrence: Meeting) -> datetime:
    """The instant the rule gave."""
    return cast("datetime", occurrence.recurrence_id)


def _instants(series: Series, at: datetime) -> list[datetime]:
    try:
        return series.schedule.between(at, at + AHEAD)
    except ValidationError:  # A zone that no longer exists must not stop the other series.
        logger.exception("Series %s has no dates", series.pk)
        return []


def _occurrence(series: Series, starts_at: datetime, *, at: datetime) -> Meeting:
    return Meeting(
        series=series,
        recurrence_id=starts_at,
        starts_at=starts_at,
        ends_at=starts_at + series.duration,
        invite_at=starts_at - timedelta(days=series.invite_days_before),
        status=Meeting.Status.PUBLISHED,
        published_at=at,
        **{name: getattr(series, name) for name in SHARED},
    )


def _coming(series: Series, at: datetime) -> list[Meeting]:
    later = series.meetings.filter(recurrence_id__gt=at).order_by("pk")
    return list(later.select_for_update(no_key=True))


def _drop(unfit: list[Meeting], *, by: User, at: datetime) -> None:
    """Gone without a word where nobody was invited; else cancelled, and no longer of the series."""
    pks = [meeting.pk for meeting in unfit]
    sent = Invitation.objects.filter(meeting__in=pks, sent_at__isnull=False)
    known = set(sent.values_list("meeting_id", flat=True))
    Meeting.objects.filter(pk__in=set(pks) - known).delete()
    for meeting in unfit:
        if meeting.pk in known:
            _call_off(meeting, by=by, at=at)


def _call_off(meeting: Meeting, *, by: User, at: datetime) -> None:
    meeting.series, meeting.recurrence_id = None, None
    meeting.status, meeting.cancelled_at = Meeting.Status.CANCELLED, at
    meeting.cancel_reason = _("Our regular meetings take place at another time from now on.")
    meeting.sequence += 1
    meeting.save()
    invitations.announce_cancellation(meeting=meeting, by=by)


def _rewrite(meetings: list[Meeting], series: Series, *, by: User) -> None:
    """As if made from the series today; the invited hear of a new time or place."""
    elsewhere, resized = [], []
    for meeting in meetings:
        model = _occurrence(series, _named(meeting), at=timezone.now())
        if any(getattr(meeting, name) != getattr(model, name) for name in WHERE_AND_WHEN):
            meeting.sequence += 1
            elsewhere.append(meeting)
        if meeting.capacity != model.capacity:
            check_seats(meeting, model.capacity)
            resized.append(meeting)
        if not meeting.invited_at:
            meeting.invite_at = model.invite_at
        for name in (*SHARED, "starts_at", "ends_at"):
            setattr(meeting, name, getattr(model, name))
    fields = [name.removesuffix("_id") for name in SHARED]
    fields += ["starts_at", "ends_at", "invite_at", "sequence"]
    Meeting.objects.bulk_update(meetings, fields, batch_size=CHUNK)
    _furnish(meetings, [series])
    for meeting in elsewhere:
        invitations.announce_move(meeting=meeting, by=by)
    for meeting in resized:
        rsvp.fill_free_seats(meeting=meeting)


def _furnish(meetings: list[Meeting], every: list[Series]) -> None:
    """Give these meetings the areas and the agenda of their series."""
    prefetch_related_objects(every, "areas")
    areas: dict[int | None, list[Area]] = {series.pk: list(series.areas.all()) for series in every}
    agendas: dict[int | None, list[Point]] = {
        series.pk: agenda_of(series.agenda, series.follow_up_point) for series in every
    }
    through = Meeting.areas.through
    through.objects.filter(meeting__in=meetings).delete()
    through.objects.bulk_create(
        (
            through(meeting_id=meeting.pk, area_id=area.pk)
            for meeting in meetings
            for area in areas[meeting.series_id]
        ),
        batch_size=CHUNK,
    )
    AgendaItem.objects.filter(meeting__in=meetings).delete()
    AgendaItem.objects.bulk_create(
        (item for meeting in meetings for item in items_for(meeting, agendas[meeting.series_id])),
        batch_size=CHUNK,
    )
