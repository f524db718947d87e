"""What is filled in about cases."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from concerns.forms.fields import LongText
from initiatives import cases
from initiatives.forms.words import TitleForm, area_text
from initiatives.models import EvidenceGrade, Initiative

NEEDED = {"required": _("Please fill this in.")}


class CaseForm(TitleForm):
    place = forms.CharField(label=_("Where and when?"), required=False, max_length=150)
    summary = LongText(
        label=_("What was done?"), max_length=2000, widget=area_text(4), error_messages=NEEDED
    )
    claim = LongText(
        label=_("What is often said about it?"),
        help_text=_("Where it differs from what was found."),
        required=False,
        max_length=1000,
        widget=area_text(2),
    )
    grade = forms.ChoiceField(
        label=_("How much is known?"),
        choices=EvidenceGrade.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose how much is known.")},
    )
    effect = LongText(
        label=_("What was found?"), max_length=500, widget=area_text(2), error_messages=NEEDED
    )
    interval = LongText(
        label=_("How sure is that?"),
        help_text=_("An interval where there is one; else what makes it uncertain."),
        required=False,
        max_length=300,
        widget=area_text(2),
    )
    lesson = LongText(
        label=_("What should others know?"), required=False, max_length=6000, widget=area_text(5)
    )
    source = forms.CharField(
        label=_("Where can it be read?"),
        help_text=_("Needed for everything that was tested."),
        required=False,
        max_length=500,
    )
    is_published = forms.BooleanField(
        label=_("Everybody may read it"), required=False, initial=True
    )

    def __init__(self, *args: Any, initiative: Initiative | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if initiative is not None and initiative.plan is not None:
            grades = cases.HIGHEST[initiative.plan.method]
            self.fields["grade"].choices = [(each.value, each.label) for each in grades]  # type: ignore[attr-defined]
            self.fields["grade"].help_text = (
                _("No more than the way it was judged can show: %s.")
                % initiative.plan.get_method_display()
            )
