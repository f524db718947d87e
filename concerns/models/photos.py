"""Pictures of what a concern is about."""

from __future__ import annotations

import secrets

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from concerns.querysets import PhotoQuerySet


def new_token() -> str:
    return secrets.token_urlsafe(24)


class Photo(models.Model):
    """A picture drawn anew from what was sent: no file name, no place, no camera in it.

    In the database, not on a disk: web machines keep nothing, and it is gone with its concern.
    """

    concern = models.ForeignKey("concerns.Concern", models.CASCADE, related_name="photos")
    content = models.BinaryField(_("content"))
    width = models.PositiveSmallIntegerField(_("width"))
    height = models.PositiveSmallIntegerField(_("height"))
    description = models.CharField(_("what it shows"), max_length=200, blank=True)
    token = models.CharField(max_length=64, unique=True, default=new_token, editable=False)
    at = models.DateTimeField(_("added"), default=timezone.now)

    objects = PhotoQuerySet.as_manager()

    class Meta:
        verbose_name = _("photo")
        verbose_name_plural = _("photos")
        ordering = ("pk",)
        constraints = [
            models.CheckConstraint(name="photo_has_size", condition=Q(width__gte=1, height__gte=1)),
        ]

    def __str__(self) -> str:
        return f"{self.width} by {self.height}"
