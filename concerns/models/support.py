"""Leaders who say: we, too."""

from __future__ import annotations

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from concerns.querysets import SupportQuerySet


class Support(models.Model):
    """A leader stands behind a concern that somebody else raised."""

    concern = models.ForeignKey("concerns.Concern", models.CASCADE, related_name="supports")
    leader = models.ForeignKey("leaders.Leader", models.CASCADE, related_name="supports")
    at = models.DateTimeField(_("since"), default=timezone.now)

    objects = SupportQuerySet.as_manager()

    class Meta:
        verbose_name = _("support")
        verbose_name_plural = _("supports")
        ordering = ("at", "pk")
        constraints = [
            models.UniqueConstraint(fields=["concern", "leader"], name="support_once_per_leader"),
        ]

    def __str__(self) -> str:
        return f"{self.concern_id}, {self.leader_id}"
