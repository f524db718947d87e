"""When a meeting's log was saved, and by whom."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class LogEntry(models.Model):
    """One saving of what happened. A form that arrives twice is recognised by its nonce."""

    meeting = models.ForeignKey("meetings.Meeting", models.CASCADE, related_name="log_entries")
    nonce = models.UUIDField(unique=True)
    # Of what was sent: the same form with other words is no repetition.
    digest = models.CharField(max_length=64, blank=True)
    logged_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    logged_at = models.DateTimeField(_("saved"), default=timezone.now)

    class Meta:
        verbose_name = _("log entry")
        verbose_name_plural = _("log entries")
        ordering = ("-logged_at", "-pk")

    def __str__(self) -> str:
        return f"{self.meeting}, {self.logged_at:%Y-%m-%d %H:%M}"
