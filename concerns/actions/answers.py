"""The conversation: what a person of the department answers, what the one who raised it writes."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from concerns import emails, states
from concerns.actions import records, waiting
from concerns.models import Concern, Update
from outbox import actions as outbox_actions

State = Concern.State


@transaction.atomic
def reply(
    *, concern: Concern, text: str, by: User, language: str = "", at: datetime | None = None
) -> Update:
    """A person's answer to whoever raised it. It stops the clock; nothing automatic can.

    Two who answer at once are both heard: neither has to have read the other.
    """
    at = at or timezone.now()
    text = records.said(text, field="text", missing=_("Write what you want to answer."))
    held = records.locked(concern)
    update = Update.objects.create(
        concern=held,
        kind=Update.Kind.REPLY,
        text=text,
        language=language or held.language,
        by=by,
        at=at,
    )
    if held.state in states.TAKEN_UP:
        states.change(held, State.IN_PROGRESS)
    if held.owner is None:
        held.owner = by
    count_as_answer(held, by=by, at=at)
    held.revision += 1
    held.save()
    outbox_actions.queue_many(emails.answered(held, text, at=at))
    return update


@transaction.atomic
def note(*, concern: Concern, text: str, by: User, at: datetime | None = None) -> Update:
    """For the department only. It answers nobody."""
    return Update.objects.create(
        concern=concern,
        kind=Update.Kind.NOTE,
        text=records.said(text, field="text", missing=_("Write a note.")),
        language=by.language,
        by=by,
        at=at or timezone.now(),
    )


@transaction.atomic
def raiser_writes(*, concern: Concern, text: str, at: datetime | None = None) -> Update:
    """The one who raised it adds something, by link, code or account: nobody's name is kept.

    A pause ends with it: what it waited for may be just this.
    """
    at = at or timezone.now()
    records.namelessly()
    text = records.said(text, field="text", missing=_("Write what you want to tell us."))
    held = records.locked(concern)
    message = Update.objects.create(
        concern=held, kind=Update.Kind.MESSAGE, text=text, language=held.language, at=at
    )
    if held.state == State.WAITING:
        waiting.take_up_again(held, at=at)
    held.unread_since = held.unread_since or at
    held.revision += 1
    held.save()
    outbox_actions.queue_many(emails.written(held, at=at))
    return message


def count_as_answer(concern: Concern, *, by: User, at: datetime) -> None:
    """Stop the clock, by a person. The caller holds the row and saves it."""
    concern.unread_since = None
    if concern.answered_at is None:
        concern.answered_at, concern.answered_by = at, by
    if concern.first_answered_at is None:
        concern.first_answered_at = at
