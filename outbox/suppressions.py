"""Which messages an address's silence stops: asked when they are queued, and again when sent."""

from __future__ import annotations

from collections.abc import Collection

from outbox.models import Message, Suppression


def stopped(messages: Collection[Message]) -> list[Message]:
    """Those that must not go out; one statement for all."""
    found: dict[str, list[Suppression]] = {}
    for suppression in Suppression.objects.of_addresses(message.address for message in messages):
        found.setdefault(suppression.address.lower(), []).append(suppression)
    return [
        message
        for message in messages
        if any(s.stops(message.kind) for s in found.get(message.address.lower(), []))
    ]
