"""Who came."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Attendance(models.Model):
    """One person who came: a leader, an officer, or a walk-in known by name only."""

    meeting = models.ForeignKey("meetings.Meeting", models.CASCADE, related_name="attendances")
    leader = models.ForeignKey(
        "leaders.Leader", models.CASCADE, null=True, blank=True, related_name="attendances"
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="attendances",
    )
    walk_in_name = models.CharField(_("walk-in"), max_length=150, blank=True)

    class Meta:
        verbose_name = _("attendance")
        verbose_name_plural = _("attendance")
        constraints = [
            models.UniqueConstraint(fields=["meeting", "leader"], name="attendance_leader_once"),
            models.UniqueConstraint(fields=["meeting", "user"], name="attendance_user_once"),
            models.CheckConstraint(
                name="attendance_of_one_person",
                condition=models.Q(leader__isnull=False, user=None, walk_in_name="")
                | models.Q(leader=None, user__isnull=False, walk_in_name="")
                | (models.Q(leader=None, user=None) & ~models.Q(walk_in_name="")),
            ),
        ]

    def __str__(self) -> str:
        return str(self.leader or self.user or self.walk_in_name)
