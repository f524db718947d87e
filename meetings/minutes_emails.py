"""The minutes and the promises of a meeting, to a leader who was there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from leaders.models import Leader
from meetings import promise_emails
from meetings.letters import language_of
from meetings.markup import to_html
from meetings.models import Commitment, Meeting, Minutes
from outbox.drafts import Draft
from outbox.rendering import draft

MINUTES = "meetings.minutes"
WORTH_READING = timedelta(days=14)
YOU_CAME = _("You came to this meeting.")


@dataclass(frozen=True)
class OwnLine:
    """A promise as its reader sees it: with a link, if it was made to them."""

    promise: Commitment
    link: str


def minutes(minutes: Minutes, leader: Leader, promises: Sequence[Commitment]) -> Draft:
    """One per leader and revision."""
    language = language_of(leader)
    with override(language):
        reason = str(YOU_CAME)
    lines = [OwnLine(promise, _link(promise, leader)) for promise in promises]
    return draft(
        "meetings/emails/minutes",
        {
            "meeting": minutes.meeting,
            "name": leader.name,
            "text": minutes.text,
            "html_text": to_html(minutes.text),
            "lines": lines,
            "reason": reason,
        },
        language,
        key=f"{MINUTES}:{minutes.meeting_id}:{minutes.revision}:{leader.pk}",
        kind=MINUTES,
        address=leader.email,
        recipient=f"leader:{leader.pk}",
        about=about(minutes.meeting),
        expires_at=timezone.now() + WORTH_READING,
        reply_to=settings.DEPARTMENT_EMAIL,
        # With a link by which only its reader says whether a promise was kept.
        is_sealed=any(line.link for line in lines),
    )


def about(meeting: Meeting) -> str:
    return f"meeting:{meeting.pk}"


def _link(promise: Commitment, leader: Leader) -> str:
    return promise_emails.link(promise, leader) if promise.promised_to_leader == leader else ""
