"""The log of who spoke with whom."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from leaders.querysets import ContactQuerySet


class Contact(models.Model):
    """One conversation between the department and leaders, outside a meeting."""

    class Kind(models.TextChoices):
        CALL = "call", _("Phone call")
        VISIT = "visit", _("Visit")
        EMAIL = "email", _("E-mail")
        TEXT = "text", _("Text message")
        STREET = "street", _("Met on the street")
        EVENT = "event", _("Community event")
        OTHER = "other", _("Other")

    kind = models.CharField(_("kind"), max_length=10, choices=Kind, default=Kind.CALL)
    happened_at = models.DateTimeField(_("when"), default=timezone.now)
    leaders = models.ManyToManyField(
        "leaders.Leader", related_name="contacts", verbose_name=_("leaders")
    )
    notes = models.TextField(
        _("what was said"),
        blank=True,
        help_text=_("No names of suspects and nothing from a criminal case."),
    )
    logged_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name=_("logged by"),
    )
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = ContactQuerySet.as_manager()

    class Meta:
        verbose_name = _("contact")
        verbose_name_plural = _("contacts")
        ordering = ("-happened_at", "-pk")

    def __str__(self) -> str:
        return f"{self.get_kind_display()}, {self.happened_at:%Y-%m-%d}"
