"""Lists on their way in: uploaded, mapped, checked, then taken whole or not at all."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from leaders.querysets import AreaImportQuerySet, ContactImportQuerySet

# Files hold personal data: they are not kept longer than it takes to look at the preview.
KEPT_FOR = timedelta(days=7)


class FileImport(models.Model):
    """One uploaded file. Its content is emptied once it was imported or grew too old."""

    class State(models.TextChoices):
        UPLOADED = "uploaded", _("Uploaded")
        COMMITTED = "committed", _("Imported")
        EXPIRED = "expired", _("Not imported")

    file_name = models.CharField(_("file"), max_length=200)
    content = models.BinaryField(_("content"), default=bytes)
    mapping = models.JSONField(_("mapping"), default=dict, blank=True)
    report = models.JSONField(_("report"), default=dict, blank=True)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.UPLOADED)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name=_("uploaded by"),
    )
    created_at = models.DateTimeField(_("uploaded"), default=timezone.now, editable=False)
    committed_at = models.DateTimeField(_("imported"), null=True, blank=True)

    class Meta:
        abstract = True
        ordering = ("-created_at", "-pk")
        constraints = [
            models.CheckConstraint(
                name="%(class)s_content_only_while_uploaded",
                condition=models.Q(state="uploaded") | models.Q(content=b""),
            ),
        ]

    def __str__(self) -> str:
        return self.file_name

    @property
    def is_open(self) -> bool:
        return self.state == self.State.UPLOADED

    @property
    def kept_until(self) -> datetime:
        return self.created_at + KEPT_FOR


class ContactImport(FileImport):
    """One uploaded file of organizations and leaders."""

    # The next file with the same columns is mapped the same way.
    header = models.JSONField(_("columns"), default=list, blank=True)

    objects = ContactImportQuerySet.as_manager()

    class Meta(FileImport.Meta):
        verbose_name = _("contact import")
        verbose_name_plural = _("contact imports")


class AreaImport(FileImport):
    """One uploaded GeoJSON file of areas."""

    objects = AreaImportQuerySet.as_manager()

    class Meta(FileImport.Meta):
        verbose_name = _("area import")
        verbose_name_plural = _("area imports")
