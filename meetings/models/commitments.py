"""What was promised, by whom, to whom, by when, and whether it was kept."""

from __future__ import annotations

import secrets
from datetime import date

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from leaders.models import Leader
from meetings.querysets import CommitmentQuerySet


def new_token() -> str:
    return secrets.token_urlsafe(32)


@pghistory.track(exclude=["token"])
class Commitment(models.Model):
    """A promise. Its owner says "done"; only the one it was made to says "kept"."""

    class State(models.TextChoices):
        OPEN = "open", _("Open")
        DONE = "done", _("Done, to be confirmed")
        KEPT = "kept", _("Kept")
        DISPUTED = "disputed", _("Disputed")
        WITHDRAWN = "withdrawn", _("Withdrawn")

    text = models.CharField(_("what was promised"), max_length=500)
    meeting = models.ForeignKey(
        "meetings.Meeting",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="commitments",
        verbose_name=_("made at"),
    )
    areas = models.ManyToManyField(
        "leaders.Area", related_name="commitments", blank=True, verbose_name=_("areas")
    )
    owner_user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="commitments_made",
        verbose_name=_("promised by (department)"),
    )
    owner_leader = models.ForeignKey(
        "leaders.Leader",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="commitments_made",
        verbose_name=_("promised by (leader)"),
    )
    promised_to_leader = models.ForeignKey(
        "leaders.Leader",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="commitments_received",
        verbose_name=_("promised to (leader)"),
    )
    promised_to_user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="commitments_received",
        verbose_name=_("promised to (department)"),
    )
    due_on = models.DateField(_("by"))
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.OPEN)
    is_public = models.BooleanField(_("shown on the public area page"), default=True)
    token = models.CharField(max_length=64, unique=True, default=new_token, editable=False)
    created_at = models.DateTimeField(_("promised on"), default=timezone.now)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    done_at = models.DateTimeField(null=True, blank=True)
    evidence = models.TextField(_("what was done"), blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    closing_note = models.TextField(_("note on closing or disputing"), blank=True)
    confirmed_by_leader = models.ForeignKey(
        "leaders.Leader", models.PROTECT, null=True, blank=True, related_name="+"
    )
    confirmed_by_user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = CommitmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("commitment")
        verbose_name_plural = _("commitments")
        ordering = ("due_on", "pk")
        constraints = [
            models.CheckConstraint(
                name="commitment_one_owner",
                condition=Q(owner_user__isnull=False, owner_leader=None)
                | Q(owner_user=None, owner_leader__isnull=False),
            ),
            models.CheckConstraint(
                name="commitment_to_one_person",
                condition=Q(promised_to_user__isnull=False, promised_to_leader=None)
                | Q(promised_to_user=None, promised_to_leader__isnull=False),
            ),
            models.CheckConstraint(
                name="commitment_not_to_oneself",
                condition=(
                    Q(owner_user=None)
                    | Q(promised_to_user=None)
                    | ~Q(owner_user=F("promised_to_user"))
                )
                & (
                    Q(owner_leader=None)
                    | Q(promised_to_leader=None)
                    | ~Q(owner_leader=F("promised_to_leader"))
                ),
            ),
            # Only the one it was made to can mark it kept. Both sides are asked to be there:
            # a comparison with NULL is NULL, which a CHECK lets pass.
            models.CheckConstraint(
                name="commitment_kept_by_whom_it_was_made_to",
                condition=~Q(state="kept")
                | Q(
                    confirmed_by_leader__isnull=False,
                    promised_to_leader__isnull=False,
                    confirmed_by_leader=F("promised_to_leader"),
                )
                | Q(
                    confirmed_by_user__isnull=False,
                    promised_to_user__isnull=False,
                    confirmed_by_user=F("promised_to_user"),
                ),
            ),
            models.CheckConstraint(
                name="commitment_closed_has_time",
                condition=~Q(state__in=["kept", "withdrawn"]) | Q(closed_at__isnull=False),
            ),
            models.CheckConstraint(
                name="commitment_done_has_time",
                condition=~Q(state="done") | Q(done_at__isnull=False),
            ),
        ]
        indexes = [
            models.Index(
                "due_on",
                "id",
                name="commitment_due",
                condition=Q(state__in=["open", "done", "disputed"]),
            ),
            # The list's own order: see `unsettled_first`.
            models.Index(
                F("closed_at").desc(nulls_first=True),
                "due_on",
                "id",
                name="commitment_unsettled_first",
            ),
        ]

    def __str__(self) -> str:
        return self.text

    def get_absolute_url(self) -> str:
        return reverse("meetings:commitment-detail", kwargs={"pk": self.pk})

    def is_overdue(self, on: date) -> bool:
        """Due before this day, and the owner does not say it is done."""
        return self.state in {self.State.OPEN, self.State.DISPUTED} and self.due_on < on

    @property
    def owner(self) -> User | Leader:
        return self.owner_user or self.owner_leader  # type: ignore[return-value]

    @property
    def promised_to(self) -> User | Leader:
        return self.promised_to_user or self.promised_to_leader  # type: ignore[return-value]
