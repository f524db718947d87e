"""The thread of a concern: what was said, noted and done."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from concerns.querysets import UpdateQuerySet


class Update(models.Model):
    """One entry of the thread, never changed afterwards."""

    class Kind(models.TextChoices):
        REPLY = "reply", _("Answer")
        NOTE = "note", _("Internal note")
        MESSAGE = "message", _("Message from the one who raised it")
        EVENT = "event", _("What happened")

    class Event(models.TextChoices):
        RAISED = "raised", _("Raised")
        TAKEN = "taken", _("Taken on")
        ASSIGNED = "assigned", _("Given to somebody")
        PAUSED = "paused", _("Paused")
        RESUMED = "resumed", _("Taken up again")
        CLOSED = "closed", _("Closed")
        ACCEPTED = "accepted", _("Accepted by the one who raised it")
        REOPENED = "reopened", _("Reopened")
        WARNED = "warned", _("The owner was told that the answer is late")
        ESCALATED = "escalated", _("The coordinators were told that the answer is late")
        LINKED = "linked", _("Joined with another concern")
        UNLINKED = "unlinked", _("Parted from another concern")
        PROMISED = "promised", _("Became a promise")
        PRIORITIZED = "prioritized", _("Became a priority of the area")
        INITIATED = "initiated", _("Became part of joint work with the community")
        ALLOWED = "allowed", _("May be shown publicly")
        DISALLOWED = "disallowed", _("May not be shown publicly")
        PUBLISHED = "published", _("Shown publicly")
        UNPUBLISHED = "unpublished", _("No longer shown publicly")
        ASKED = "asked", _("Asked whether it lasted")
        LASTED = "lasted", _("It lasted")
        RECURRED = "recurred", _("It did not last")
        FORGOTTEN = "forgotten", _("Who raised it is forgotten")
        CHANGED = "changed", _("Category, area or urgency changed")

    concern = models.ForeignKey("concerns.Concern", models.CASCADE, related_name="updates")
    kind = models.CharField(_("kind"), max_length=10, choices=Kind)
    event = models.CharField(_("what happened"), max_length=15, choices=Event, blank=True)
    text = models.TextField(_("text"), blank=True)
    language = models.CharField(_("language"), max_length=12, default="en")
    # Somebody of the department; the one who raised the concern has no name here.
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("by"),
    )
    is_automatic = models.BooleanField(_("written by itself"), default=False)
    at = models.DateTimeField(_("when"), default=timezone.now)

    objects = UpdateQuerySet.as_manager()

    class Meta:
        verbose_name = _("update")
        verbose_name_plural = _("updates")
        ordering = ("at", "pk")
        constraints = [
            models.CheckConstraint(
                name="update_event_is_named",
                condition=(Q(kind="event") & ~Q(event="")) | (~Q(kind="event") & Q(event="")),
            ),
            models.CheckConstraint(
                name="update_says_something", condition=Q(kind="event") | ~Q(text="")
            ),
            models.CheckConstraint(
                name="update_has_its_writer",
                condition=Q(is_automatic=True, by=None)
                | Q(is_automatic=False, kind__in=["reply", "note"], by__isnull=False)
                | Q(is_automatic=False, kind="message", by=None)
                | Q(is_automatic=False, kind="event"),
            ),
        ]
        indexes = [models.Index(fields=["concern", "at", "id"], name="update_thread")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}, {self.at:%Y-%m-%d}"

    @property
    def is_internal(self) -> bool:
        """Not for the one who raised it."""
        return self.kind == self.Kind.NOTE or (
            self.kind == self.Kind.EVENT and self.event not in SHOWN_TO_RAISER
        )


SHOWN_TO_RAISER = (
    Update.Event.RAISED,
    Update.Event.TAKEN,
    Update.Event.PAUSED,
    Update.Event.RESUMED,
    Update.Event.CLOSED,
    Update.Event.ACCEPTED,
    Update.Event.REOPENED,
    Update.Event.PROMISED,
    Update.Event.PRIORITIZED,
    Update.Event.INITIATED,
    Update.Event.ALLOWED,
    Update.Event.DISALLOWED,
    Update.Event.PUBLISHED,
    Update.Event.UNPUBLISHED,
    Update.Event.ASKED,
    Update.Event.LASTED,
    Update.Event.RECURRED,
)
