"""How the effect will be judged: said before anything is done, and not changed afterwards."""

from __future__ import annotations

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class EffectPlan(models.Model):
    """A registered way to judge the effect. A better one is registered beside it, never over it."""

    class Method(models.TextChoices):
        """From what tells little to what tells much."""

        BEFORE_AFTER = "before_after", _("Before and after, without comparison")
        COMPARISON = "comparison", _("Before and after, beside comparison areas")
        RANDOM = "random", _("Some places drawn by lot")

    initiative = models.ForeignKey("initiatives.Initiative", models.PROTECT, related_name="plans")
    measure = models.CharField(_("what is counted"), max_length=300)
    source = models.CharField(_("where the numbers come from"), max_length=300)
    method = models.CharField(_("how it is compared"), max_length=15, choices=Method)
    before_from = models.DateField(_("before: from"))
    before_to = models.DateField(_("before: to"))
    after_from = models.DateField(_("after: from"))
    after_to = models.DateField(_("after: to"))
    success = models.CharField(_("what would count as success"), max_length=500)
    registered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("registered by")
    )
    registered_at = models.DateTimeField(_("registered"), default=timezone.now)
    # SHA-256 over everything above: whoever wrote it down can tell that nothing was changed.
    digest = models.CharField(_("fingerprint"), max_length=64)

    class Meta:
        verbose_name = _("plan to judge the effect")
        verbose_name_plural = _("plans to judge the effect")
        ordering = ("-registered_at", "-pk")
        constraints = [
            models.CheckConstraint(
                name="effect_plan_says_something",
                condition=~Q(measure="") & ~Q(source="") & ~Q(success="") & ~Q(digest=""),
            ),
            models.CheckConstraint(
                name="effect_plan_before_comes_before_after",
                condition=Q(
                    before_to__gte=F("before_from"),
                    after_from__gt=F("before_to"),
                    after_to__gte=F("after_from"),
                ),
                violation_error_message=_("The time before ends before the time after begins."),
            ),
        ]
        triggers = [
            pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return self.measure
