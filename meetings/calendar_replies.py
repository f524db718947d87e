"""Reads what a calendar program sends when somebody presses "Accept" (RFC 5546, METHOD:REPLY)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default

import icalendar
from django.utils.translation import gettext as _
from icalendar.error import BrokenCalendarProperty

from meetings.errors import BadReply
from meetings.models import Invitation

RESPONSES = {
    "ACCEPTED": Invitation.Response.YES,
    "DECLINED": Invitation.Response.NO,
    "TENTATIVE": Invitation.Response.MAYBE,
}
# What the reader raises for what strangers send: a word for a number, two stamps for one, …
UNREADABLE = (ValueError, TypeError, AttributeError, BrokenCalendarProperty)


@dataclass(frozen=True)
class Reply:
    """One person's answer to one version of one meeting."""

    uid: str
    sequence: int
    address: str
    response: Invitation.Response
    stamp: datetime
    comment: str


def read_reply(source: bytes) -> Reply:
    """From a mail with a calendar part, or from the calendar part alone."""
    part = _calendar_part(source).replace(b"\x00", b"")  # PostgreSQL keeps any other character.
    try:
        calendar = icalendar.Calendar.from_ical(part)
        if str(calendar.get("METHOD", "")).upper() != "REPLY":
            raise BadReply(_("This is no calendar reply: it answers no invitation."))
        return _reply(calendar)
    except UNREADABLE as error:
        raise BadReply(_("This is no calendar reply: it cannot be read.")) from error


def _calendar_part(source: bytes) -> bytes:
    if source.lstrip().upper().startswith(b"BEGIN:VCALENDAR"):
        return source
    mail = message_from_bytes(source, EmailMessage, policy=default)
    for part in mail.walk():
        if part.get_content_type() == "text/calendar":
            return bytes(part.get_payload(decode=True) or b"")
    raise BadReply(_("This is no calendar reply: the mail has no calendar part."))


def _reply(calendar: icalendar.Calendar) -> Reply:
    event = next(iter(calendar.walk("VEVENT")), icalendar.Event())
    attendee, stamp = event.get("ATTENDEE"), event.get("DTSTAMP")
    if not isinstance(attendee, icalendar.vCalAddress) or stamp is None or "UID" not in event:
        raise BadReply(_("This calendar reply does not say who answers what, and when."))
    response = RESPONSES.get(str(attendee.params.get("PARTSTAT", "")).upper())
    if response is None:
        raise BadReply(_("This calendar reply says neither yes nor no nor maybe."))
    return Reply(
        uid=str(event["UID"]),
        sequence=int(event.get("SEQUENCE", 0)),
        address=_address(str(attendee)),
        response=response,
        stamp=_instant(stamp.dt),
        comment=_comment(event.get("COMMENT", "")),
    )


def _instant(stamp: object) -> datetime:
    if not isinstance(stamp, datetime) or stamp.tzinfo is None:
        raise BadReply(_("This calendar reply does not say who answers what, and when."))
    return stamp.astimezone(UTC)


def _address(calendar_user: str) -> str:
    scheme, _colon, address = calendar_user.rpartition(":")
    if scheme.lower() not in {"mailto", ""}:
        raise BadReply(_("This calendar reply names no e-mail address."))
    return address.strip()


def _comment(comment: object) -> str:
    lines = comment if isinstance(comment, list) else [comment]
    return "\n".join(str(line) for line in lines).strip()
