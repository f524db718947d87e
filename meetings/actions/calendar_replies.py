"""Answers that calendar programs send by mail."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from meetings.actions import rsvp
from meetings.calendar_replies import Reply
from meetings.errors import BadReply, OutdatedReply
from meetings.models import Invitation

LONGEST_NOTE = 2000


@transaction.atomic
def record_reply(*, reply: Reply) -> Invitation:
    """Take it as the answer of whom it names; they are mailed, so that a false one is noticed.

    The rest of an earlier answer (guests, needs) stays: a calendar program asks for none of it.
    """
    invitation = (
        Invitation.objects.filter(meeting__uid=reply.uid, leader__email__iexact=reply.address)
        .select_related("meeting")
        .first()
    )
    if invitation is None:
        raise BadReply(_("Nobody with this address is invited to this meeting."))
    if reply.sequence < invitation.meeting.sequence:
        raise OutdatedReply(_("The meeting has moved since: this answers its earlier time."))
    if invitation.responded_at and reply.stamp < invitation.responded_at:
        raise OutdatedReply(_("There is a newer answer."))
    return rsvp.set_response(
        invitation=invitation,
        response=reply.response,
        guests=invitation.guests,
        access_needs=invitation.access_needs,
        interpreter_language=invitation.interpreter_language,
        note=reply.comment[:LONGEST_NOTE] or invitation.note,
        via=Invitation.Via.CALENDAR,
    )
