"""One gathering of the department and its community, and its agenda."""

from __future__ import annotations

import uuid
import zoneinfo
from datetime import datetime

import pghistory
from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.timezone import now
from django.utils.translation import gettext_lazy as _

from accounts.models import default_timezone
from meetings.querysets import MeetingQuerySet
from meetings.querysets.meetings import LONGEST


class MeetingKind(models.TextChoices):
    """What sort of gathering it is."""

    BEAT = "beat", _("Area meeting")
    ADVISORY = "advisory", _("Advisory committee")
    TOWN_HALL = "town_hall", _("Town hall")
    WALK = "walk", _("Neighborhood walk")
    WORKSHOP = "workshop", _("Workshop or training")
    WORKING_GROUP = "working_group", _("Working group")
    OUTREACH = "outreach", _("Community event")
    OTHER = "other", _("Other meeting")


def new_uid() -> str:
    return f"{uuid.uuid4()}@liaison"


@pghistory.track(exclude=["seats_taken"])
class Meeting(models.Model):
    """One gathering, single or one occurrence of a series."""

    class Status(models.TextChoices):
        DRAFT = "draft", _("Draft")
        PUBLISHED = "published", _("Planned")
        CANCELLED = "cancelled", _("Cancelled")

    series = models.ForeignKey(
        "meetings.Series",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="meetings",
        verbose_name=_("series"),
    )
    # The instant the rule gave; stays when this occurrence is moved (RFC 5545 RECURRENCE-ID).
    recurrence_id = models.DateTimeField(null=True, blank=True, editable=False)
    # Changed, moved or cancelled by itself: changes of the series pass it by.
    detached_at = models.DateTimeField(null=True, blank=True, editable=False)
    title = models.CharField(_("title"), max_length=200)
    kind = models.CharField(_("kind"), max_length=20, choices=MeetingKind, default=MeetingKind.BEAT)
    areas = models.ManyToManyField("leaders.Area", related_name="meetings", verbose_name=_("areas"))
    starts_at = models.DateTimeField(_("starts"))
    ends_at = models.DateTimeField(_("ends"))
    timezone = models.CharField(_("time zone"), max_length=60, default=default_timezone)
    place = models.CharField(_("place"), max_length=200, blank=True)
    address = models.CharField(_("address"), max_length=300, blank=True)
    capacity = models.PositiveIntegerField(
        _("seats"), null=True, blank=True, help_text=_("Leave empty if there is room for all.")
    )
    # Kept by a database trigger on invitations: people on confirmed seats, guests included.
    seats_taken = models.PositiveIntegerField(default=0, editable=False)
    description = models.TextField(_("what it is about"), blank=True)
    is_public = models.BooleanField(_("shown on the public area page"), default=True)
    status = models.CharField(_("status"), max_length=10, choices=Status, default=Status.DRAFT)
    invite_at = models.DateTimeField(_("invitations go out"), null=True, blank=True)
    # When the invitations that were due at `invite_at` were written.
    invited_at = models.DateTimeField(null=True, blank=True, editable=False)
    published_at = models.DateTimeField(null=True, blank=True, editable=False)
    cancelled_at = models.DateTimeField(null=True, blank=True, editable=False)
    cancel_reason = models.CharField(_("why it is cancelled"), max_length=300, blank=True)
    logged_at = models.DateTimeField(_("logged"), null=True, blank=True, editable=False)
    logged_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        editable=False,
    )
    # People who came beyond those recorded by name.
    others_count = models.PositiveIntegerField(_("others who came"), default=0)
    host = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        related_name="hosted_meetings",
        verbose_name=_("host"),
    )
    uid = models.CharField(max_length=200, unique=True, default=new_uid, editable=False)
    sequence = models.PositiveIntegerField(default=0, editable=False)
    # Identity in the system it was imported from; the same file twice changes nothing.
    external_ref = models.CharField(max_length=200, null=True, blank=True, unique=True)
    created_at = models.DateTimeField(default=now, editable=False)

    objects = MeetingQuerySet.as_manager()

    class Meta:
        verbose_name = _("meeting")
        verbose_name_plural = _("meetings")
        ordering = ("starts_at", "pk")
        constraints = [
            models.CheckConstraint(
                name="meeting_ends_after_start",
                condition=models.Q(ends_at__gt=models.F("starts_at")),
                violation_error_message=_("The end must be after the start."),
            ),
            models.CheckConstraint(
                name="meeting_ends_within_days",
                condition=models.Q(ends_at__lte=models.F("starts_at") + LONGEST),
                violation_error_message=_("A meeting lasts 24 hours at most. Check start and end."),
            ),
            models.CheckConstraint(
                name="meeting_has_seats",
                condition=models.Q(capacity=None) | models.Q(capacity__gt=0),
            ),
            models.CheckConstraint(
                name="meeting_seats_not_overbooked",
                condition=models.Q(capacity=None) | models.Q(seats_taken__lte=models.F("capacity")),
            ),
            models.UniqueConstraint(
                fields=["series", "recurrence_id"], name="meeting_once_per_occurrence"
            ),
            models.CheckConstraint(
                name="meeting_occurrence_of_series",
                condition=models.Q(series=None, recurrence_id=None)
                | models.Q(series__isnull=False, recurrence_id__isnull=False),
            ),
            models.CheckConstraint(
                name="meeting_cancelled_has_time",
                condition=models.Q(status="cancelled", cancelled_at__isnull=False)
                | (~models.Q(status="cancelled") & models.Q(cancelled_at=None)),
            ),
        ]
        indexes = [
            models.Index("starts_at", "id", name="meeting_start"),
            models.Index(
                "starts_at",
                "id",
                name="meeting_not_logged",
                condition=models.Q(status="published", logged_at=None),
            ),
            models.Index(
                "invite_at",
                name="meeting_to_invite",
                condition=models.Q(invite_at__isnull=False, invited_at=None),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("meetings:meeting-detail", kwargs={"pk": self.pk})

    @property
    def zone(self) -> zoneinfo.ZoneInfo:
        return zoneinfo.ZoneInfo(self.timezone)

    @property
    def local_starts_at(self) -> datetime:
        """The start as the wall clock at the place shows it."""
        return self.starts_at.astimezone(self.zone)

    @property
    def local_ends_at(self) -> datetime:
        return self.ends_at.astimezone(self.zone)

    @property
    def seats_left(self) -> int | None:
        """Free seats, or nothing when there is room for all."""
        return None if self.capacity is None else self.capacity - self.seats_taken


class AgendaItem(models.Model):
    """One point of a meeting's agenda."""

    class Kind(models.TextChoices):
        TOPIC = "topic", _("Topic")
        # Shows the open commitments of the meeting's areas (CAPS agenda, item 2).
        FOLLOW_UP = "follow_up", _("Progress since the last meeting")

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="agenda_items")
    position = models.PositiveSmallIntegerField(_("position"))
    title = models.CharField(_("title"), max_length=200)
    text = models.TextField(_("notes"), blank=True)
    kind = models.CharField(_("kind"), max_length=10, choices=Kind, default=Kind.TOPIC)

    class Meta:
        verbose_name = _("agenda item")
        verbose_name_plural = _("agenda items")
        ordering = ("meeting", "position")
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "position"],
                name="agenda_item_position_once",
                deferrable=models.Deferrable.DEFERRED,
            ),
        ]

    def __str__(self) -> str:
        return self.title
