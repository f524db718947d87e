"""When people are reminded."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class ReminderRule(models.Model):
    """Remind so long before the start: of one meeting, of a series, or (neither) of all."""

    class Audience(models.TextChoices):
        NOT_DECLINED = "not_declined", _("Everybody who did not say no")
        NO_ANSWER = "no_answer", _("Only those who have not answered")
        COMING = "coming", _("Only those who said yes or maybe")

    series = models.ForeignKey(
        "meetings.Series",
        models.CASCADE,
        null=True,
        blank=True,
        related_name="reminder_rules",
    )
    meeting = models.ForeignKey(
        "meetings.Meeting",
        models.CASCADE,
        null=True,
        blank=True,
        related_name="reminder_rules",
    )
    minutes_before = models.PositiveIntegerField(_("minutes before the start"))
    audience = models.CharField(
        _("who"), max_length=15, choices=Audience, default=Audience.NOT_DECLINED
    )

    class Meta:
        verbose_name = _("reminder rule")
        verbose_name_plural = _("reminder rules")
        ordering = ("-minutes_before",)
        constraints = [
            models.CheckConstraint(
                name="reminder_rule_of_one_plan",
                condition=models.Q(series=None) | models.Q(meeting=None),
            ),
            models.UniqueConstraint(
                fields=["series", "meeting", "minutes_before"],
                name="reminder_rule_once",
                nulls_distinct=False,
            ),
            models.CheckConstraint(
                name="reminder_rule_before_start", condition=models.Q(minutes_before__gt=0)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.minutes_before} min"
