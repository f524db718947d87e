"""What has to be done, by whom, by when."""

from __future__ import annotations

from datetime import date

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from initiatives.querysets import TaskQuerySet
from leaders.models import Leader, Organization


@pghistory.track()
class Task(models.Model):
    """One thing to do, or a milestone: a day by which something has to be reached."""

    class State(models.TextChoices):
        TODO = "todo", _("To do")
        DOING = "doing", _("Being done")
        DONE = "done", _("Done")
        DROPPED = "dropped", _("No longer needed")

    initiative = models.ForeignKey("initiatives.Initiative", models.PROTECT, related_name="tasks")
    title = models.CharField(_("what is to be done"), max_length=200)
    note = models.TextField(_("note"), max_length=2000, blank=True)
    is_milestone = models.BooleanField(_("milestone"), default=False)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.TODO)
    owner_user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="initiative_tasks",
        verbose_name=_("officer"),
    )
    owner_leader = models.ForeignKey(
        "leaders.Leader",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="initiative_tasks",
        verbose_name=_("leader"),
    )
    owner_organization = models.ForeignKey(
        "leaders.Organization",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="initiative_tasks",
        verbose_name=_("organization"),
    )
    starts_on = models.DateField(_("begins"), null=True, blank=True)
    due_on = models.DateField(_("by"), null=True, blank=True)
    done_at = models.DateTimeField(_("done"), null=True, blank=True)
    # Of what its reader has seen: two who move it at once are told.
    revision = models.PositiveIntegerField(default=1, editable=False)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = TaskQuerySet.as_manager()

    class Meta:
        verbose_name = _("task")
        verbose_name_plural = _("tasks")
        ordering = (F("due_on").asc(nulls_last=True), "pk")
        constraints = [
            models.CheckConstraint(name="task_has_title", condition=~Q(title="")),
            models.CheckConstraint(
                name="task_one_owner",
                condition=Q(owner_user=None, owner_leader=None)
                | Q(owner_user=None, owner_organization=None)
                | Q(owner_leader=None, owner_organization=None),
            ),
            models.CheckConstraint(
                name="task_begins_before_it_is_due",
                condition=Q(starts_on=None) | Q(due_on=None) | Q(starts_on__lte=F("due_on")),
                violation_error_message=_("It cannot be due before it begins."),
            ),
            models.CheckConstraint(
                name="task_done_has_time",
                condition=Q(state="done", done_at__isnull=False)
                | (~Q(state="done") & Q(done_at=None)),
            ),
            models.CheckConstraint(
                name="task_milestone_has_day",
                condition=Q(is_milestone=False) | Q(due_on__isnull=False),
                violation_error_message=_("A milestone needs its day."),
            ),
        ]
        indexes = [
            models.Index("initiative", "state", "due_on", "id", name="task_of_initiative"),
            models.Index("due_on", "id", name="task_due", condition=Q(state__in=("todo", "doing"))),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def owner(self) -> User | Leader | Organization | None:
        return self.owner_user or self.owner_leader or self.owner_organization

    @property
    def is_open(self) -> bool:
        return self.state in {self.State.TODO, self.State.DOING}

    def is_overdue(self, on: date | None = None) -> bool:
        return (
            self.is_open and self.due_on is not None and self.due_on < (on or timezone.localdate())
        )
