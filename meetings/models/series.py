"""Regular meetings."""

from __future__ import annotations

from datetime import timedelta

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.urls import reverse
from django.utils.timezone import now
from django.utils.translation import gettext_lazy as _

from accounts.models import default_timezone
from meetings.models.meetings import MeetingKind
from meetings.querysets import SeriesQuerySet
from meetings.recurrence import Schedule, describe, parse, zone_named


class Series(models.Model):
    """A meeting that comes again by a rule, at the same local hour all year."""

    title = models.CharField(_("title"), max_length=200)
    kind = models.CharField(_("kind"), max_length=20, choices=MeetingKind, default=MeetingKind.BEAT)
    # RFC 5545 RRULE value, without DTSTART: "FREQ=MONTHLY;BYDAY=2TH".
    rule = models.CharField(_("repeats"), max_length=300)
    starts_on = models.DateField(_("first date"))
    ends_on = models.DateField(_("last date"), null=True, blank=True)
    local_start = models.TimeField(_("start time"))
    duration_minutes = models.PositiveSmallIntegerField(_("length in minutes"), default=90)
    timezone = models.CharField(_("time zone"), max_length=60, default=default_timezone)
    areas = models.ManyToManyField(
        "leaders.Area", related_name="meeting_series", verbose_name=_("areas")
    )
    place = models.CharField(_("place"), max_length=200, blank=True)
    address = models.CharField(_("address"), max_length=300, blank=True)
    capacity = models.PositiveIntegerField(_("seats"), null=True, blank=True)
    description = models.TextField(_("what it is about"), blank=True)
    is_public = models.BooleanField(_("shown on the public area page"), default=True)
    # Titles of the agenda items each occurrence starts with.
    agenda = ArrayField(
        models.CharField(max_length=200), verbose_name=_("agenda"), default=list, blank=True
    )
    # Under which of them open promises are listed, counted from 1.
    follow_up_point = models.PositiveSmallIntegerField(
        _("open promises are listed under point"), null=True, blank=True
    )
    # Who is invited to each occurrence: leaders who match all that is filled in of
    # areas, sectors and languages, and these. Nothing filled in: nobody.
    invite_areas = models.ManyToManyField("leaders.Area", related_name="+", blank=True)
    invite_sectors = ArrayField(models.CharField(max_length=15), default=list, blank=True)
    invite_languages = ArrayField(models.CharField(max_length=12), default=list, blank=True)
    invite_leaders = models.ManyToManyField("leaders.Leader", related_name="+", blank=True)
    invite_days_before = models.PositiveSmallIntegerField(
        _("invite this many days before"), default=21
    )
    host = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        related_name="hosted_series",
        verbose_name=_("host"),
    )
    is_active = models.BooleanField(_("active"), default=True)
    created_at = models.DateTimeField(default=now, editable=False)

    objects = SeriesQuerySet.as_manager()

    class Meta:
        verbose_name = _("series")
        verbose_name_plural = _("series")
        ordering = ("title", "pk")
        constraints = [
            models.CheckConstraint(name="series_lasts", condition=models.Q(duration_minutes__gt=0)),
            models.CheckConstraint(
                name="series_has_seats",
                condition=models.Q(capacity=None) | models.Q(capacity__gt=0),
            ),
            models.CheckConstraint(
                name="series_ends_after_start",
                condition=models.Q(ends_on=None) | models.Q(ends_on__gte=models.F("starts_on")),
                violation_error_message=_("The last date must not be before the first."),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("meetings:series-detail", kwargs={"pk": self.pk})

    @property
    def schedule(self) -> Schedule:
        return Schedule(
            rule=parse(self.rule),
            starts_on=self.starts_on,
            local_start=self.local_start,
            zone=zone_named(self.timezone),
            ends_on=self.ends_on,
        )

    @property
    def duration(self) -> timedelta:
        return timedelta(minutes=self.duration_minutes)

    @property
    def rule_in_words(self) -> str:
        return describe(parse(self.rule))
