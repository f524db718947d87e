"""The vocabulary in which messages are asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.db import models

if TYPE_CHECKING:
    from outbox.models import Message, Suppression


class MessageQuerySet(models.QuerySet["Message"]):
    """Messages, chainable."""

    def to_address(self, address: str) -> Self:
        return self.filter(address__iexact=address.strip())


class SuppressionQuerySet(models.QuerySet["Suppression"]):
    """Addresses that must not be written to."""

    def of_address(self, address: str) -> Self:
        return self.filter(address__iexact=address.strip())
