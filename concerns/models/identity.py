"""Who raised a concern, and who looked at that."""

from __future__ import annotations

import secrets

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from concerns.querysets import IdentityLookQuerySet, ReporterQuerySet

# An anonymous concern has nobody, whatever writes the row.
NOBODY_FOR_ANONYMOUS = """
    IF EXISTS (
        SELECT 1 FROM concerns_concern
        WHERE id = NEW.concern_id AND confidentiality = 'anonymous'
    ) THEN
        RAISE EXCEPTION 'an anonymous concern keeps no identity' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
"""


def new_key() -> str:
    return secrets.token_urlsafe(24)


class Reporter(models.Model):
    """The one who raised a concern: kept apart, without history, so that it can be forgotten."""

    concern = models.OneToOneField(
        "concerns.Concern", models.CASCADE, related_name="reporter", verbose_name=_("concern")
    )
    name = models.CharField(_("name"), max_length=150, blank=True)
    email = models.EmailField(_("e-mail"), max_length=254, blank=True)
    phone = models.CharField(_("phone"), max_length=32, blank=True)
    leader = models.ForeignKey(
        "leaders.Leader",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="raised",
        verbose_name=_("leader"),
    )
    # Part of every link that opens the concern to them; a new one makes old links worthless.
    link_key = models.CharField(max_length=64, default=new_key, editable=False)

    objects = ReporterQuerySet.as_manager()

    class Meta:
        verbose_name = _("who raised it")
        verbose_name_plural = _("those who raised concerns")
        constraints = [
            models.CheckConstraint(
                name="reporter_is_somebody",
                condition=~Q(name="", email="", phone="", leader=None),
            ),
        ]
        indexes = [
            models.Index(models.functions.Lower("email"), name="reporter_email"),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="nobody_for_anonymous",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update,
                func=NOBODY_FOR_ANONYMOUS,
            ),
        ]

    def __str__(self) -> str:
        # Whatever prints a row must not print a person.
        return f"reporter {self.pk}"


class IdentityLook(models.Model):
    """Somebody looked at who raised a confidential concern, and why. Never changed or removed."""

    concern = models.ForeignKey("concerns.Concern", models.PROTECT, related_name="identity_looks")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("by")
    )
    reason = models.CharField(_("why"), max_length=300)
    at = models.DateTimeField(_("when"), default=timezone.now)

    objects = IdentityLookQuerySet.as_manager()

    class Meta:
        verbose_name = _("look at an identity")
        verbose_name_plural = _("looks at identities")
        ordering = ("-at", "-pk")
        constraints = [
            models.CheckConstraint(name="identity_look_has_reason", condition=~Q(reason="")),
        ]
        triggers = [
            pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return f"{self.concern_id}, {self.at:%Y-%m-%d}"
