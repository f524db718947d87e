"""Regular and single meetings, who was asked, who came, what was said and promised."""

from meetings.models.attendance import Attendance
from meetings.models.commitments import Commitment
from meetings.models.invitations import Invitation
from meetings.models.log_entries import LogEntry
from meetings.models.meetings import AgendaItem, Meeting, MeetingKind
from meetings.models.minutes import Minutes
from meetings.models.reminders import ReminderRule
from meetings.models.series import Series

__all__ = [
    "AgendaItem",
    "Attendance",
    "Commitment",
    "Invitation",
    "LogEntry",
    "Meeting",
    "MeetingKind",
    "Minutes",
    "ReminderRule",
    "Series",
]
