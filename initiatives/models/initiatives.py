"""One piece of joint work: scanned, analysed, responded to, assessed (SARA)."""

from __future__ import annotations

from datetime import date

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from initiatives.querysets import InitiativeQuerySet
from initiatives.querysets.initiatives import ENDED

LONGEST_TITLE = 150
LONGEST_SUMMARY = 600
LONGEST_TEXT = 6000
LONGEST_ANSWER = 1000
LONGEST_REASON = 1000

# From here on something is done, and everything that has to come before it is there.
RESPONDED = ("response", "assessment", "closed")


@pghistory.track()
class Initiative(models.Model):
    """Joint work on one problem, by one officer, one leader and their partners."""

    class Kind(models.TextChoices):
        WATCH = "watch", _("Neighborhood watch")
        STREET_CORNERS = "street_corners", _("Safe street corners")
        HOTSPOT_DIALOGUE = "hotspot_dialogue", _("Block-by-block dialogue")
        CRISIS_RESPONSE = "crisis_response", _("Crisis response with mental-health partners")
        YOUTH = "youth", _("Youth program")
        ENVIRONMENT = "environment", _("Environmental design")
        WORKSHOP = "workshop", _("Public-safety workshop")
        RESOURCE_CENTER = "resource_center", _("Resource-center services")
        OTHER = "other", _("Something else")

    class Stage(models.TextChoices):
        SCANNING = "scanning", _("Scanning")
        ANALYSIS = "analysis", _("Analysis")
        RESPONSE = "response", _("Response")
        ASSESSMENT = "assessment", _("Assessment")
        CLOSED = "closed", _("Closed")
        SET_ASIDE = "set_aside", _("Set aside")

    class Visibility(models.TextChoices):
        DRAFT = "draft", _("Draft: the department and the leads")
        PARTNERS = "partners", _("The partners, too")
        PUBLIC = "public", _("Everybody")

    class Verdict(models.TextChoices):
        """What an assessment may come to: Chicago's beat plans, and two honest ones more."""

        WORKED = "worked", _("It worked")
        MODIFIED = "modified", _("It worked after we changed it")
        REDUCED_ENOUGH = "reduced_enough", _("Reduced enough to move on")
        NO_EFFECT = "no_effect", _("No effect")
        WORSE = "worse", _("It got worse")
        CANNOT_TELL = "cannot_tell", _("We cannot tell")

    title = models.CharField(_("title"), max_length=LONGEST_TITLE)
    # What everybody may read, once it is shown; never the words of a concern.
    summary = models.TextField(_("summary"), max_length=LONGEST_SUMMARY, blank=True)
    kind = models.CharField(_("kind"), max_length=20, choices=Kind, default=Kind.OTHER)
    visibility = models.CharField(
        _("who sees it"), max_length=10, choices=Visibility, default=Visibility.DRAFT
    )
    stage = models.CharField(_("stage"), max_length=12, choices=Stage, default=Stage.SCANNING)
    stage_since = models.DateTimeField(_("in this stage since"), default=timezone.now)
    due_on = models.DateField(_("to be done by"), null=True, blank=True)
    lead_officer = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="initiatives_led",
        verbose_name=_("lead officer"),
    )
    lead_leader = models.ForeignKey(
        "leaders.Leader",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="initiatives_led",
        verbose_name=_("lead leader"),
    )

    # What it was begun from: its indicators and partners are suggested on the way.
    playbook = models.ForeignKey(
        "initiatives.Playbook",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="initiatives",
        verbose_name=_("playbook"),
    )

    # Scanning
    problem = models.TextField(_("the problem"), max_length=LONGEST_TEXT, blank=True)
    cheers_community = models.TextField(_("Community"), max_length=LONGEST_ANSWER, blank=True)
    cheers_harm = models.TextField(_("Harm"), max_length=LONGEST_ANSWER, blank=True)
    cheers_expectation = models.TextField(_("Expectation"), max_length=LONGEST_ANSWER, blank=True)
    cheers_events = models.TextField(_("Events"), max_length=LONGEST_ANSWER, blank=True)
    cheers_recurring = models.TextField(_("Recurring"), max_length=LONGEST_ANSWER, blank=True)
    cheers_similarity = models.TextField(_("Similarity"), max_length=LONGEST_ANSWER, blank=True)
    # Analysis
    analysis = models.TextField(_("analysis"), max_length=LONGEST_TEXT, blank=True)
    plan = models.OneToOneField(
        "initiatives.EffectPlan",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("how the effect is judged"),
    )
    # Response
    response = models.TextField(_("what is done"), max_length=LONGEST_TEXT, blank=True)
    # Assessment
    verdict = models.CharField(_("verdict"), max_length=15, choices=Verdict, blank=True)
    learned = models.TextField(_("what was learned"), max_length=LONGEST_TEXT, blank=True)
    closed_at = models.DateTimeField(_("closed"), null=True, blank=True)

    areas = models.ManyToManyField(
        "leaders.Area",
        through="initiatives.TargetArea",
        related_name="initiatives",
        verbose_name=_("areas"),
    )
    organizations = models.ManyToManyField(
        "leaders.Organization",
        through="initiatives.Partner",
        related_name="initiatives",
        verbose_name=_("partners"),
    )
    concerns = models.ManyToManyField(
        "concerns.Concern", related_name="initiatives", blank=True, verbose_name=_("concerns")
    )
    priorities = models.ManyToManyField(
        "concerns.Priority", related_name="initiatives", blank=True, verbose_name=_("priorities")
    )

    # Counts what others may have to know before they decide: asked for with `revision=`.
    revision = models.PositiveIntegerField(default=1, editable=False)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    created_at = models.DateTimeField(_("begun"), default=timezone.now, editable=False)

    objects = InitiativeQuerySet.as_manager()

    class Meta:
        verbose_name = _("initiative")
        verbose_name_plural = _("initiatives")
        ordering = ("-created_at", "-pk")
        constraints = [
            models.CheckConstraint(name="initiative_has_title", condition=~Q(title="")),
            models.CheckConstraint(
                name="initiative_responds_after_analysis",
                condition=~Q(stage__in=RESPONDED)
                | (
                    Q(plan__isnull=False)
                    & ~Q(analysis="")
                    & ~Q(cheers_community="")
                    & ~Q(cheers_harm="")
                    & ~Q(cheers_expectation="")
                    & ~Q(cheers_events="")
                    & ~Q(cheers_recurring="")
                    & ~Q(cheers_similarity="")
                ),
            ),
            models.CheckConstraint(
                name="initiative_responds_with_two_leads",
                condition=~Q(stage__in=RESPONDED)
                | Q(lead_officer__isnull=False, lead_leader__isnull=False),
            ),
            models.CheckConstraint(
                name="initiative_closed_has_verdict_and_lesson",
                condition=(
                    Q(stage="closed", closed_at__isnull=False) & ~Q(verdict="") & ~Q(learned="")
                )
                | (~Q(stage="closed") & Q(closed_at=None, verdict="")),
            ),
            models.CheckConstraint(
                name="initiative_shown_with_summary",
                condition=~Q(visibility="public") | ~Q(summary=""),
            ),
        ]
        indexes = [
            models.Index(F("created_at").desc(), F("id").desc(), name="initiative_newest"),
            models.Index("stage", "stage_since", "id", name="initiative_stage"),
            models.Index("visibility", "id", name="initiative_visibility"),
            models.Index(
                "due_on",
                "id",
                name="initiative_due",
                condition=~Q(stage__in=ENDED) & Q(due_on__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("initiatives:initiative-detail", kwargs={"pk": self.pk})

    @property
    def is_open(self) -> bool:
        """Somebody works on it."""
        return self.stage not in ENDED

    @property
    def is_public(self) -> bool:
        return self.visibility == self.Visibility.PUBLIC

    def is_overdue(self, on: date | None = None) -> bool:
        return (
            self.is_open and self.due_on is not None and self.due_on < (on or timezone.localdate())
        )
