"""One thing somebody wants the department to hear and to act on."""

from __future__ import annotations

from datetime import datetime

import pghistory
import pgtrigger
from django.conf import settings
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVector, SearchVectorField
from django.db import models
from django.db.models import Case, F, Q, When
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from concerns.querysets import ConcernQuerySet
from concerns.querysets.text import Spaced

LONGEST_SUBJECT = 200
LONGEST_TEXT = 10_000
LONGEST_REASON = 2000
# Where the clock runs: somebody of the department owes the next word. Values of Concern.State.
RUNNING = ("received", "in_progress", "reopened")
OPEN = (*RUNNING, "waiting")

# A concern of a known person never turns into one of nobody: the person would still be known.
STAYS_KNOWN = """
    IF NEW.confidentiality = 'anonymous' AND OLD.confidentiality <> 'anonymous' AND EXISTS (
        SELECT 1 FROM concerns_reporter WHERE concern_id = NEW.id
    ) THEN
        RAISE EXCEPTION 'an anonymous concern keeps no identity' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
"""


@pghistory.track(exclude=["receipt_hash", "search_text"])
class Concern(models.Model):
    """What was raised, where it stands and what came of it. Who raised it stands elsewhere."""

    class Confidentiality(models.TextChoices):
        OPEN = "open", _("Open")
        CONFIDENTIAL = "confidential", _("Confidential")
        ANONYMOUS = "anonymous", _("Anonymous")

    class Source(models.TextChoices):
        FORM = "form", _("Form")
        OFFICER = "officer", _("Taken by the department")
        MEETING = "meeting", _("Raised at a meeting")
        API = "api", _("Another program")
        IMPORT = "import", _("Imported")

    class Urgency(models.TextChoices):
        ROUTINE = "routine", _("When you can")
        SOON = "soon", _("Soon")
        URGENT = "urgent", _("As soon as possible")

    class State(models.TextChoices):
        RECEIVED = "received", _("Received")
        IN_PROGRESS = "in_progress", _("In progress")
        WAITING = "waiting", _("Waiting")
        CLOSED = "closed", _("Closed")
        REOPENED = "reopened", _("Reopened")

    class Outcome(models.TextChoices):
        RESOLVED = "resolved", _("Resolved")
        PARTLY = "partly", _("Partly resolved")
        NOT_POSSIBLE = "not_possible", _("Not possible")
        REFERRED = "referred", _("Passed on to somebody else")
        DUPLICATE = "duplicate", _("Handled with another concern")
        NO_ANSWER = "no_answer", _("No answer to our questions")

    reference = models.CharField(_("reference"), max_length=20, unique=True, editable=False)
    subject = models.CharField(_("subject"), max_length=LONGEST_SUBJECT)
    text = models.TextField(_("what happens"), max_length=LONGEST_TEXT)
    # The language it is written in, and in which the one who raised it is answered.
    language = models.CharField(_("language"), max_length=12, default="en")
    category = models.ForeignKey(
        "concerns.Category",
        models.PROTECT,
        related_name="concerns",
        verbose_name=_("category"),
    )
    area = models.ForeignKey(
        "leaders.Area",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="concerns",
        verbose_name=_("area"),
    )
    place = models.CharField(_("where"), max_length=300, blank=True)
    latitude = models.FloatField(_("latitude"), null=True, blank=True)
    longitude = models.FloatField(_("longitude"), null=True, blank=True)
    urgency = models.CharField(
        _("how urgent"), max_length=10, choices=Urgency, default=Urgency.ROUTINE
    )
    on_behalf_of = models.CharField(_("on whose behalf"), max_length=200, blank=True)
    confidentiality = models.CharField(
        _("who may know who raised it"),
        max_length=15,
        choices=Confidentiality,
        default=Confidentiality.OPEN,
    )
    source = models.CharField(_("came by"), max_length=10, choices=Source, default=Source.FORM)
    meeting = models.ForeignKey(
        "meetings.Meeting",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="concerns",
        verbose_name=_("raised at"),
    )
    # Who of the department wrote it down; never the one who raised it.
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="concerns_owned",
        verbose_name=_("owner"),
    )
    state = models.CharField(_("state"), max_length=12, choices=State, default=State.RECEIVED)
    # Counts what others may have to know before they decide: asked for with `revision=`.
    revision = models.PositiveIntegerField(default=1, editable=False)
    # The one who raised it wrote, and nobody has answered since.
    unread_since = models.DateTimeField(_("unread since"), null=True, blank=True)

    raised_at = models.DateTimeField(_("raised"), default=timezone.now)
    # The present deadline and its answer; raising again after closing starts both anew.
    due_at = models.DateTimeField(_("answer due"))
    answered_at = models.DateTimeField(_("answered"), null=True, blank=True)
    # A person's name stands behind every answer: what is sent by itself cannot have one.
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    # The first deadline and answer: what "kept within 72 hours" is counted from.
    first_due_at = models.DateTimeField(editable=False)
    first_answered_at = models.DateTimeField(null=True, blank=True, editable=False)
    owner_warned_at = models.DateTimeField(null=True, blank=True, editable=False)
    escalated_at = models.DateTimeField(_("escalated"), null=True, blank=True, editable=False)
    paused_since = models.DateTimeField(_("paused since"), null=True, blank=True)
    paused_until = models.DateTimeField(_("paused until"), null=True, blank=True)
    pause_reason = models.CharField(_("why it waits"), max_length=300, blank=True)

    outcome = models.CharField(_("outcome"), max_length=15, choices=Outcome, blank=True)
    outcome_reason = models.TextField(_("reason"), max_length=LONGEST_REASON, blank=True)
    closed_at = models.DateTimeField(_("closed"), null=True, blank=True)
    accepted_at = models.DateTimeField(_("accepted"), null=True, blank=True)
    reopened_count = models.PositiveSmallIntegerField(_("times reopened"), default=0)
    reopened_at = models.DateTimeField(_("reopened"), null=True, blank=True)
    # Four weeks after closing, one question: did it last?
    lasted_asked_at = models.DateTimeField(null=True, blank=True, editable=False)
    has_lasted = models.BooleanField(_("did it last"), null=True, blank=True)

    duplicate_of = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="duplicates",
        verbose_name=_("handled with"),
    )
    commitments = models.ManyToManyField(
        "meetings.Commitment", related_name="concerns", blank=True, verbose_name=_("promises")
    )

    publication_allowed = models.BooleanField(
        _("may be shown publicly"),
        default=False,
        help_text=_("Without a name, in the department's summary, once it is answered."),
    )
    published_at = models.DateTimeField(_("published"), null=True, blank=True)
    # "You said" and "we did", in words that name nobody.
    public_summary = models.CharField(_("what was said"), max_length=500, blank=True)
    public_answer = models.CharField(_("what was done"), max_length=1000, blank=True)

    # Identity in the system it was imported from; the same file twice changes nothing.
    external_reference = models.CharField(max_length=200, null=True, blank=True, unique=True)
    # Of the code that alone opens an anonymous concern to the one who raised it.
    receipt_hash = models.CharField(max_length=64, null=True, blank=True, unique=True)

    search_text = models.GeneratedField(
        expression=SearchVector(
            "reference", Spaced("subject"), Spaced("text"), Spaced("place"), config="simple"
        ),
        output_field=SearchVectorField(),
        db_persist=True,
    )

    objects = ConcernQuerySet.as_manager()

    class Meta:
        verbose_name = _("concern")
        verbose_name_plural = _("concerns")
        ordering = ("-raised_at", "-pk")
        constraints = [
            models.CheckConstraint(
                name="concern_closed_has_outcome_reason_and_time",
                condition=(
                    Q(state="closed", closed_at__isnull=False)
                    & ~Q(outcome="")
                    & ~Q(outcome_reason="")
                )
                | (~Q(state="closed") & Q(closed_at=None, outcome="", outcome_reason="")),
            ),
            models.CheckConstraint(
                name="concern_waiting_has_reason_and_end",
                condition=(
                    Q(state="waiting", paused_since__isnull=False)
                    & Q(paused_until__isnull=False, paused_until__gt=F("paused_since"))
                    & ~Q(pause_reason="")
                )
                | (~Q(state="waiting") & Q(paused_since=None, paused_until=None, pause_reason="")),
            ),
            models.CheckConstraint(
                name="concern_answered_after_raised",
                condition=(Q(answered_at=None) | Q(answered_at__gte=F("raised_at")))
                & (Q(first_answered_at=None) | Q(first_answered_at__gte=F("raised_at"))),
            ),
            # The clock is stopped by a person; imported answers were given elsewhere.
            models.CheckConstraint(
                name="concern_answered_by_a_person",
                condition=Q(answered_at=None) | Q(answered_by__isnull=False) | Q(source="import"),
            ),
            models.CheckConstraint(
                name="concern_first_answer_stays",
                condition=Q(answered_at=None) | Q(first_answered_at__isnull=False),
            ),
            models.CheckConstraint(
                name="concern_due_after_raised", condition=Q(due_at__gte=F("raised_at"))
            ),
            models.CheckConstraint(
                name="concern_anonymous_has_receipt",
                condition=Q(confidentiality="anonymous", receipt_hash__isnull=False)
                | (~Q(confidentiality="anonymous") & Q(receipt_hash=None)),
            ),
            models.CheckConstraint(
                name="concern_not_duplicate_of_itself",
                condition=Q(duplicate_of=None) | ~Q(duplicate_of=F("pk")),
            ),
            models.CheckConstraint(
                name="concern_accepted_once_closed",
                condition=Q(accepted_at=None) | Q(state="closed"),
            ),
            models.CheckConstraint(
                name="concern_published_by_leave_and_with_words",
                condition=Q(published_at=None)
                | (
                    Q(publication_allowed=True, first_answered_at__isnull=False)
                    & ~Q(public_summary="")
                    & ~Q(public_answer="")
                ),
            ),
            models.CheckConstraint(
                name="concern_point_on_earth",
                condition=Q(latitude=None, longitude=None)
                # A comparison with NULL is NULL, which a CHECK lets pass.
                | Q(latitude__isnull=False, longitude__isnull=False)
                & Q(latitude__gte=-90, latitude__lte=90)
                & Q(longitude__gte=-180, longitude__lte=180),
            ),
            models.CheckConstraint(
                name="concern_reopened_has_time",
                condition=Q(reopened_count=0, reopened_at=None)
                | Q(reopened_count__gt=0, reopened_at__isnull=False),
            ),
        ]
        indexes = [
            models.Index(
                "due_at",
                "id",
                name="concern_due",
                condition=Q(answered_at=None, state__in=RUNNING),
            ),
            # The queue's order, whole and by each of its filters.
            models.Index("due_at", "id", name="concern_by_due"),
            models.Index("due_at", "id", name="concern_open_by_due", condition=Q(state__in=OPEN)),
            # The order of the queue: what owes an answer, then the others.
            models.Index(
                Case(When(answered_at=None, state__in=RUNNING, then=0), default=1),
                "due_at",
                "id",
                name="concern_pressing",
                condition=Q(state__in=OPEN),
            ),
            models.Index(
                F("closed_at").desc(),
                F("id").desc(),
                name="concern_closed",
                condition=Q(state="closed"),
            ),
            models.Index(
                "raised_at", "id", name="concern_open_raised", condition=Q(state__in=OPEN)
            ),
            models.Index("subject", "id", name="concern_open_subject", condition=Q(state__in=OPEN)),
            models.Index("state", "due_at", "id", name="concern_state"),
            models.Index("subject", "id", name="concern_subject"),
            models.Index("confidentiality", "due_at", "id", name="concern_mode"),
            models.Index("urgency", "due_at", "id", name="concern_urgency"),
            models.Index("owner", "state", "due_at", name="concern_owner"),
            models.Index("area", "state", "due_at", name="concern_area"),
            models.Index("category", "state", "due_at", name="concern_category"),
            models.Index(F("raised_at").desc(), F("id").desc(), name="concern_newest"),
            models.Index(
                "unread_since",
                "id",
                name="concern_unread",
                condition=Q(unread_since__isnull=False),
            ),
            models.Index("paused_until", name="concern_paused", condition=Q(state="waiting")),
            models.Index(
                "closed_at",
                name="concern_to_ask",
                condition=Q(state="closed", lasted_asked_at=None),
            ),
            models.Index(
                "area",
                F("published_at").desc(),
                name="concern_published",
                condition=Q(published_at__isnull=False),
            ),
            models.Index(
                "latitude",
                "longitude",
                name="concern_point",
                condition=Q(latitude__isnull=False),
            ),
            models.Index(
                "reopened_at",
                name="concern_reopened",
                condition=Q(reopened_count__gt=0),
            ),
            GinIndex("search_text", name="concern_search"),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="stays_known",
                when=pgtrigger.Before,
                operation=pgtrigger.UpdateOf("confidentiality"),  # type: ignore[no-untyped-call]
                func=STAYS_KNOWN,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.reference}: {self.subject}"

    def get_absolute_url(self) -> str:
        return reverse("concerns:concern-detail", kwargs={"pk": self.pk})

    @property
    def is_anonymous(self) -> bool:
        return self.confidentiality == self.Confidentiality.ANONYMOUS

    @property
    def is_confidential(self) -> bool:
        return self.confidentiality == self.Confidentiality.CONFIDENTIAL

    @property
    def is_open(self) -> bool:
        """Not closed."""
        return self.state != self.State.CLOSED

    @property
    def is_waiting(self) -> bool:
        return self.state == self.State.WAITING

    @property
    def owes_answer(self) -> bool:
        """The clock runs."""
        return self.answered_at is None and self.state in RUNNING

    def is_overdue(self, at: datetime | None = None) -> bool:
        return self.owes_answer and self.due_at <= (at or timezone.now())


class ReferenceYear(models.Model):
    """The last number given to a concern of a year."""

    year = models.PositiveSmallIntegerField(primary_key=True)
    last_number = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = _("year of references")
        verbose_name_plural = _("years of references")

    def __str__(self) -> str:
        return f"C-{self.year}-{self.last_number:04d}"
