"""Who may do what with meetings, series, invitations and commitments."""

from __future__ import annotations

import rules
from django.contrib.auth.models import AnonymousUser

from accounts.models import User
from accounts.rules import is_coordinating, is_police
from meetings.models import Commitment, Invitation, Meeting, Series


@rules.predicate
def is_host(user: User | AnonymousUser, subject: Meeting | Series | None) -> bool:
    return subject is not None and user.pk is not None and subject.host_id == user.pk


@rules.predicate
def is_officer_of_its_area(user: User | AnonymousUser, subject: Meeting | Series | None) -> bool:
    if subject is None or user.pk is None:
        return False
    return subject.areas.filter(officers=user.pk).exists()


@rules.predicate
def is_owner(user: User | AnonymousUser, commitment: Commitment | None) -> bool:
    """Made the promise."""
    if commitment is None or user.pk is None:
        return False
    leader = commitment.owner_leader
    return user.pk == (leader.user_id if leader else commitment.owner_user_id)


@rules.predicate
def is_promisee(user: User | AnonymousUser, commitment: Commitment | None) -> bool:
    """Is the one the promise was made to."""
    if commitment is None or user.pk is None:
        return False
    leader = commitment.promised_to_leader
    return user.pk == (leader.user_id if leader else commitment.promised_to_user_id)


@rules.predicate
def is_invited(user: User | AnonymousUser, invitation: Invitation | None) -> bool:
    """Is the leader this invitation is for."""
    if invitation is None or user.pk is None:
        return False
    return user.pk == invitation.leader.user_id


# Planning: series, meetings, agenda, invitees.

runs_meeting = is_coordinating | (is_police & (is_host | is_officer_of_its_area))

rules.add_perm("meetings.plan_meeting", is_police)
rules.add_perm("meetings.change_meeting", runs_meeting)
rules.add_perm("meetings.publish_meeting", runs_meeting)
rules.add_perm("meetings.cancel_meeting", runs_meeting)
rules.add_perm("meetings.invite", runs_meeting)
rules.add_perm("meetings.plan_series", is_coordinating)
rules.add_perm("meetings.change_series", is_coordinating)
rules.add_perm("meetings.import_meetings", is_coordinating)
rules.add_perm("meetings.export", is_coordinating)

# Answers: invitations, RSVP, reminders.

rules.add_perm("meetings.view_invitations", is_police)
rules.add_perm("meetings.record_answer", is_police)
# Asked with the invitation.
rules.add_perm("meetings.answer", is_invited | is_police)

# Logging: attendance, minutes, commitments.

rules.add_perm("meetings.log_meeting", is_police)
rules.add_perm("meetings.view_attendance", is_police)
rules.add_perm("meetings.publish_minutes", is_police)
rules.add_perm("meetings.record_commitment", is_police)
rules.add_perm("meetings.finish_commitment", is_owner)
rules.add_perm("meetings.withdraw_commitment", is_owner)
rules.add_perm("meetings.answer_commitment", is_promisee)
rules.add_perm("meetings.correct_commitment", is_police)
