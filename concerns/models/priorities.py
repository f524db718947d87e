"""What an area has agreed to work on first, and what was done: the shape of data.police.uk."""

from __future__ import annotations

from collections.abc import Sequence

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from concerns.querysets import PriorityQuerySet


@pghistory.track()
class Priority(models.Model):
    """An issue agreed with the community, and the action on it."""

    area = models.ForeignKey(
        "leaders.Area", models.PROTECT, related_name="priorities", verbose_name=_("area")
    )
    issue = models.CharField(_("issue"), max_length=500)
    issue_date = models.DateField(_("agreed on"), default=timezone.localdate)
    action = models.TextField(_("what was done"), max_length=2000, blank=True)
    action_date = models.DateField(_("done on"), null=True, blank=True)
    rank = models.PositiveSmallIntegerField(_("rank"), default=1)
    # No longer worked on; it stays to be seen.
    closed_on = models.DateField(_("closed on"), null=True, blank=True)
    meeting = models.ForeignKey(
        "meetings.Meeting",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="priorities",
        verbose_name=_("agreed at"),
    )
    concerns = models.ManyToManyField(
        "concerns.Concern", related_name="priorities", blank=True, verbose_name=_("concerns")
    )
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = PriorityQuerySet.as_manager()
    # Of `with_vote_count`.
    vote_count: int
    voter_count: int

    class Meta:
        verbose_name = _("priority")
        verbose_name_plural = _("priorities")
        ordering = ("area", "rank", "pk")
        constraints = [
            models.CheckConstraint(
                name="priority_action_has_date",
                condition=Q(action="", action_date=None)
                | (~Q(action="") & Q(action_date__isnull=False)),
                violation_error_message=_("What was done and its day come together."),
            ),
            models.CheckConstraint(name="priority_has_rank", condition=Q(rank__gte=1)),
            models.CheckConstraint(
                name="priority_closed_after_agreed",
                condition=Q(closed_on=None) | Q(closed_on__gte=models.F("issue_date")),
                violation_error_message=_("It cannot be closed before it was agreed."),
            ),
        ]
        indexes = [
            models.Index(
                "area", "rank", "id", name="priority_current", condition=Q(closed_on=None)
            ),
        ]

    def __str__(self) -> str:
        return self.issue

    def get_absolute_url(self) -> str:
        return reverse("concerns:priority-detail", kwargs={"pk": self.pk})

    @staticmethod
    def follow_votes(priorities: Sequence[Priority]) -> bool:
        """Whether these, in their order and with their votes counted, stand as leaders say."""
        counts = [each.vote_count for each in priorities]
        return any(counts) and counts == sorted(counts, reverse=True)
