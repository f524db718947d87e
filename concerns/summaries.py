"""Where a concern stands, in one sentence for the department."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from concerns.models import Concern

State = Concern.State
TONES = {
    State.RECEIVED: "info",
    State.IN_PROGRESS: "info",
    State.WAITING: "neutral",
    State.CLOSED: "good",
    State.REOPENED: "warning",
}
DAY = timedelta(days=1)
HOUR = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Deadline:
    """When an answer is due, how far that is, and how much it presses."""

    due_at: datetime
    words: str
    tone: str


def deadline(concern: Concern, at: datetime) -> Deadline | None:
    """Of a concern that owes an answer; none of others."""
    if not concern.owes_answer:
        return None
    left = concern.due_at - at
    if left <= timedelta(0):
        return Deadline(concern.due_at, _("%s late") % _span(-left), "urgent")
    tone = "warning" if left <= DAY else "neutral"
    return Deadline(concern.due_at, _("%s left") % _span(left), tone)


def summary(concern: Concern, at: datetime) -> str:
    """What its page says first."""
    if concern.state == State.CLOSED:
        return _closed(concern)
    if concern.state == State.WAITING:
        return _("It waits until %(day)s: %(reason)s") % {
            "day": _day(concern.paused_until),
            "reason": concern.pause_reason,
        }
    due = deadline(concern, at)
    if due is None:
        return _("Answered on %(day)s by %(name)s. It is not closed yet.") % {
            "day": _day(concern.answered_at),
            "name": concern.answered_by or _("somebody elsewhere"),
        }
    words = {"day": _moment(due.due_at), "span": due.words}
    if due.tone == "urgent":
        return _("The answer was due on %(day)s: %(span)s.") % words
    return _("An answer is due by %(day)s: %(span)s.") % words


def _closed(concern: Concern) -> str:
    words = {"day": _day(concern.closed_at), "outcome": concern.get_outcome_display()}
    if concern.accepted_at is not None:
        return _("Closed on %(day)s: %(outcome)s. The person who raised it agrees.") % words
    if concern.has_lasted is False:
        return _("Closed on %(day)s: %(outcome)s. It did not last.") % words
    return _("Closed on %(day)s: %(outcome)s.") % words


def _span(span: timedelta) -> str:
    if span < HOUR:
        return _("less than an hour")
    if span < 2 * DAY:
        hours = int(span / HOUR)
        return ngettext("%(hours)d hour", "%(hours)d hours", hours) % {"hours": hours}
    return ngettext("%(days)d day", "%(days)d days", span.days) % {"days": span.days}


def _day(at: datetime | None) -> str:
    return date_format(localtime(at), "DATE_FORMAT") if at else ""


def _moment(at: datetime) -> str:
    return date_format(localtime(at), "DATETIME_FORMAT")
