"""The vocabulary in which series, meetings, invitations and commitments are asked for."""

from meetings.querysets.commitments import CommitmentQuerySet
from meetings.querysets.invitations import InvitationQuerySet
from meetings.querysets.meetings import MeetingQuerySet
from meetings.querysets.minutes import MinutesQuerySet
from meetings.querysets.series import SeriesQuerySet

__all__ = [
    "CommitmentQuerySet",
    "InvitationQuerySet",
    "MeetingQuerySet",
    "MinutesQuerySet",
    "SeriesQuerySet",
]
