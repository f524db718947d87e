"""What was said."""

from __future__ import annotations

import pghistory
from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from meetings.querysets import MinutesQuerySet


@pghistory.track()
class Minutes(models.Model):
    """The minutes of one meeting, as Markdown; each saved revision stays in the history."""

    meeting = models.OneToOneField("meetings.Meeting", models.CASCADE, related_name="minutes")
    text = models.TextField(_("what was said"), blank=True)
    # Rises with each save; a save that started from an older one is refused with both texts.
    revision = models.PositiveIntegerField(default=1)
    published_at = models.DateTimeField(_("published"), null=True, blank=True)
    updated_at = models.DateTimeField(default=timezone.now)
    updated_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )

    objects = MinutesQuerySet.as_manager()

    class Meta:
        verbose_name = _("minutes")
        verbose_name_plural = _("minutes")

    def __str__(self) -> str:
        return str(self.meeting)

    def get_absolute_url(self) -> str:
        return reverse("meetings:meeting-minutes", kwargs={"pk": self.meeting_id})
