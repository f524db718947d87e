"""Who may send which message now: leases in the database, for any number of workers."""

from __future__ import annotations

import time
from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from datetime import timedelta
from typing import TypeVar
from uuid import UUID, uuid4

from django.conf import settings
from django.db import InterfaceError, OperationalError, connection, transaction
from django.db.models import F
from django.db.models.functions import Now

from outbox.models import UNLEASED, Message, Suppression
from outbox.querysets import MessageQuerySet
from outbox.replies import Refused

Status = Message.Status
LEASE = timedelta(seconds=90)
MOST_ATTEMPTS = 8
FIRST_DELAY = timedelta(minutes=1)
LONGEST_DELAY = timedelta(hours=6)
# A message in whose company so many workers died is tried again alone.
SUSPICIOUS = 2
PATIENCE = 300.0  # Seconds a worker waits for a lost database to tell it what was sent.

# `Message.objects.locked().update()` in one statement: it runs for every few messages.
MARK_SENT = """
    WITH sent AS (
        SELECT id FROM outbox_message WHERE id = ANY(%(keys)s) ORDER BY id FOR UPDATE
    )
    UPDATE outbox_message AS message
    SET status = 'sent', sent_at = statement_timestamp(), accepted_by = %(accepted_by)s,
        attempts = attempts + 1, error = '', lease = NULL, leased_until = NULL
    FROM sent WHERE message.id = sent.id
"""

Result = TypeVar("Result")


@dataclass
class Claim:
    """Some due messages, and the right to send them until the lease ends."""

    messages: list[Message]
    lease: UUID = field(default_factory=uuid4)

    @property
    def held(self) -> MessageQuerySet:
        """Those still ours: others are sent, withdrawn, or taken over after the lease ended."""
        keys = [message.pk for message in self.messages]
        return Message.objects.filter(pk__in=keys).leased_to(self.lease)


@transaction.atomic
def claim(number: int) -> Claim:
    """Take up to so many due messages that nobody else holds."""
    due = Message.objects.due().order_by("not_before", "pk")
    messages = _innocent(list(due.select_for_update(skip_locked=True)[:number]))
    taken = Claim(messages)
    _count_abandoned([message for message in messages if _was_abandoned(message)])
    Message.objects.filter(pk__in=[message.pk for message in messages]).update(
        status=Status.SENDING, lease=taken.lease, leased_until=Now() + LEASE
    )
    return taken


@transaction.atomic
def renew(taken: Claim) -> set[int]:
    """Prolong the lease; tells which messages it still covers: some may be withdrawn."""
    taken.held.locked().update(leased_until=Now() + LEASE)
    return set(taken.held.values_list("pk", flat=True))


@transaction.atomic
def release(taken: Claim) -> None:
    """Give back what was not sent, unharmed."""
    taken.held.locked().update(status=Status.QUEUED, **UNLEASED)


def mark_sent(messages: Collection[Message], *, accepted_by: str) -> None:
    """What is sent is sent, whatever became of the lease meanwhile."""
    keys = [message.pk for message in messages]
    with connection.cursor() as cursor:
        cursor.execute(MARK_SENT, {"keys": keys, "accepted_by": accepted_by})
    secret = [message.pk for message in messages if message.is_secret]
    if secret and not settings.DEMO:
        Message.objects.filter(pk__in=secret).forget_content()


@transaction.atomic
def mark_suppressed(taken: Claim, keys: Collection[int]) -> None:
    taken.held.filter(pk__in=keys).locked().update(status=Status.SUPPRESSED, **UNLEASED)


@transaction.atomic
def mark_refused(taken: Claim, message: Message, refusal: Refused) -> None:
    """Try again later, or give up and say why."""
    attempts = message.attempts + 1
    is_final = not refusal.is_temporary or attempts >= MOST_ATTEMPTS
    taken.held.filter(pk=message.pk).update(
        status=Status.FAILED if is_final else Status.QUEUED,
        not_before=F("not_before") if is_final else Now() + delay_after(attempts),
        attempts=attempts,
        error=refusal.words,
        **UNLEASED,
    )
    if refusal.is_dead_address:
        Suppression.objects.bulk_create(
            [
                Suppression(
                    address=message.address,
                    reason=Suppression.Reason.BOUNCED,
                    note=refusal.words[:250],
                )
            ],
            ignore_conflicts=True,
        )


@transaction.atomic
def tidy() -> None:
    """What must not be sent any more: the late, and what stopped worker after worker."""
    Message.objects.late().locked(skip_locked=True).update(status=Status.EXPIRED, **UNLEASED)
    deadly = Message.objects.abandoned().filter(attempts__gte=MOST_ATTEMPTS - 1)
    deadly.locked(skip_locked=True).update(
        status=Status.FAILED,
        attempts=MOST_ATTEMPTS,
        error="Each attempt to send this stopped the program that sends.",
        **UNLEASED,
    )


@transaction.atomic
def note_trouble(words: str) -> None:
    """Tell everybody who waits what they wait for."""
    Message.objects.due().exclude(error=words).locked(skip_locked=True).update(error=words)


def delay_after(attempts: int) -> timedelta:
    """1, 3, 9, 27 … minutes: greylisting ends soon, an outage may take the night."""
    return min(FIRST_DELAY * float(3 ** min(attempts - 1, 10)), LONGEST_DELAY)


def patiently(write: Callable[[], Result]) -> Result:
    """What was sent must be written down: a database that went away is waited for."""
    deadline = time.monotonic() + PATIENCE
    pause = 0.05
    while True:
        try:
            return write()
        except (OperationalError, InterfaceError):
            if connection.in_atomic_block or time.monotonic() > deadline:
                raise
        connection.close()
        time.sleep(pause)
        pause = min(pause * 2, 2.0)


def _innocent(messages: list[Message]) -> list[Message]:
    """A message that may have killed its workers goes alone, so that no other waits for it."""
    if messages and _is_suspect(messages[0]):
        return messages[:1]
    return [message for message in messages if not _is_suspect(message)]


def _count_abandoned(messages: list[Message]) -> None:
    """That a worker died with it is an attempt, too."""
    for message in messages:
        message.attempts += 1
    keys = [message.pk for message in messages]
    Message.objects.filter(pk__in=keys).update(attempts=F("attempts") + 1)


def _is_suspect(message: Message) -> bool:
    return _was_abandoned(message) and message.attempts >= SUSPICIOUS


def _was_abandoned(message: Message) -> bool:
    return message.status == Status.SENDING
