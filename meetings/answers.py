"""How an answer reads, as one sentence in the language of the moment."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from meetings.models import Invitation

Response, Seat = Invitation.Response, Invitation.Seat


def in_words(invitation: Invitation) -> str:
    """ "Yes, with 2 guests. Your seats are reserved." """
    return " ".join(filter(None, (_said(invitation), _seat(invitation))))


def _said(invitation: Invitation) -> str:
    match invitation.response:
        case Response.YES if invitation.guests:
            return ngettext(
                "Yes, with %(count)d guest.", "Yes, with %(count)d guests.", invitation.guests
            ) % {"count": invitation.guests}
        case Response.YES:
            return _("Yes.")
        case Response.NO:
            return _("No.")
        case Response.MAYBE:
            return _("Maybe.")
    return _("No answer yet.")


def _seat(invitation: Invitation) -> str:
    """Seats are spoken of only where they are counted."""
    if invitation.meeting.capacity is None:
        return ""
    match invitation.seat:
        case Seat.CONFIRMED:
            return ngettext(
                "Your seat is reserved.", "Your seats are reserved.", invitation.party_size
            )
        case Seat.WAITING:
            return _("All seats are taken: you are on the waiting list.")
    return ""
