"""What leaders say an area should work on first."""

from __future__ import annotations

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from concerns.querysets import PriorityVoteQuerySet


class PriorityVote(models.Model):
    """A leader of the area counts this among the three that matter most."""

    priority = models.ForeignKey("concerns.Priority", models.CASCADE, related_name="votes")
    leader = models.ForeignKey("leaders.Leader", models.CASCADE, related_name="priority_votes")
    at = models.DateTimeField(_("since"), default=timezone.now)

    objects = PriorityVoteQuerySet.as_manager()

    class Meta:
        verbose_name = _("leader's vote")
        verbose_name_plural = _("leaders' votes")
        ordering = ("at", "pk")
        constraints = [
            models.UniqueConstraint(
                fields=["priority", "leader"], name="priority_vote_once_per_leader"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.priority_id}, {self.leader_id}"
