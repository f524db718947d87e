"""Where an initiative works, where its effect might spill over, and what it is compared with."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from initiatives.errors import AreaInUse


def refuse_to_lose(_collector: Any, _field: Any, rows: Any, _using: str) -> None:
    """As PROTECT, with a sentence for people."""
    sentence = gettext(
        "“%(title)s” works in this area or compares with it. Take it out there first."
    )
    raise AreaInUse(sentence % {"title": next(iter(rows)).initiative.title})


class TargetArea(models.Model):
    """One area of an initiative, in one role."""

    class Role(models.TextChoices):
        TARGET = "target", _("Where we work")
        BUFFER = "buffer", _("Around it, where trouble may move")
        COMPARISON = "comparison", _("For comparison")

    initiative = models.ForeignKey(
        "initiatives.Initiative", models.CASCADE, related_name="target_areas"
    )
    area = models.ForeignKey(
        "leaders.Area", refuse_to_lose, related_name="target_areas", verbose_name=_("area")
    )
    role = models.CharField(_("role"), max_length=12, choices=Role, default=Role.TARGET)

    class Meta:
        verbose_name = _("area of an initiative")
        verbose_name_plural = _("areas of initiatives")
        ordering = ("-role", "area__name_key", "pk")
        constraints = [
            models.UniqueConstraint(
                fields=["initiative", "area"],
                name="target_area_once",
                violation_error_message=_("An area has one role: target, buffer or comparison."),
            ),
        ]
        indexes = [models.Index("area", "role", "initiative", name="target_area_of_area")]

    def __str__(self) -> str:
        return f"{self.area} ({self.get_role_display()})"
