"""The vocabulary in which messages are asked for."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING, Self
from uuid import UUID

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower, Now

if TYPE_CHECKING:
    from outbox.models import Message, Suppression

Reader = AbstractBaseUser | AnonymousUser


class MessageQuerySet(models.QuerySet["Message"]):
    """Messages, chainable."""

    def visible_to(self, person: Reader) -> Self:
        """Those who coordinate see all but private ones; in the demo everybody sees their own."""
        if not person.is_active:
            return self.none()
        if getattr(person, "is_coordinating", False):
            return self.disclosed()
        if settings.DEMO and isinstance(person, AbstractBaseUser):
            return self.to_address(getattr(person, "email", ""))
        return self.none()

    def disclosed(self) -> Self:
        """Without private ones: who gets those is told to nobody."""
        return self.filter(is_private=False)

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

    def finished(self) -> Self:
        return self.exclude(status__in=("queued", "sending"))

    def abandoned(self, at: datetime | None = None) -> Self:
        """Taken by a worker that has not been heard of since: it was killed, or lost its way."""
        return self.filter(status="sending", leased_until__lt=at or Now())

    def takeable(self, at: datetime | None = None) -> Self:
        """In nobody's hands. The database's clock counts: machines differ, it does not."""
        free = Q(status="queued") | Q(status="sending", leased_until__lt=at or Now())
        return self.unfinished().filter(free)

    def due(self, at: datetime | None = None) -> Self:
        """To be sent now: its time has come and not passed."""
        return self.takeable(at).filter(not_before__lte=at or Now()).unexpired(at)

    def unexpired(self, at: datetime | None = None) -> Self:
        return self.filter(Q(expires_at=None) | Q(expires_at__gt=at or Now()))

    def late(self, at: datetime | None = None) -> Self:
        """Past its purpose and not sent."""
        return self.takeable(at).filter(expires_at__lte=at or Now())

    def leased_to(self, lease: UUID) -> Self:
        return self.filter(status="sending", lease=lease)

    def locked(self, *, skip_locked: bool = False) -> Self:
        """The same rows, locked now until the transaction ends.

        Always in one order, so that workers and withdrawals never block each other for good.
        """
        rows = self.order_by("pk").select_for_update(skip_locked=skip_locked)
        keys = list(rows.values_list("pk", flat=True))
        return type(self)(self.model, using=self.db).filter(pk__in=keys)

    def search(self, text: str) -> Self:
        """Everything with these words in the address or the subject."""
        found = self
        for word in text.split():
            found = found.filter(Q(address__icontains=word) | Q(subject__icontains=word))
        return found

    def for_list(self) -> Self:
        """Without what they say, which is most of them."""
        return self.defer("text", "html", "calendar")

    def of_app(self, label: str) -> Self:
        return self.filter(kind__startswith=f"{label}.")

    def secret(self) -> Self:
        """With links that let whoever reads them sign in, or act for their reader."""
        links = Q(is_sealed=True) | Q(is_private=True)
        return self.filter(links | Q(kind__startswith="accounts."))

    def with_content(self) -> Self:
        return self.exclude(text="", html="", calendar="")

    def forget_content(self) -> int:
        """Remove what a message said; that it was sent, and when, stays. Tells how many."""
        return self.update(text="", html="", calendar="", calendar_method="")


class SuppressionQuerySet(models.QuerySet["Suppression"]):
    """Addresses that must not be written to."""

    def visible_to(self, person: Reader) -> Self:
        return (
            self if person.is_active and getattr(person, "is_coordinating", False) else self.none()
        )

    def of_address(self, address: str) -> Self:
        return self.of_addresses([address.strip()])

    def of_addresses(self, addresses: Iterable[str]) -> Self:
        wanted = {address.lower() for address in addresses}
        return self.alias(lower_address=Lower("address")).filter(lower_address__in=wanted)
