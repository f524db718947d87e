"""What is decided about an initiative: plan, stages, who sees it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from initiatives import stages
from initiatives.forms.words import StepForm, area_text
from initiatives.models import EffectPlan, Initiative
from initiatives.models.initiatives import LONGEST_REASON, LONGEST_TEXT
from leaders.forms.widgets import LongSelect

METHODS = [
    (
        EffectPlan.Method.BEFORE_AFTER.value,
        _("Before and after in the same place. It tells little: things change by themselves."),
    ),
    (
        EffectPlan.Method.COMPARISON.value,
        _("Before and after, beside a comparison area where nothing is done."),
    ),
    (
        EffectPlan.Method.RANDOM.value,
        _("Places drawn by lot: some get the response, the others are the comparison."),
    ),
]


def _line(label: Any, hint: Any, longest: int) -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=hint,
        max_length=longest,
        widget=area_text(2),
        error_messages={"required": _("Say it before anything is done.")},
    )


def _day(label: Any) -> forms.DateField:
    return forms.DateField(
        label=label,
        widget=forms.DateInput,
        error_messages={"required": _("Choose the day.")},
    )


class PlanForm(StepForm):
    """Said before, so that nobody chooses afterwards what looks best."""

    measure = _line(
        _("What is counted?"),
        _("One thing that can be counted each month, such as break-ins into cars."),
        300,
    )
    source = _line(_("Where do the numbers come from?"), "", 300)
    method = forms.ChoiceField(
        label=_("How is it compared?"),
        choices=METHODS,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose how it is compared.")},
    )
    before_from = _day(_("Time before: first day"))
    before_to = _day(_("Time before: last day"))
    after_from = _day(_("Time after: first day"))
    after_to = _day(_("Time after: last day"))
    success = _line(_("What would count as success?"), _("A number, such as: a fifth fewer."), 500)
    field_order = ("measure", "source", "method")

    def written(self, initiative: Initiative) -> dict[str, Any]:
        """As registered last: whoever registers anew changes what has to change."""
        if initiative.plan is None:
            return {}
        return {
            name: getattr(initiative.plan, name) for name in self.base_fields if name != "revision"
        }


class ShowForm(StepForm):
    visibility = forms.ChoiceField(
        label=_("Who sees it?"),
        choices=[
            (Initiative.Visibility.DRAFT.value, _("The department and the two leads")),
            (Initiative.Visibility.PARTNERS.value, _("They, and those who speak for a partner")),
            (
                Initiative.Visibility.PUBLIC.value,
                _("Everybody: the summary, stage, places, partners and the result"),
            ),
        ],
        widget=forms.RadioSelect,
    )
    field_order = ("visibility",)


class CloseForm(StepForm):
    verdict = forms.ChoiceField(
        label=_("What came of it?"),
        choices=Initiative.Verdict.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what came of it.")},
    )
    learned = forms.CharField(
        label=_("What was learned?"),
        help_text=_("What others should know before they try the same; also what did not work."),
        max_length=LONGEST_TEXT,
        widget=area_text(8),
        error_messages={"required": _("Say what others should know before they try the same.")},
    )
    field_order = ("verdict", "learned")


class ReasonForm(StepForm):
    reason = forms.CharField(
        label=_("Why?"),
        max_length=LONGEST_REASON,
        widget=area_text(3),
        error_messages={"required": _("Say why, in a sentence.")},
    )
    field_order: tuple[str, ...] = ("reason",)


class BackForm(ReasonForm):
    stage = forms.ChoiceField(
        label=_("Back to"),
        widget=LongSelect,
        error_messages={"required": _("Choose the stage.")},
    )
    field_order = ("stage", "reason")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        earlier = stages.earlier_stages(self.initiative)
        self.fields["stage"].choices = [  # type: ignore[attr-defined]
            (stage, Initiative.Stage(stage).label) for stage in earlier
        ]

    def written(self, initiative: Initiative) -> dict[str, Any]:  # noqa: ARG002 -- of another meaning here
        return {}
