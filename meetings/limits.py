"""What makes no meeting, whoever writes it: page, API, series or import."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from meetings.errors import BadSeats, BadTimes, TooFewSeats
from meetings.models import Meeting
from meetings.recurrence import zone_named

LONGEST_MEETING = timedelta(hours=24)
YEARS = range(1990, 2100)


def check_times(starts_at: datetime, ends_at: datetime, timezone: str) -> None:
    zone_named(timezone)
    if starts_at.year not in YEARS or ends_at.year not in YEARS:
        raise BadTimes(_("Check the year of the date."))
    if ends_at <= starts_at:
        raise BadTimes(_("The end must be after the start."))
    if ends_at - starts_at > LONGEST_MEETING:
        raise BadTimes(_("A meeting lasts 24 hours at most. Check start and end."))


def check_seats(meeting: Meeting, capacity: int | None) -> None:
    if capacity is not None and capacity < 1:
        raise BadSeats(_("A meeting has one seat at least, or no limit."))
    if capacity is not None and capacity < meeting.seats_taken:
        raise TooFewSeats(
            ngettext(
                "%(taken)d seat is already promised for %(day)s: there cannot be fewer.",
                "%(taken)d seats are already promised for %(day)s: there cannot be fewer.",
                meeting.seats_taken,
            )
            % {"taken": meeting.seats_taken, "day": date_format(meeting.local_starts_at.date())}
        )
