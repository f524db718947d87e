"""What leaders are written about meetings: one function per message."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext_lazy

from leaders import languages
from meetings import answers, events
from meetings.letters import Letters, blank, language_of
from meetings.models import Invitation, Meeting
from outbox.drafts import Draft

INVITATION = "meetings.invitation"
RECORDED = "meetings.recorded"
MOVED = "meetings.moved"
CANCELLED = "meetings.cancelled"
WITHDRAWN = "meetings.withdrawn"
SEAT = "meetings.seat"
REMINDER = "meetings.reminder"
ALL_KINDS = (INVITATION, RECORDED, MOVED, CANCELLED, WITHDRAWN, SEAT, REMINDER)

# A second move within this time replaces the notice of the first.
MOVE_PAUSE = timedelta(minutes=5)

YOU_ARE_INVITED = gettext_lazy("You are invited to this meeting as a community leader.")
YOU_ANSWERED = gettext_lazy("An answer of yours to an invitation was recorded.")


def invitation(invitation: Invitation, *, letters: Letters, at: datetime) -> Draft:
    """Will you come?"""
    key = f"{INVITATION}:{invitation.pk}:{_instant(invitation.created_at)}"
    return _draft(
        INVITATION,
        invitation,
        letters,
        key=f"{key}:{invitation.meeting.sequence}",
        calendar=partial(events.request, stamp=at),
        expires_at=invitation.meeting.starts_at,
    )


def recorded(invitation: Invitation, *, at: datetime) -> Draft:
    """This is the answer we have from you; tell us if it was not you."""
    is_in_calendar = invitation.response in {Invitation.Response.YES, Invitation.Response.MAYBE}
    return _draft(
        RECORDED,
        invitation,
        Letters(),
        key=f"{RECORDED}:{invitation.pk}:{_instant(at)}",
        reason=YOU_ANSWERED,
        context={
            "invitation": invitation,
            "interpreter": languages.label(invitation.interpreter_language),
        },
        calendar=partial(events.request, stamp=at) if is_in_calendar else None,
        expires_at=invitation.meeting.ends_at,
    )


def moved(invitation: Invitation, *, letters: Letters, at: datetime) -> Draft:
    """There is a new time or place."""
    meeting = invitation.meeting
    is_soon = meeting.starts_at - at < timedelta(hours=2)
    return _draft(
        MOVED,
        invitation,
        letters,
        key=f"{MOVED}:{invitation.pk}:{meeting.sequence}",
        calendar=partial(events.request, stamp=at),
        not_before=at if is_soon else at + MOVE_PAUSE,
        expires_at=meeting.ends_at,
    )


def cancelled(invitation: Invitation, *, letters: Letters, at: datetime) -> Draft:
    """It does not take place, and why."""
    return _draft(
        CANCELLED,
        invitation,
        letters,
        key=f"{CANCELLED}:{invitation.pk}:{invitation.meeting.sequence}",
        calendar=partial(events.cancellation, stamp=at),
        calendar_method="CANCEL",
        expires_at=invitation.meeting.ends_at,
    )


def withdrawn(invitation: Invitation, *, at: datetime) -> Draft:
    """You need not come after all."""
    return _draft(
        WITHDRAWN,
        invitation,
        Letters(),
        key=f"{WITHDRAWN}:{invitation.pk}:{_instant(at)}",
        calendar=partial(events.cancellation, stamp=at),
        calendar_method="CANCEL",
        expires_at=invitation.meeting.ends_at,
    )


def seat(invitation: Invitation, *, letters: Letters, at: datetime) -> Draft:
    """From the waiting list to a seat."""
    return _draft(
        SEAT,
        invitation,
        letters,
        key=f"{SEAT}:{invitation.pk}:{_instant(at)}",
        calendar=partial(events.request, stamp=at),
        expires_at=invitation.meeting.ends_at,
    )


def reminder(invitation: Invitation, minutes_before: int, *, letters: Letters) -> Draft:
    """It is soon. One per rule and start: a moved meeting is reminded of anew, never twice."""
    return _draft(
        REMINDER,
        invitation,
        letters,
        key=reminder_key(invitation, minutes_before),
        expires_at=invitation.meeting.starts_at,
    )


def reminder_key(invitation: Invitation, minutes_before: int) -> str:
    start = _second(invitation.meeting.starts_at)
    return f"{REMINDER}:{invitation.pk}:{minutes_before}:{start}"


def about(meeting: Meeting) -> str:
    return f"meeting:{meeting.pk}"


def recipient(invitation: Invitation) -> str:
    return f"leader:{invitation.leader_id}"


def _draft(
    kind: str,
    invitation: Invitation,
    letters: Letters,
    *,
    key: str,
    expires_at: datetime,
    reason: Any = YOU_ARE_INVITED,
    context: Mapping[str, Any] | None = None,
    calendar: Callable[[Invitation], str] | None = None,
    calendar_method: str = "REQUEST",
    not_before: datetime | None = None,
) -> Draft:
    meeting, leader = invitation.meeting, invitation.leader
    language = language_of(leader)
    folder = kind.replace(".", "/emails/")
    letter = letters.letter(
        folder,
        (meeting.pk, meeting.sequence),
        language,
        lambda: {**_context(meeting), "reason": str(reason), **(context or {})},
    )
    with translation.override(language):
        part = calendar(invitation) if calendar else ""
        rendered = letter.fill(
            {
                "name": leader.name,
                "link": events.rsvp_url(invitation),
                "answer": answers.in_words(invitation),
            }
        )
    return Draft(
        key=key,
        kind=kind,
        address=leader.email,
        language=rendered.language,
        subject=rendered.subject,
        text=rendered.text,
        html=rendered.html,
        calendar=part,
        calendar_method=calendar_method if part else "",
        recipient=recipient(invitation),
        about=about(meeting),
        reason=rendered.reason,
        not_before=not_before,
        expires_at=expires_at,
        reply_to=settings.DEPARTMENT_EMAIL,
    )


def _context(meeting: Meeting) -> dict[str, Any]:
    """What the letters of one meeting share, and the blanks for the rest."""
    return {
        "meeting": meeting,
        "host": meeting.host,
        "agenda": [item.title for item in meeting.agenda_items.all()],
        "name": blank("name"),
        "link": blank("link"),
        "answer": blank("answer"),
    }


def _second(moment: datetime) -> int:
    return int(moment.timestamp())


def _instant(moment: datetime) -> str:
    return f"{moment.timestamp():.6f}"
