"""The one thing to do next with a meeting, by its state and who is looking."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.models import AnonymousUser
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from accounts.models import User
from meetings import answers
from meetings.models import Invitation, Meeting

Person = User | AnonymousUser


@dataclass(frozen=True, slots=True)
class NextStep:
    url: str
    label: str
    text: str


def of_meeting(
    meeting: Meeting, user: Person, *, at: datetime, may_run: bool, invited: int
) -> NextStep | None:
    """Nothing where there is nothing to do: most people most of the time.

    Whether the user runs the meeting and how many are invited is what its page knows already.
    """
    if not getattr(user, "is_police", False):
        return _of_invited(meeting, user, at=at)
    if meeting.status == Meeting.Status.CANCELLED:
        return None
    if meeting.status == Meeting.Status.PUBLISHED and meeting.starts_at <= at:
        return _of_past(meeting, user)
    if not may_run:
        return None
    if meeting.status == Meeting.Status.DRAFT:
        return _of_draft(meeting, invited)
    return _of_coming(meeting, invited, at=at)


def _of_draft(meeting: Meeting, invited: int) -> NextStep:
    if not invited:
        return NextStep(
            _url("meeting-invite", meeting),
            _("Choose whom to invite"),
            _("Nobody is invited yet. Nothing is sent until you publish the meeting."),
        )
    return NextStep(
        _url("meeting-publish", meeting),
        _("Publish the meeting"),
        _("It is ready. Publishing shows it to the public and writes to those invited."),
    )


def _of_coming(meeting: Meeting, invited: int, *, at: datetime) -> NextStep | None:
    if meeting.invite_at and not meeting.invited_at and meeting.invite_at > at:
        day = date_format(meeting.invite_at.astimezone(meeting.zone).date())
        return NextStep(
            _url("meeting-invite", meeting),
            _("Add people by hand"),
            _("Invitations go out on %(day)s.") % {"day": day},
        )
    if not invited:
        return NextStep(
            _url("meeting-invite", meeting),
            _("Choose whom to invite"),
            _("Nobody is invited yet."),
        )
    return None


def _of_past(meeting: Meeting, user: Person) -> NextStep | None:
    if meeting.logged_at:
        return _of_logged(meeting, user)
    if not user.has_perm("meetings.log_meeting", meeting):
        return None
    return NextStep(
        _url("meeting-log", meeting),
        _("Log what happened"),
        _("Who came, what was said, who promised what: a minute is enough."),
    )


def _of_logged(meeting: Meeting, user: Person) -> NextStep | None:
    minutes = getattr(meeting, "minutes", None)
    if minutes is None or not minutes.text or minutes.published_at:
        return None
    if not user.has_perm("meetings.publish_minutes", meeting):
        return None
    return NextStep(
        _url("meeting-minutes", meeting),
        _("Publish the minutes"),
        _("What was said is written down; so far only the department reads it."),
    )


def _of_invited(meeting: Meeting, user: Person, *, at: datetime) -> NextStep | None:
    is_open = meeting.status == Meeting.Status.PUBLISHED and meeting.ends_at > at
    if not is_open or not user.is_authenticated:
        return None
    invitation = meeting.invitations.standing().of_user(user).first()
    if invitation is None:
        return None
    invitation.meeting = meeting
    if invitation.response == Invitation.Response.NONE:
        return NextStep(
            invitation.get_absolute_url(), _("Answer the invitation"), _("Will you come?")
        )
    said = _("Your answer: %(answer)s") % {"answer": answers.in_words(invitation)}
    return NextStep(invitation.get_absolute_url(), _("Change your answer"), said)


def _url(name: str, meeting: Meeting) -> str:
    return reverse(f"meetings:{name}", kwargs={"pk": meeting.pk})
