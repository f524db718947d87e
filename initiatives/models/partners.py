"""Who takes part, how much they have to say, and what they promise."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from initiatives.querysets import PartnerQuerySet


class Partner(models.Model):
    """An organization that takes part. One that leaves stays to be seen, with its day."""

    class Level(models.TextChoices):
        """The spectrum of the International Association for Public Participation (IAP2)."""

        INFORM = "inform", _("Inform")
        CONSULT = "consult", _("Consult")
        INVOLVE = "involve", _("Involve")
        COLLABORATE = "collaborate", _("Collaborate")
        EMPOWER = "empower", _("Empower")

    initiative = models.ForeignKey(
        "initiatives.Initiative", models.CASCADE, related_name="partners"
    )
    organization = models.ForeignKey(
        "leaders.Organization",
        models.PROTECT,
        related_name="partnerships",
        verbose_name=_("organization"),
    )
    level = models.CharField(
        _("how they take part"), max_length=12, choices=Level, default=Level.COLLABORATE
    )
    promise = models.CharField(_("what they promise"), max_length=500, blank=True)
    joined_on = models.DateField(_("since"), default=timezone.localdate)
    left_on = models.DateField(_("until"), null=True, blank=True)
    leaving_note = models.CharField(_("why they left"), max_length=500, blank=True)

    objects = PartnerQuerySet.as_manager()

    class Meta:
        verbose_name = _("partner")
        verbose_name_plural = _("partners")
        ordering = (F("left_on").asc(nulls_first=True), "organization__name_key", "pk")
        constraints = [
            models.UniqueConstraint(
                fields=["initiative", "organization"],
                name="partner_once",
                violation_error_message=_("This organization takes part already."),
            ),
            models.CheckConstraint(
                name="partner_leaves_after_joining",
                condition=Q(left_on=None, leaving_note="") | Q(left_on__gte=F("joined_on")),
                violation_error_message=_("They cannot leave before they joined."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.organization)
