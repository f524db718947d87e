"""The vocabulary in which messages are asked for."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models.functions import Lower

if TYPE_CHECKING:
    from outbox.models import Message, Suppression


class MessageQuerySet(models.QuerySet["Message"]):
    """Messages, chainable."""

    def to_address(self, address: str) -> Self:
        return self.filter(address__iexact=address.strip())

    def to_recipient(self, recipient: str) -> Self:
        return self.filter(recipient=recipient)

    def about(self, about: str) -> Self:
        return self.filter(about=about)

    def of_kinds(self, kinds: Iterable[str]) -> Self:
        return self.filter(kind__in=list(kinds))

    def unfinished(self) -> Self:
        """Waiting, or in the hands of a worker: what a withdrawal can still reach."""
        return self.filter(status__in=("queued", "sending"))


class SuppressionQuerySet(models.QuerySet["Suppression"]):
    """Addresses that must not be written to."""

    def of_address(self, address: str) -> Self:
        return self.of_addresses([address.strip()])

    def of_addresses(self, addresses: Iterable[str]) -> Self:
        wanted = {address.lower() for address in addresses}
        return self.alias(lower_address=Lower("address")).filter(lower_address__in=wanted)
