"""The queue of record for everything that leaves Liaison."""

from __future__ import annotations

import pghistory
from django.db import models
from django.db.models.functions import Lower
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from outbox.querysets import MessageQuerySet, SuppressionQuerySet

# Kinds are "<app>.<message>".
ACCOUNTS = "accounts."
NEWS = "newsletters."
UNLEASED: dict[str, None] = {"lease": None, "leased_until": None}


class Message(models.Model):
    """One message to one recipient, written in the transaction that causes it."""

    class Channel(models.TextChoices):
        EMAIL = "email", _("E-mail")

    class Status(models.TextChoices):
        QUEUED = "queued", _("Waiting to be sent")
        SENDING = "sending", _("Being sent")
        SENT = "sent", _("Sent")
        WITHDRAWN = "withdrawn", _("Withdrawn before sending")
        EXPIRED = "expired", _("Too late to send")
        SUPPRESSED = "suppressed", _("Mail is stopped")
        UNREACHABLE = "unreachable", _("No address known")
        FAILED = "failed", _("Could not be delivered")

    key = models.CharField(_("key"), max_length=200)
    kind = models.CharField(_("kind"), max_length=60)
    channel = models.CharField(_("channel"), max_length=10, choices=Channel, default=Channel.EMAIL)
    address = models.CharField(_("address"), max_length=254, blank=True)
    # Whom and what it is about, as "leader:12" and "meeting:7": the outbox knows no other app.
    recipient = models.CharField(_("recipient"), max_length=60, blank=True)
    about = models.CharField(_("about"), max_length=60, blank=True)
    language = models.CharField(_("language"), max_length=12)
    subject = models.CharField(_("subject"), max_length=250)
    text = models.TextField(_("text"))
    html = models.TextField(_("HTML"), blank=True)
    calendar = models.TextField(_("calendar part"), blank=True)
    calendar_method = models.CharField(_("calendar method"), max_length=10, blank=True)
    reply_to = models.CharField(_("reply to"), max_length=254, blank=True)
    reason = models.CharField(_("why it is sent"), max_length=250, blank=True)
    # Holds a link by which whoever reads it acts for its reader: nobody in the app reads it.
    is_sealed = models.BooleanField(_("sealed"), default=False)
    # No page, API or command shows it: that this address gets it tells what others must not know.
    is_private = models.BooleanField(_("private"), default=False)
    not_before = models.DateTimeField(_("not before"), default=timezone.now)
    expires_at = models.DateTimeField(_("expires"), null=True, blank=True)
    status = models.CharField(_("status"), max_length=12, choices=Status, default=Status.QUEUED)
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    lease = models.UUIDField(_("lease"), null=True, blank=True)
    leased_until = models.DateTimeField(_("leased until"), null=True, blank=True)
    message_id = models.CharField(_("Message-ID"), max_length=200)
    created_at = models.DateTimeField(_("written"), default=timezone.now)
    sent_at = models.DateTimeField(_("sent"), null=True, blank=True)
    # Empty when no mail server is set: such a message is only shown in the app.
    accepted_by = models.CharField(_("accepted by"), max_length=100, blank=True)
    error = models.TextField(_("error"), blank=True)

    objects = MessageQuerySet.as_manager()

    class Meta:
        verbose_name = _("message")
        verbose_name_plural = _("messages")
        ordering = ("-created_at", "-pk")
        constraints = [
            models.UniqueConstraint(fields=["key"], name="message_once_per_key"),
            models.CheckConstraint(
                name="message_sent_has_time",
                condition=~models.Q(status="sent") | models.Q(sent_at__isnull=False),
            ),
            models.CheckConstraint(
                name="message_to_send_has_address",
                condition=~models.Q(status__in=["queued", "sending", "sent"])
                | ~models.Q(address=""),
            ),
        ]
        indexes = [
            models.Index(
                "not_before",
                "id",
                name="message_due",
                condition=models.Q(status__in=["queued", "sending"]),
            ),
            models.Index(Lower("address"), models.F("created_at").desc(), name="message_address"),
            models.Index("recipient", models.F("created_at").desc(), name="message_recipient"),
            models.Index("about", name="message_about"),
            models.Index(fields=["-created_at", "-id"], name="message_newest"),
            # Few of many; what was sent is not in it.
            models.Index(
                fields=["status", "-created_at", "-id"],
                name="message_not_sent",
                condition=models.Q(
                    status__in=["withdrawn", "expired", "suppressed", "unreachable", "failed"]
                ),
            ),
        ]

    def __str__(self) -> str:
        return self.key

    def get_absolute_url(self) -> str:
        return reverse("outbox:message-detail", kwargs={"pk": self.pk})

    @property
    def outcome(self) -> str:
        """The status in words, and honest where no mail server is set."""
        if self.status == self.Status.SENT and not self.accepted_by:
            return gettext("Shown here, not mailed")
        return self.get_status_display()

    @property
    def tone(self) -> str:
        """How a page underlines the status."""
        return TONES[self.Status(self.status)]

    @property
    def is_secret(self) -> bool:
        """Holds a link that lets whoever reads it sign in, or act for its reader."""
        return self.kind.startswith(ACCOUNTS) or self.is_sealed or self.is_private

    @property
    def has_content(self) -> bool:
        return bool(self.text or self.html or self.calendar)


TONES = {
    Message.Status.QUEUED: "info",
    Message.Status.SENDING: "info",
    Message.Status.SENT: "good",
    Message.Status.WITHDRAWN: "neutral",
    Message.Status.EXPIRED: "warning",
    Message.Status.SUPPRESSED: "warning",
    Message.Status.UNREACHABLE: "urgent",
    Message.Status.FAILED: "urgent",
}


@pghistory.track(pghistory.InsertEvent(), pghistory.DeleteEvent())
class Suppression(models.Model):
    """An address that must not be written to, and why."""

    class Scope(models.TextChoices):
        ALL = "all", _("All mail")
        NEWS = "news", _("News, but not meetings")

    class Reason(models.TextChoices):
        BOUNCED = "bounced", _("Mail came back")
        COMPLAINED = "complained", _("Marked as unwanted")
        ASKED = "asked", _("Asked not to be mailed")

    address = models.CharField(_("address"), max_length=254)
    scope = models.CharField(_("scope"), max_length=10, choices=Scope, default=Scope.ALL)
    reason = models.CharField(_("reason"), max_length=12, choices=Reason)
    note = models.CharField(_("note"), max_length=250, blank=True)
    created_at = models.DateTimeField(_("since"), default=timezone.now)

    objects = SuppressionQuerySet.as_manager()

    class Meta:
        verbose_name = _("suppressed address")
        verbose_name_plural = _("suppressed addresses")
        ordering = ("-created_at",)
        constraints = [
            models.UniqueConstraint(Lower("address"), "scope", name="suppression_once_per_scope"),
        ]

    def __str__(self) -> str:
        return f"{self.address} ({self.scope})"

    def stops(self, kind: str) -> bool:
        """Whether this keeps a message of that kind from going out.

        A dead address stops everything. Who asked for silence still gets the links they need to
        sign in, and who left the news still gets meetings.
        """
        if self.reason == self.Reason.BOUNCED and self.scope == self.Scope.ALL:
            return True
        if self.scope == self.Scope.NEWS:
            return kind.startswith(NEWS)
        return not kind.startswith(ACCOUNTS)
