"""Who was asked to a meeting, and what they answered."""

from __future__ import annotations

import secrets

import pghistory
import pgtrigger
from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from meetings.querysets import InvitationQuerySet


def new_token() -> str:
    return secrets.token_urlsafe(32)


# Keeps Meeting.seats_taken true whatever writes invitations; the check constraint
# meeting_seats_not_overbooked then refuses the answer that would overbook.
COUNT_SEATS = """
    IF TG_OP IN ('UPDATE', 'DELETE') AND OLD.seat = 'confirmed' THEN
        UPDATE meetings_meeting SET seats_taken = seats_taken - 1 - OLD.guests
        WHERE id = OLD.meeting_id;
    END IF;
    IF TG_OP IN ('UPDATE', 'INSERT') AND NEW.seat = 'confirmed' THEN
        UPDATE meetings_meeting SET seats_taken = seats_taken + 1 + NEW.guests
        WHERE id = NEW.meeting_id;
    END IF;
    RETURN NULL;
"""


@pghistory.track(exclude=["token"])
class Invitation(models.Model):
    """One leader asked to one meeting, with a link of their own to answer."""

    class Response(models.TextChoices):
        NONE = "none", _("No answer yet")
        YES = "yes", _("Yes")
        NO = "no", _("No")
        MAYBE = "maybe", _("Maybe")

    class Seat(models.TextChoices):
        NONE = "none", _("No seat")
        CONFIRMED = "confirmed", _("Seat confirmed")
        WAITING = "waiting", _("On the waiting list")

    class Via(models.TextChoices):
        LINK = "link", _("Link in the mail")
        CALENDAR = "calendar", _("Calendar reply")
        ACCOUNT = "account", _("Signed in")
        STAFF = "staff", _("Recorded by the department")

    meeting = models.ForeignKey("meetings.Meeting", models.CASCADE, related_name="invitations")
    leader = models.ForeignKey("leaders.Leader", models.CASCADE, related_name="invitations")
    token = models.CharField(max_length=64, unique=True, default=new_token, editable=False)
    invited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    sent_at = models.DateTimeField(_("invitation written"), null=True, blank=True)
    withdrawn_at = models.DateTimeField(_("withdrawn"), null=True, blank=True)
    response = models.CharField(_("answer"), max_length=10, choices=Response, default=Response.NONE)
    seat = models.CharField(_("seat"), max_length=10, choices=Seat, default=Seat.NONE)
    guests = models.PositiveSmallIntegerField(_("guests"), default=0)
    waiting_since = models.DateTimeField(null=True, blank=True)
    responded_at = models.DateTimeField(_("answered"), null=True, blank=True)
    responded_via = models.CharField(_("answered by"), max_length=10, choices=Via, blank=True)
    access_needs = models.CharField(_("access needs"), max_length=300, blank=True)
    interpreter_language = models.CharField(_("interpreter for"), max_length=60, blank=True)
    note = models.TextField(_("note"), max_length=2000, blank=True)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        verbose_name = _("invitation")
        verbose_name_plural = _("invitations")
        ordering = ("leader__name", "pk")
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "leader"], name="invitation_once_per_leader"
            ),
            models.CheckConstraint(
                name="invitation_seat_needs_yes",
                condition=models.Q(seat="none") | models.Q(response="yes"),
            ),
            models.CheckConstraint(
                name="invitation_waiting_has_time",
                condition=~models.Q(seat="waiting") | models.Q(waiting_since__isnull=False),
            ),
            models.CheckConstraint(
                name="invitation_guests_few", condition=models.Q(guests__lte=20)
            ),
        ]
        indexes = [
            models.Index(
                "meeting",
                "waiting_since",
                "id",
                name="invitation_waiting",
                condition=models.Q(seat="waiting"),
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="count_seats",
                when=pgtrigger.After,
                operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
                func=COUNT_SEATS,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.leader}, {self.meeting}"

    def get_absolute_url(self) -> str:
        return reverse("meetings:rsvp", kwargs={"token": self.token})

    @property
    def party_size(self) -> int:
        """Seats this answer takes: the leader and their guests."""
        return 1 + self.guests
