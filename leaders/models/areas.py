"""The places a partnership is organised by."""

from __future__ import annotations

import re

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.core.validators import RegexValidator
from django.db import models
from django.db.models.functions import Lower
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from leaders.querysets import AreaQuerySet
from leaders.querysets.text import NaturalKey

# Words that stand in the same place of an address as an area's code.
RESERVED_CODES = frozenset({"import", "imports", "new"})

CODE = "[A-Za-z0-9][A-Za-z0-9._-]*"
code_validator = RegexValidator(
    rf"^{CODE}\Z",
    _("Use letters, digits, dots, dashes and underscores only."),
)
reserved_code_validator = RegexValidator(
    rf"^({'|'.join(sorted(RESERVED_CODES))})\Z",
    _("This word has a meaning of its own in addresses. Choose another code."),
    inverse_match=True,
    flags=re.IGNORECASE,
)


class Area(models.Model):
    """A district, beat or neighborhood: where meetings are held and promises apply."""

    class Kind(models.TextChoices):
        DISTRICT = "district", _("Police district")
        BEAT = "beat", _("Beat")
        NEIGHBORHOOD = "neighborhood", _("Neighborhood")
        WARD = "ward", _("Ward")
        OTHER = "other", _("Other area")

    code = models.CharField(
        _("code"),
        max_length=40,
        validators=[code_validator, reserved_code_validator],
        help_text=_("Short, as in the address of the area's page."),
    )
    name = models.CharField(_("name"), max_length=150)
    name_key = models.GeneratedField(
        expression=NaturalKey("name"),
        output_field=models.CharField(max_length=600),
        db_persist=True,
    )
    kind = models.CharField(_("kind"), max_length=15, choices=Kind, default=Kind.DISTRICT)
    parent = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="children",
        verbose_name=_("part of"),
    )
    # GeoJSON MultiPolygon in WGS 84, as RFC 7946 has it: [longitude, latitude].
    boundary = models.JSONField(_("boundary"), null=True, blank=True)
    population = models.PositiveIntegerField(_("population"), null=True, blank=True)
    languages = ArrayField(
        models.CharField(max_length=12),
        verbose_name=_("languages spoken"),
        default=list,
        blank=True,
    )
    officers = models.ManyToManyField(
        settings.AUTH_USER_MODEL,
        related_name="areas",
        blank=True,
        verbose_name=_("officers"),
    )

    objects = AreaQuerySet.as_manager()

    class Meta:
        verbose_name = _("area")
        verbose_name_plural = _("areas")
        ordering = ("name_key", "code")
        constraints = [
            models.UniqueConstraint(
                Lower("code"),
                name="area_code_once",
                violation_error_message=_("There is already an area with this code."),
                violation_error_code="code_taken",
            ),
            models.CheckConstraint(
                name="area_not_part_of_itself",
                condition=models.Q(parent=None) | ~models.Q(parent=models.F("pk")),
                violation_error_message=_("An area cannot be part of itself."),
                violation_error_code="parent_itself",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("home:area", kwargs={"code": self.code})
