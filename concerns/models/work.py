"""What spares the department work: who gets what, texts ready to use, views to come back to."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from concerns.querysets import RoutingRuleQuerySet, SavedViewQuerySet, StandardTextQuerySet


class RoutingRule(models.Model):
    """Concerns of this area and category go to this person; the most specific rule wins."""

    area = models.ForeignKey(
        "leaders.Area",
        models.CASCADE,
        null=True,
        blank=True,
        related_name="routing_rules",
        verbose_name=_("area"),
        help_text=_("Empty: every area. Areas inside it count too, unless they have a rule."),
    )
    category = models.ForeignKey(
        "concerns.Category",
        models.CASCADE,
        null=True,
        blank=True,
        related_name="routing_rules",
        verbose_name=_("category"),
        help_text=_("Empty: every category."),
    )
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.CASCADE,
        related_name="routing_rules",
        verbose_name=_("goes to"),
    )

    objects = RoutingRuleQuerySet.as_manager()

    class Meta:
        verbose_name = _("routing rule")
        verbose_name_plural = _("routing rules")
        ordering = ("area__name_key", "category__position", "pk")
        constraints = [
            models.UniqueConstraint(
                fields=["area", "category"],
                name="routing_rule_once",
                nulls_distinct=False,
                violation_error_message=_("There is already a rule for this area and category."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.area or '*'}, {self.category or '*'}: {self.owner}"


class StandardText(models.Model):
    """A text that is sent again and again, with blanks like {reference}; a person sends it."""

    title = models.CharField(_("title"), max_length=100)
    text = models.TextField(_("text"), max_length=5000)
    language = models.CharField(_("language"), max_length=12, default="en")
    category = models.ForeignKey(
        "concerns.Category",
        models.CASCADE,
        null=True,
        blank=True,
        related_name="standard_texts",
        verbose_name=_("category"),
        help_text=_("Empty: offered for every category."),
    )
    is_active = models.BooleanField(_("offered"), default=True)

    objects = StandardTextQuerySet.as_manager()

    class Meta:
        verbose_name = _("standard text")
        verbose_name_plural = _("standard texts")
        ordering = ("title", "language", "pk")
        constraints = [
            models.UniqueConstraint(
                fields=["title", "language"],
                name="standard_text_once_per_language",
                violation_error_message=_("There is already a text of this title and language."),
            ),
            models.CheckConstraint(
                name="standard_text_says_something", condition=~Q(text="") & ~Q(title="")
            ),
        ]

    def __str__(self) -> str:
        return self.title


class SavedView(models.Model):
    """Filters of the queue that somebody comes back to."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="saved_concern_views"
    )
    name = models.CharField(_("name"), max_length=80)
    # As in the address: "state=received&area=north".
    query = models.CharField(_("filters"), max_length=1000, blank=True)

    objects = SavedViewQuerySet.as_manager()

    class Meta:
        verbose_name = _("saved view")
        verbose_name_plural = _("saved views")
        ordering = ("name", "pk")
        constraints = [
            models.UniqueConstraint(
                fields=["user", "name"],
                name="saved_view_once_per_name",
                violation_error_message=_("You already have a view of this name."),
            ),
        ]

    def __str__(self) -> str:
        return self.name
