"""Meetings that another system held, taken into the record: all or none."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from leaders.models import Area
from meetings.calendar_files.events import Event, Problem, Reading
from meetings.models import Meeting


@dataclass
class ImportPlan:
    """What an import would do. Each row of the file is new, known or refused."""

    new: list[Event] = field(default_factory=list)
    known: list[Event] = field(default_factory=list)
    refusals: list[Problem] = field(default_factory=list)
    notices: list[Problem] = field(default_factory=list)


def plan_import(reading: Reading) -> ImportPlan:
    """Compare a file with what is recorded; changes nothing."""
    plan = ImportPlan(refusals=list(reading.refusals), notices=list(reading.notices))
    codes = {code.casefold() for code in Area.objects.values_list("code", flat=True)}
    references = [event.reference for event in reading.events]
    known = set(
        Meeting.objects.filter(external_ref__in=references).values_list("external_ref", flat=True)
    )
    for event in reading.events:
        if event.reference in known:
            plan.known.append(event)
        elif event.area_code.casefold() not in codes:
            text = _("There is no area with the code “%(code)s”.") % {"code": event.area_code}
            plan.refusals.append(Problem(event.row, "calendarId", text))
        else:
            plan.new.append(event)
    plan.refusals.sort(key=lambda problem: problem.row)
    return plan


@transaction.atomic
def import_meetings(
    *,
    reading: Reading,
    timezone_name: str,
    by: User | None,
    skip_refused: bool = False,
    at: datetime | None = None,
) -> ImportPlan:
    """Record the file's events as meetings; refused rows stop everything unless skipped.

    Past ones count as logged: their minutes are in the other system. Nobody is invited or mailed.
    """
    plan = plan_import(reading)
    if plan.refusals and not skip_refused:
        raise ValidationError(
            _("%(count)s rows cannot be imported, so nothing was.") % {"count": len(plan.refusals)}
        )
    at = at or timezone.now()
    areas = {area.code.casefold(): area for area in Area.objects.all()}
    meetings = Meeting.objects.bulk_create(
        (_meeting(event, timezone_name, by, at) for event in plan.new), batch_size=1000
    )
    through = Meeting.areas.through
    through.objects.bulk_create(
        (
            through(meeting=meeting, area=areas[event.area_code.casefold()])
            for meeting, event in zip(meetings, plan.new, strict=True)
        ),
        batch_size=5000,
    )
    return plan


def _meeting(event: Event, timezone_name: str, by: User | None, at: datetime) -> Meeting:
    is_past = event.ends_at <= at
    return Meeting(
        title=event.title,
        kind=event.kind,
        starts_at=event.starts_at,
        ends_at=event.ends_at,
        timezone=timezone_name,
        place=event.place,
        address=event.address,
        description=event.description,
        status=Meeting.Status.PUBLISHED,
        published_at=at,
        logged_at=at if is_past else None,
        logged_by=by if is_past else None,
        host=by,
        external_ref=event.reference,
    )
