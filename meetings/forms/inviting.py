"""Whom to ask: by area, sector, language, or by name."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from leaders.forms.fields import AreasField, LanguagesField
from leaders.models import Area, Leader, Sector
from leaders.querysets import LeaderQuerySet
from meetings.audiences import Audience

EVERYBODY, TICKED = "everybody", "ticked"


class AudienceForm(forms.Form):
    """Filters: who matches all that is filled in."""

    areas = AreasField(label=_("Areas"), required=False)
    sectors = forms.MultipleChoiceField(
        label=_("Sectors"),
        choices=Sector.choices,
        widget=forms.CheckboxSelectMultiple(attrs={"class": "columns"}),
        required=False,
    )
    languages = LanguagesField(label=_("Languages"), required=False)
    q = forms.CharField(
        label=_("Name, organization, e-mail or phone"),
        max_length=100,
        widget=forms.TextInput(attrs={"type": "search"}),
        required=False,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["areas"].shape_to(Area.objects.count())  # type: ignore[attr-defined]

    def matching(self) -> LeaderQuerySet:
        """By name alone when nothing else is filled in."""
        cleaned = self.cleaned_data
        audience = Audience(list(cleaned["areas"]), cleaned["sectors"], cleaned["languages"])
        is_narrowed = audience.areas or audience.sectors or audience.languages
        if not is_narrowed and not cleaned["q"]:
            return Leader.objects.none()
        leaders = audience.members() if is_narrowed else Leader.objects.active()
        return leaders.search(cleaned["q"])


class TickedForm(forms.Form):
    """Who of those shown is asked."""

    who = forms.ChoiceField(choices=[(EVERYBODY, ""), (TICKED, "")])
    leaders = forms.ModelMultipleChoiceField(queryset=Leader.objects.active(), required=False)
