"""What was tried here and elsewhere, and how much is known about whether it worked."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from initiatives.models.evidence import EvidenceGrade
from initiatives.models.initiatives import Initiative
from initiatives.querysets import CaseStudyQuerySet

# Nobody says that something was tested without saying where to read it.
TESTED = ("proven", "promising", "mixed", "no_effect")


class CaseStudy(models.Model):
    """A finished initiative, or a study of others: what is said, and what was found."""

    # Those that come with Liaison have one.
    key = models.CharField(max_length=40, null=True, blank=True, unique=True, editable=False)
    title = models.CharField(_("title"), max_length=150)
    kind = models.CharField(
        _("kind"), max_length=20, choices=Initiative.Kind, default=Initiative.Kind.OTHER
    )
    place = models.CharField(_("where and when"), max_length=150, blank=True)
    summary = models.TextField(_("what was done"), max_length=2000)
    claim = models.TextField(_("what is often said"), max_length=1000, blank=True)
    grade = models.CharField(_("evidence"), max_length=10, choices=EvidenceGrade)
    effect = models.CharField(_("what was found"), max_length=500)
    interval = models.CharField(_("how sure that is"), max_length=300, blank=True)
    lesson = models.TextField(_("what others should know"), max_length=6000, blank=True)
    source = models.CharField(_("source"), max_length=500, blank=True)
    initiative = models.OneToOneField(
        Initiative,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="case",
        verbose_name=_("initiative"),
    )
    is_published = models.BooleanField(_("shown to everybody"), default=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = CaseStudyQuerySet.as_manager()

    class Meta:
        verbose_name = _("case")
        verbose_name_plural = _("cases")
        ordering = ("title", "pk")
        constraints = [
            models.CheckConstraint(
                name="case_says_what_was_found",
                condition=~Q(title="") & ~Q(summary="") & ~Q(effect=""),
            ),
            models.CheckConstraint(
                name="case_tested_has_source",
                condition=~Q(grade__in=TESTED) | ~Q(source=""),
                violation_error_message=_("Say where the test can be read."),
            ),
        ]

    def __str__(self) -> str:
        return self.label

    def get_absolute_url(self) -> str:
        return reverse("initiatives:case-detail", kwargs={"pk": self.pk})

    # Ours in the reader's language; the department's as they were written.

    @property
    def label(self) -> str:
        return gettext(self.title)

    @property
    def words(self) -> str:
        return gettext(self.summary)

    @property
    def said(self) -> str:
        return gettext(self.claim) if self.claim else ""

    @property
    def found(self) -> str:
        return gettext(self.effect)

    @property
    def certainty(self) -> str:
        return gettext(self.interval) if self.interval else ""

    @property
    def advice(self) -> str:
        return gettext(self.lesson) if self.lesson else ""
