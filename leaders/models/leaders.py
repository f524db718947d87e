"""The people the department works with."""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta

import pghistory
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models.functions import Lower
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from leaders.querysets import LeaderQuerySet
from leaders.querysets.text import Folded


class LeadershipRole(models.TextChoices):
    """What a leader does for the community."""

    ADVOCACY = "advocacy", _("Community advocacy")
    RESOURCES = "resources", _("Resource mobilization")
    POLICY = "policy", _("Policy development")


class PreferredChannel(models.TextChoices):
    """How a leader wants to be reached."""

    EMAIL = "email", _("E-mail")
    PHONE = "phone", _("Phone call")
    TEXT = "text", _("Text message")
    POST = "post", _("Letter")


def new_token() -> str:
    return secrets.token_urlsafe(32)


@pghistory.track(exclude=["calendar_token", "name_key"])
class Leader(models.Model):
    """A person in a directory first and a login second: `user` is empty for most, for ever."""

    name = models.CharField(_("name"), max_length=150)
    name_key = models.GeneratedField(
        expression=Folded("name"), output_field=models.CharField(max_length=300), db_persist=True
    )
    email = models.EmailField(_("e-mail"), max_length=254, blank=True)
    phone = models.CharField(_("phone"), max_length=32, blank=True)
    preferred_language = models.CharField(_("preferred language"), max_length=12, default="en")
    languages = ArrayField(
        models.CharField(max_length=12),
        verbose_name=_("other languages"),
        default=list,
        blank=True,
    )
    preferred_channel = models.CharField(
        _("preferred channel"),
        max_length=10,
        choices=PreferredChannel,
        default=PreferredChannel.EMAIL,
    )
    leadership_roles = ArrayField(
        models.CharField(max_length=15, choices=LeadershipRole),
        verbose_name=_("leadership roles"),
        default=list,
        blank=True,
    )
    areas = models.ManyToManyField(
        "leaders.Area",
        related_name="leaders",
        blank=True,
        verbose_name=_("areas"),
    )
    organizations = models.ManyToManyField(
        "leaders.Organization",
        through="leaders.Affiliation",
        related_name="leaders",
    )
    liaison_officer = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="liaised_leaders",
        verbose_name=_("liaison officer"),
    )
    contact_cadence_days = models.PositiveSmallIntegerField(
        _("speak at least every (days)"),
        null=True,
        blank=True,
    )
    consent_on = models.DateField(_("agreed to be contacted on"), null=True, blank=True)
    consent_note = models.CharField(_("how they agreed"), max_length=200, blank=True)
    access_needs = models.CharField(_("access needs"), max_length=300, blank=True)
    notes = models.TextField(_("notes"), blank=True, help_text=_("Seen by the department only."))
    user = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="leader",
        verbose_name=_("account"),
    )
    calendar_token = models.CharField(max_length=64, unique=True, default=new_token, editable=False)
    is_active = models.BooleanField(_("active"), default=True)
    created_at = models.DateTimeField(_("added"), default=timezone.now, editable=False)

    objects = LeaderQuerySet.as_manager()

    class Meta:
        verbose_name = _("leader")
        verbose_name_plural = _("leaders")
        ordering = ("name_key", "pk")
        indexes = [models.Index(fields=["name_key", "id"], name="leader_by_name")]
        constraints = [
            models.UniqueConstraint(
                Lower("email"),
                name="leader_email_once",
                condition=~models.Q(email=""),
                violation_error_message=_("There is already a leader with this e-mail."),
                violation_error_code="email_taken",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("leaders:leader-detail", kwargs={"pk": self.pk})

    @property
    def leadership_role_names(self) -> list[str]:
        labels = dict(LeadershipRole.choices)
        return [str(labels.get(role, role)) for role in self.leadership_roles]

    @property
    def is_contact_due(self) -> bool:
        """Not spoken with for longer than agreed; needs `with_last_contact()`.

        The same rule for a set of leaders is `needing_contact()`.
        """
        if not self.is_active or not self.contact_cadence_days:
            return False
        limit = timezone.now() - timedelta(days=self.contact_cadence_days)
        last: datetime | None = getattr(self, "last_contact_at", None)
        return (last or self.created_at) < limit
