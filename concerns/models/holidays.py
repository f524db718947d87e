"""Days on which the working-hours clock stands."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from concerns.querysets import HolidayQuerySet


class Holiday(models.Model):
    """A day on which the department's offices are closed."""

    day = models.DateField(
        _("day"),
        unique=True,
        error_messages={"unique": _("This day is in the list already.")},
    )
    name = models.CharField(_("name"), max_length=80, blank=True)

    objects = HolidayQuerySet.as_manager()

    class Meta:
        verbose_name = _("holiday")
        verbose_name_plural = _("holidays")
        ordering = ("day",)

    def __str__(self) -> str:
        return f"{self.day:%Y-%m-%d}"
