"""Who may read what was sent, and let mail flow again."""

from __future__ import annotations

import rules
from django.conf import settings

from outbox.models import Message
from outbox.querysets import Reader


@rules.predicate
def is_coordinating(person: Reader) -> bool:
    """Asked by attribute: accounts are built on the outbox, which therefore knows no role."""
    return bool(person.is_active and getattr(person, "is_coordinating", False))


@rules.predicate
def reads_the_demo(person: Reader) -> bool:
    """In the demo nothing is mailed: whoever signs in finds their own messages here."""
    return bool(settings.DEMO and person.is_active and person.is_authenticated)


@rules.predicate
def holds_no_secret(person: Reader, message: Message | None) -> bool:  # noqa: ARG001 -- rules' signature
    """Links to set a password or to sign up are for the one they were sent to."""
    return message is not None and (settings.DEMO or not message.is_secret)


rules.add_perm("outbox.view_messages", is_coordinating | reads_the_demo)
# Asked with the message.
rules.add_perm("outbox.read_content", (is_coordinating | reads_the_demo) & holds_no_secret)
rules.add_perm("outbox.explain", is_coordinating)
rules.add_perm("outbox.send_again", is_coordinating)
rules.add_perm("outbox.lift_suppression", is_coordinating)
