"""What a concern is about, and how soon the department answers such concerns."""

from __future__ import annotations

from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from concerns.querysets import CategoryQuerySet

ANSWER_HOURS = 72


class Clock(models.TextChoices):
    """Which hours count until an answer is due."""

    CALENDAR = "calendar", _("All hours")
    WORKING = "working", _("Working hours (weekdays 9–5, not on holidays)")


class Category(models.Model):
    """One kind of concern, in the words of those who raise them."""

    key = models.CharField(
        _("key"),
        max_length=40,
        unique=True,
        validators=[
            RegexValidator(r"^[a-z][a-z0-9_]*\Z", _("Use small letters, digits and underscores."))
        ],
    )
    name = models.CharField(_("name"), max_length=80)
    guidance = models.CharField(
        _("guidance"),
        max_length=300,
        blank=True,
        help_text=_("Shown when somebody chooses it: what helps us, and who else can help."),
    )
    answer_hours = models.PositiveSmallIntegerField(
        _("answer within (hours)"), default=ANSWER_HOURS
    )
    clock = models.CharField(
        _("hours that count"), max_length=10, choices=Clock, default=Clock.CALENDAR
    )
    is_active = models.BooleanField(_("offered"), default=True)
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    objects = CategoryQuerySet.as_manager()

    class Meta:
        verbose_name = _("category")
        verbose_name_plural = _("categories")
        ordering = ("position", "name", "pk")
        constraints = [
            models.CheckConstraint(
                name="category_answers_in_some_time",
                condition=models.Q(answer_hours__gte=1, answer_hours__lte=24 * 60),
                violation_error_message=_("Between 1 hour and 60 days."),
            ),
        ]

    def __str__(self) -> str:
        return self.label

    @property
    def label(self) -> str:
        """The name in the reader's language, where it is one of ours."""
        return gettext(self.name) if self.name else ""

    @property
    def advice(self) -> str:
        """The guidance in the reader's language, where it is ours."""
        return gettext(self.guidance) if self.guidance else ""
