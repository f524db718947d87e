"""The clock of a category, in the department's time zone."""

from __future__ import annotations

import zoneinfo
from datetime import date, datetime, timedelta

from django.conf import settings

from concerns import clock
from concerns.models import Category, Clock, Concern, Holiday

# How long after the deadline the coordinators hear of it, too.
ESCALATES_AFTER = timedelta(hours=24)
# A pause ends by itself: a clock that nobody starts again would be a stopped one.
LONGEST_PAUSE = timedelta(days=30)
# Four weeks after closing: did it last? Later than twice that, nobody is asked.
LASTED_AFTER = timedelta(weeks=4)
LASTED_AT_LATEST = timedelta(weeks=8)


def zone() -> zoneinfo.ZoneInfo:
    return zoneinfo.ZoneInfo(settings.TIME_ZONE)


def due_at(category: Category, start: datetime) -> datetime:
    """When an answer is due to what starts now."""
    return clock.due_at(
        start,
        hours=category.answer_hours,
        clock=category.clock,
        zone=zone(),
        holidays=_holidays(category, start),
    )


def after_pause(concern: Concern, due: datetime, resumed_at: datetime) -> datetime:
    """What is left of a deadline when the pause ends."""
    return clock.extended(
        due,
        paused_since=concern.paused_since or resumed_at,
        resumed_at=resumed_at,
        clock=concern.category.clock,
        zone=zone(),
        holidays=_holidays(concern.category, concern.paused_since or resumed_at),
    )


def _holidays(category: Category, start: datetime) -> frozenset[date]:
    """Those the clock may meet; all hours count for the other clock."""
    if category.clock != Clock.WORKING:
        return frozenset()
    day = start.astimezone(zone()).date()
    return frozenset(Holiday.objects.since(day).values_list("day", flat=True))
