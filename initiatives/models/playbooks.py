"""What others have done before: a start for those who begin."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from initiatives.models.evidence import EvidenceGrade
from initiatives.models.initiatives import Initiative
from initiatives.querysets import PlaybookQuerySet
from leaders.models import Sector


class Playbook(models.Model):
    """A kind of initiative with its tasks, indicators, partners to look for, and its evidence."""

    # Ours have one; those of the department have none.
    key = models.CharField(max_length=40, null=True, blank=True, unique=True, editable=False)
    title = models.CharField(_("title"), max_length=120, unique=True)
    kind = models.CharField(
        _("kind"), max_length=20, choices=Initiative.Kind, default=Initiative.Kind.OTHER
    )
    summary = models.TextField(_("what it is"), max_length=1000)
    # "14 Walk the blocks with residents": days after the beginning, and what is to be done.
    tasks = models.TextField(_("tasks"), max_length=4000, blank=True)
    # "- Break-ins per month", "+ Residents who feel safe": less or more of it is better.
    indicators = models.TextField(_("indicators"), max_length=2000, blank=True)
    sectors = ArrayField(
        models.CharField(max_length=15, choices=Sector),
        verbose_name=_("partners to look for"),
        default=list,
        blank=True,
    )
    grade = models.CharField(
        _("evidence"), max_length=10, choices=EvidenceGrade, default=EvidenceGrade.UNKNOWN
    )
    evidence = models.TextField(_("what is known about it"), max_length=2000, blank=True)
    source = models.CharField(_("source"), max_length=500, blank=True)
    is_active = models.BooleanField(_("offered"), default=True)

    objects = PlaybookQuerySet.as_manager()

    class Meta:
        verbose_name = _("playbook")
        verbose_name_plural = _("playbooks")
        ordering = ("title", "pk")
        constraints = [
            models.CheckConstraint(
                name="playbook_says_something",
                condition=~models.Q(title="") & ~models.Q(summary=""),
            ),
        ]

    def __str__(self) -> str:
        return self.label

    @property
    def label(self) -> str:
        """The title in the reader's language, where it is one of ours."""
        return gettext(self.title)

    @property
    def words(self) -> str:
        return gettext(self.summary)

    @property
    def known(self) -> str:
        return gettext(self.evidence) if self.evidence else ""

    @property
    def sector_names(self) -> list[str]:
        labels = dict(Sector.choices)
        return [str(labels.get(sector, sector)) for sector in self.sectors]
