"""The bodies leaders speak for."""

from __future__ import annotations

from django.db import models
from django.db.models.functions import Lower
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from leaders.querysets import OrganizationQuerySet
from leaders.querysets.text import Folded


class Sector(models.TextChoices):
    """Which part of the community an organization stands for (CAPS, Key Individual Network)."""

    FAITH = "faith", _("Faith")
    TENANT = "tenant", _("Tenants and homeowners")
    NEIGHBORHOOD = "neighborhood", _("Neighborhood association")
    BUSINESS = "business", _("Business")
    SCHOOL = "school", _("School")
    YOUTH = "youth", _("Youth")
    SENIOR = "senior", _("Older people")
    HEALTH = "health", _("Health and social care")
    ADVOCACY = "advocacy", _("Advocacy and activism")
    ELECTED = "elected", _("Elected officials")
    CULTURE = "culture", _("Culture and newcomers")
    SERVICE = "service", _("Nonprofit service")
    OTHER = "other", _("Other")


class Organization(models.Model):
    """A congregation, association, school, firm or office."""

    name = models.CharField(_("name"), max_length=200)
    name_key = models.GeneratedField(
        expression=Folded("name"), output_field=models.CharField(max_length=400), db_persist=True
    )
    sector = models.CharField(_("sector"), max_length=15, choices=Sector, default=Sector.OTHER)
    email = models.EmailField(_("e-mail"), max_length=254, blank=True)
    phone = models.CharField(_("phone"), max_length=32, blank=True)
    website = models.URLField(_("website"), max_length=300, blank=True)
    address = models.TextField(_("address"), blank=True)
    notes = models.TextField(_("notes"), blank=True, help_text=_("Seen by the department only."))
    areas = models.ManyToManyField(
        "leaders.Area",
        related_name="organizations",
        blank=True,
        verbose_name=_("areas"),
    )
    is_active = models.BooleanField(_("active"), default=True)

    objects = OrganizationQuerySet.as_manager()

    class Meta:
        verbose_name = _("organization")
        verbose_name_plural = _("organizations")
        ordering = ("name_key", "pk")
        indexes = [models.Index(fields=["name_key", "id"], name="organization_by_name")]
        constraints = [
            models.UniqueConstraint(
                Lower("name"),
                name="organization_name_once",
                violation_error_message=_("There is already an organization with this name."),
                violation_error_code="name_taken",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("leaders:organization-detail", kwargs={"pk": self.pk})


class Affiliation(models.Model):
    """That a leader speaks for an organization, as what, and since when."""

    leader = models.ForeignKey("leaders.Leader", models.CASCADE, related_name="affiliations")
    organization = models.ForeignKey(
        Organization,
        models.CASCADE,
        related_name="affiliations",
        verbose_name=_("organization"),
    )
    position = models.CharField(_("position"), max_length=120, blank=True)
    since_on = models.DateField(_("since"), null=True, blank=True)
    until_on = models.DateField(_("until"), null=True, blank=True)

    class Meta:
        verbose_name = _("affiliation")
        verbose_name_plural = _("affiliations")
        ordering = ("organization__name_key", "pk")
        constraints = [
            models.UniqueConstraint(
                fields=["leader", "organization"],
                name="affiliation_once",
                violation_error_message=_("They are already named for this organization."),
            ),
            models.CheckConstraint(
                name="affiliation_ends_after_start",
                condition=models.Q(since_on=None)
                | models.Q(until_on=None)
                | models.Q(until_on__gte=models.F("since_on")),
                violation_error_message=_("It cannot end before it began."),
                violation_error_code="until_on_before",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.leader}, {self.organization}"
