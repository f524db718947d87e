"""What may be done with messages. Other apps write them here; nothing else sends."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice

from django.db import transaction
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext as _

from outbox import addresses, nudges, suppressions
from outbox.drafts import Draft
from outbox.errors import NotSendable
from outbox.models import UNLEASED, Message, Suppression
from outbox.querysets import Reader

Status = Message.Status
ROWS_PER_STATEMENT = 500


@transaction.atomic
def queue(draft: Draft) -> Message:
    """Write a message once: a second draft of the same key finds the first."""
    _write([draft])
    return Message.objects.get(key=draft.key)


@transaction.atomic
def queue_many(drafts: Iterable[Draft]) -> int:
    """Write many, each once; tells how many were new."""
    remaining = iter(drafts)
    return sum(_write(chunk) for chunk in _chunks(remaining))


@transaction.atomic
def withdraw(
    *, about: str, reason: str, kinds: Iterable[str] | None = None, recipient: str | None = None
) -> int:
    """Take back what is not yet sent; tells how many.

    What a worker is sending at this very moment may still go out: it is then marked as sent.
    """
    messages = Message.objects.about(about).unfinished()
    if kinds is not None:
        messages = messages.of_kinds(kinds)
    if recipient is not None:
        messages = messages.to_recipient(recipient)
    return messages.locked().update(status=Status.WITHDRAWN, error=reason, **UNLEASED)


@transaction.atomic
def erase(*, kinds: Iterable[str], about: Iterable[str] = (), addresses: Iterable[str] = ()) -> int:
    """Remove messages as if they had never been written: whoever got them is to be forgotten."""
    small = [address.lower() for address in addresses]
    messages = Message.objects.of_kinds(kinds).annotate(small=Lower("address"))
    found = messages.filter(Q(about__in=list(about)) | Q(small__in=small))
    return found.delete()[0]


@transaction.atomic
def send_again(*, by: Reader, message: Message) -> Message:  # noqa: ARG001 -- every act has an actor
    """Try once more what could not be delivered, or what its address's silence had stopped."""
    message = Message.objects.select_for_update().get(pk=message.pk)
    refusal = reason_not_to_send_again(message)
    if refusal:
        raise NotSendable(refusal)
    message.status = Status.QUEUED
    message.attempts = 0
    message.not_before = timezone.now()
    message.error = ""
    message.save(update_fields=["status", "attempts", "not_before", "error"])
    nudges.nudge_on_commit()
    return message


@transaction.atomic
def lift_suppression(*, by: Reader, suppression: Suppression) -> None:  # noqa: ARG001 -- the history keeps who
    """Let mail flow to this address again. What was stopped meanwhile stays stopped."""
    suppression.delete()


def reason_not_to_send_again(message: Message) -> str:
    """Empty when it can be sent again."""
    if message.status not in {Status.FAILED, Status.SUPPRESSED}:
        return _("Only a message that could not be delivered, or was stopped, can be sent again.")
    if message.expires_at and message.expires_at <= timezone.now():
        return _("Its time has passed: it would only confuse whoever gets it now.")
    if not message.has_content:
        return _("What it said is no longer kept. Write to this person anew.")
    if suppressions.stopped([message]):
        return _("Mail to this address is stopped. Allow it again first.")
    return ""


def _chunks(drafts: Iterator[Draft]) -> Iterator[list[Draft]]:
    while chunk := list(islice(drafts, ROWS_PER_STATEMENT)):
        yield chunk


def _write(drafts: list[Draft]) -> int:
    """One statement finds the known keys, one the suppressed addresses, one writes."""
    by_key: dict[str, Draft] = {}
    for draft in sorted(drafts, key=lambda draft: draft.key):  # One order: writers never deadlock.
        by_key.setdefault(draft.key, draft)
    known = Message.objects.filter(key__in=by_key).values_list("key", flat=True)
    for key in known:
        del by_key[key]
    if not by_key:
        return 0
    messages = [_message(draft) for draft in by_key.values()]
    for message in suppressions.stopped([m for m in messages if m.status == Status.QUEUED]):
        message.status = Status.SUPPRESSED
    Message.objects.bulk_create(messages, ignore_conflicts=True)
    now = timezone.now()
    if any(m.status == Status.QUEUED and m.not_before <= now for m in messages):
        nudges.nudge_on_commit()
    return len(messages)


def _message(draft: Draft) -> Message:
    address = addresses.one_line(draft.address, 254)
    reply_to = draft.reply_to.strip()
    return Message(
        key=draft.key,
        kind=draft.kind,
        address=address,
        status=Status.QUEUED if addresses.is_address(address) else Status.UNREACHABLE,
        recipient=draft.recipient,
        about=draft.about,
        language=draft.language,
        subject=addresses.one_line(draft.subject, 250),
        text=_storable(draft.text),
        html=_storable(draft.html),
        calendar=_storable(draft.calendar),
        calendar_method=draft.calendar_method,
        reply_to=reply_to if addresses.is_address(reply_to) else "",
        reason=addresses.one_line(draft.reason, 250),
        is_sealed=draft.is_sealed,
        is_private=draft.is_private,
        not_before=draft.not_before or timezone.now(),
        expires_at=draft.expires_at,
        message_id=addresses.message_id(draft.key),
    )


def _storable(text: str) -> str:
    """PostgreSQL keeps any character but this one."""
    return str(text).replace("\x00", "")
