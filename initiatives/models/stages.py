"""Which stages an initiative went through, forth and back."""

from __future__ import annotations

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from initiatives.models.initiatives import Initiative

BACKWARD = (
    Q(from_stage="analysis", to_stage="scanning")
    | Q(from_stage="response", to_stage__in=["scanning", "analysis"])
    | Q(from_stage="assessment", to_stage__in=["scanning", "analysis", "response"])
    | Q(from_stage="closed")
    | Q(to_stage="set_aside")
)


class StageChange(models.Model):
    """One step from stage to stage. Never changed or removed."""

    initiative = models.ForeignKey(Initiative, models.PROTECT, related_name="stage_changes")
    from_stage = models.CharField(_("from"), max_length=12, choices=Initiative.Stage, blank=True)
    to_stage = models.CharField(_("to"), max_length=12, choices=Initiative.Stage)
    reason = models.TextField(_("why"), max_length=1000, blank=True)
    # What was found when it was closed; stays here when it is taken up again.
    verdict = models.CharField(_("verdict"), max_length=15, choices=Initiative.Verdict, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("by")
    )
    at = models.DateTimeField(_("when"), default=timezone.now)

    class Meta:
        verbose_name = _("change of stage")
        verbose_name_plural = _("changes of stage")
        ordering = ("at", "pk")
        constraints = [
            models.CheckConstraint(
                name="stage_change_goes_somewhere", condition=~Q(from_stage=F("to_stage"))
            ),
            models.CheckConstraint(
                name="stage_change_back_has_reason", condition=~BACKWARD | ~Q(reason="")
            ),
            models.CheckConstraint(
                name="stage_change_closing_has_verdict",
                condition=(Q(to_stage="closed") & ~Q(verdict=""))
                | (~Q(to_stage="closed") & Q(verdict="")),
            ),
        ]
        indexes = [models.Index("initiative", "at", "id", name="stage_change_history")]
        triggers = [
            pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return f"{self.get_from_stage_display()} → {self.get_to_stage_display()}"
