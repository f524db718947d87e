"""Why somebody did, or did not, or will get a reminder, in words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from meetings import emails
from meetings.models import Invitation, Meeting, ReminderRule
from meetings.reminders import Reminder, department_rules, reminders_of
from outbox.models import Message

Status = Message.Status
DAY = timedelta(days=1)
HOUR = timedelta(hours=1)
SENTENCES = {
    Status.SENT: gettext_lazy("It was sent."),
    Status.QUEUED: gettext_lazy("It is written and on its way."),
    Status.SENDING: gettext_lazy("It is written and on its way."),
    Status.WITHDRAWN: gettext_lazy("It was written, but withdrawn before it was sent."),
    Status.EXPIRED: gettext_lazy("It was written, but could not be sent before the meeting."),
    Status.SUPPRESSED: gettext_lazy("It was not sent: mail to this address is stopped."),
    Status.UNREACHABLE: gettext_lazy("It was not sent: we have no e-mail address."),
    Status.FAILED: gettext_lazy("It was written, but could not be delivered."),
}


@dataclass(frozen=True)
class Explanation:
    """One reminder of one person: when it is due, what became of it, and the mail if written."""

    reminder: Reminder
    due_at: datetime
    sentence: str
    message: Message | None = None

    @property
    def lead(self) -> str:
        return lead_in_words(self.reminder.lead)


def explain_reminders(invitation: Invitation, *, at: datetime | None = None) -> list[Explanation]:
    """Every reminder the rules foresee for this person, the earliest first."""
    at = at or timezone.now()
    written = {
        message.key: message
        for message in Message.objects.about(emails.about(invitation.meeting))
        .to_recipient(emails.recipient(invitation))
        .of_kinds([emails.REMINDER])
    }
    starts_at = invitation.meeting.starts_at
    explanations = []
    for reminder in reminders_of(invitation.meeting, department_rules()):
        message = written.get(emails.reminder_key(invitation, reminder.minutes_before))
        sentence = _of_message(message) if message else _without_message(invitation, reminder, at)
        explanations.append(Explanation(reminder, reminder.due_at(starts_at), sentence, message))
    return explanations


def lead_in_words(lead: timedelta) -> str:
    """How long before the start, in the largest unit that fits."""
    if lead % DAY == timedelta(0):
        count = lead // DAY
        return ngettext("%d day before", "%d days before", count) % count
    if lead % HOUR == timedelta(0):
        count = lead // HOUR
        return ngettext("%d hour before", "%d hours before", count) % count
    count = lead // timedelta(minutes=1)
    return ngettext("%d minute before", "%d minutes before", count) % count


def _of_message(message: Message) -> str:
    sentence = str(SENTENCES[Status(message.status)])
    return f"{sentence} {message.error}" if message.status == Status.WITHDRAWN else sentence


def _without_message(invitation: Invitation, reminder: Reminder, at: datetime) -> str:
    """The first reason that holds, from the meeting to the clock."""
    if invitation.meeting.status == Meeting.Status.CANCELLED:
        return _("There is none: the meeting is cancelled.")
    if invitation.meeting.status != Meeting.Status.PUBLISHED:
        return _("There is none while the meeting is a draft.")
    if invitation.withdrawn_at:
        return _("There is none: the invitation was withdrawn.")
    if at >= reminder.too_late_at(invitation.meeting.starts_at):
        return _missed(invitation, reminder)
    return _coming(invitation, reminder, at)


def _coming(invitation: Invitation, reminder: Reminder, at: datetime) -> str:
    if not invitation.sent_at:
        return _("It comes only once the invitation has been sent.")
    if invitation.sent_at >= reminder.due_at(invitation.meeting.starts_at):
        return _("There is none: the invitation went out after its time.")
    if not _is_for(invitation, reminder.audience):
        return _not_for(reminder.audience)
    if at < reminder.due_at(invitation.meeting.starts_at):
        return _("It will be sent, unless the answer becomes one it is not meant for.")
    return _("It is due now and will be written within minutes.")


def _missed(invitation: Invitation, reminder: Reminder) -> str:
    due_at = reminder.due_at(invitation.meeting.starts_at)
    if not invitation.sent_at or invitation.sent_at >= due_at:
        return _("There is none: the invitation went out after its time.")
    if not _is_for(invitation, reminder.audience):
        return _not_for(reminder.audience)
    return _("Its time had passed, or the meeting moved past it; late reminders are not sent.")


def _is_for(invitation: Invitation, audience: str) -> bool:
    match audience:
        case ReminderRule.Audience.NO_ANSWER:
            return invitation.response == Invitation.Response.NONE
        case ReminderRule.Audience.COMING:
            return invitation.response in {Invitation.Response.YES, Invitation.Response.MAYBE}
    return invitation.response != Invitation.Response.NO


def _not_for(audience: str) -> str:
    match audience:
        case ReminderRule.Audience.NO_ANSWER:
            return _("There is none: it goes only to those who have not answered.")
        case ReminderRule.Audience.COMING:
            return _("There is none: it goes only to those who said yes or maybe.")
    return _("There is none: the answer is no.")
