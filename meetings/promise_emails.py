"""What people are written about promises: one function per message."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from accounts.models import User
from leaders.models import Leader
from meetings.letters import language_of
from meetings.models import Commitment
from outbox.drafts import Draft
from outbox.rendering import draft

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

DONE = "meetings.promise_done"
KEPT = "meetings.promise_kept"
DISPUTED = "meetings.promise_disputed"
WITHDRAWN = "meetings.promise_withdrawn"
RECORDED = "meetings.promise_recorded"

TO_YOU = _("Something was promised to you.")
BY_YOU = _("You promised something.")
ANSWERED = _("An answer of yours about a promise was recorded.")


def done(commitment: Commitment) -> Draft:
    """The owner says it is done. Was the promise kept?"""
    return _draft(DONE, commitment, commitment.promised_to, TO_YOU, at=commitment.done_at)


def kept(commitment: Commitment) -> Draft:
    """To the owner: it is confirmed."""
    return _draft(KEPT, commitment, commitment.owner, BY_YOU, at=commitment.closed_at)


def disputed(commitment: Commitment, *, at: datetime) -> Draft:
    """To the owner: something is missing, in the words of the one promised."""
    return _draft(DISPUTED, commitment, commitment.owner, BY_YOU, at=at)


def withdrawn(commitment: Commitment) -> Draft:
    """To the one promised: it will not be kept, and why."""
    at = commitment.closed_at
    return _draft(WITHDRAWN, commitment, commitment.promised_to, TO_YOU, at=at)


def recorded(commitment: Commitment, *, at: datetime) -> Draft:
    """To the one promised: this is your answer; tell us if it was not you."""
    return _draft(RECORDED, commitment, commitment.promised_to, ANSWERED, at=at)


def about(commitment: Commitment) -> str:
    return f"commitment:{commitment.pk}"


def link(commitment: Commitment, person: User | Leader) -> str:
    """Where this person answers: a leader by the link of their own, without an account."""
    if person == commitment.promised_to_leader:
        path = reverse("meetings:promise", kwargs={"token": commitment.token})
    else:
        path = commitment.get_absolute_url()
    return f"{settings.SITE_URL}{path}"


def _draft(
    kind: str,
    commitment: Commitment,
    reader: User | Leader,
    reason: StrOrPromise,
    *,
    at: datetime | None,
) -> Draft:
    language = _language(reader)
    return draft(
        kind.replace(".", "/emails/"),
        _context(commitment, reader, reason, language),
        language,
        key=f"{kind}:{commitment.pk}:{at.timestamp() if at else 0:.6f}",
        kind=kind,
        address=reader.email,
        recipient=f"{'leader' if isinstance(reader, Leader) else 'user'}:{reader.pk}",
        about=about(commitment),
        reply_to=settings.DEPARTMENT_EMAIL,
        # A leader's holds the link with which only they answer.
        is_sealed=isinstance(reader, Leader),
    )


def _context(
    commitment: Commitment, reader: User | Leader, reason: StrOrPromise, language: str
) -> Mapping[str, Any]:
    with override(language):
        return {
            "promise": commitment,
            "name": str(reader),
            "owner": str(commitment.owner),
            "promised_to": str(commitment.promised_to),
            "link": link(commitment, reader),
            "reason": str(reason),
        }


def _language(reader: User | Leader) -> str:
    return language_of(reader) if isinstance(reader, Leader) else reader.language
