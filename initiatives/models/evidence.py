"""How much is known about whether something works."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class EvidenceGrade(models.TextChoices):
    """From what was tested well to what is only said."""

    PROVEN = "proven", _("Proven: several good studies agree")
    PROMISING = "promising", _("Promising: some good studies, not all agree")
    MIXED = "mixed", _("Mixed: it helped here, and not there")
    NO_EFFECT = "no_effect", _("Tested, and no effect was found")
    REPORTED = "reported", _("Reported: numbers, but nothing to compare them with")
    CLAIMED = "claimed", _("Claimed: we could not confirm it")
    UNKNOWN = "unknown", _("Not assessed here")
