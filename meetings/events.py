"""A meeting as an event in somebody's calendar."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from email.utils import parseaddr
from functools import cache

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from meetings import icalendar
from meetings.icalendar import Event, Participation, Party, Status
from meetings.models import Invitation, Meeting

PLACEHOLDER = "any-invitation"
PARTICIPATION = {
    Invitation.Response.NONE: Participation.NEEDS_ACTION,
    Invitation.Response.YES: Participation.ACCEPTED,
    Invitation.Response.NO: Participation.DECLINED,
    Invitation.Response.MAYBE: Participation.TENTATIVE,
}


def rsvp_url(invitation: Invitation) -> str:
    """The invitation's own link, as mails and calendars carry it."""
    return rsvp_link(invitation.token)


def rsvp_link(token: str) -> str:
    return f"{settings.SITE_URL}{_rsvp_path()}".replace(PLACEHOLDER, token)


@cache
def _rsvp_path() -> str:
    """Looked up once: ten thousand letters carry ten thousand links."""
    return reverse("meetings:rsvp", kwargs={"token": PLACEHOLDER})


def place_of(meeting: Meeting) -> str:
    return ", ".join(filter(None, (meeting.place, meeting.address)))


def organizer() -> Party:
    """Whom calendar programs send their answer to."""
    sender = parseaddr(settings.DEFAULT_FROM_EMAIL)[1]
    return Party(settings.DEPARTMENT_EMAIL or sender, settings.DEPARTMENT_NAME)


def event_of(invitation: Invitation, *, stamp: datetime) -> Event:
    """The meeting with this person's own link to answer."""
    meeting = invitation.meeting
    link = rsvp_url(invitation)
    is_cancelled = meeting.status == Meeting.Status.CANCELLED
    return Event(
        uid=meeting.uid,
        sequence=meeting.sequence,
        stamp=stamp,
        starts_at=meeting.starts_at,
        ends_at=meeting.ends_at,
        timezone=meeting.timezone,
        summary=meeting.title,
        location=place_of(meeting),
        description=with_link(_("Answer, or change your answer: %(link)s"))(
            meeting.description, link
        ),
        url=link,
        status=Status.CANCELLED if is_cancelled else Status.CONFIRMED,
    )


def with_link(words: str) -> Callable[[str, str], str]:
    """Puts a link, in these words, below a description."""

    def described(description: str, link: str) -> str:
        sentence = words % {"link": link}
        return f"{description.strip()}\n\n{sentence}" if description else sentence

    return described


def participation(invitation: Invitation) -> Participation:
    """Who waits for a seat has said yes, but cannot count on it."""
    if invitation.seat == Invitation.Seat.WAITING:
        return Participation.TENTATIVE
    return PARTICIPATION[Invitation.Response(invitation.response)]


def request(invitation: Invitation, *, stamp: datetime) -> str:
    """Invitation or update, showing the answer we have; nothing for who cannot be mailed."""
    leader = invitation.leader
    if not leader.email:
        return ""
    return icalendar.request(
        event_of(invitation, stamp=stamp),
        organizer=organizer(),
        attendee=Party(leader.email, leader.name),
        participation=participation(invitation),
    )


def cancellation(invitation: Invitation, *, stamp: datetime) -> str:
    """Takes the meeting out of this person's calendar, whatever became of the meeting."""
    leader = invitation.leader
    if not leader.email:
        return ""
    event = event_of(invitation, stamp=stamp)
    return icalendar.cancellation(
        replace(event, status=Status.CANCELLED),
        organizer=organizer(),
        attendee=Party(leader.email, leader.name),
    )
