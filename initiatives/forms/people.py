"""Who leads, where, with whom, and which concerns it answers."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from concerns.models import Concern
from initiatives.forms.words import StepForm, TitleForm, area_text, text
from initiatives.models import Initiative, Partner, TargetArea
from initiatives.summaries import PROMISES
from leaders.forms.fields import AreasField
from leaders.forms.widgets import LongSelect
from leaders.models import Area, Leader, Organization

Role = TargetArea.Role


class LeadsForm(StepForm):
    """One of the department, one of the community."""

    lead_officer = forms.ModelChoiceField(
        label=_("Lead officer"),
        queryset=User.objects.none(),
        required=False,
        empty_label=_("Not decided yet"),
        widget=LongSelect,
    )
    lead_leader = forms.ModelChoiceField(
        label=_("Lead leader"),
        queryset=Leader.objects.none(),
        required=False,
        empty_label=_("Not decided yet"),
        help_text=_("Leads it with the officer, sees everything here and writes along."),
        widget=LongSelect,
    )
    field_order = ("lead_officer", "lead_leader")

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["lead_officer"].queryset = User.objects.police()  # type: ignore[attr-defined]
        leaders = Leader.objects.visible_to(user).active().only("name")
        self.fields["lead_leader"].queryset = leaders  # type: ignore[attr-defined]

    def written(self, initiative: Initiative) -> dict[str, Any]:
        return {
            "lead_officer": initiative.lead_officer_id,
            "lead_leader": initiative.lead_leader_id,
        }


class PlacesForm(StepForm):
    """Each area in one role."""

    targets = AreasField(label=_("Where you work"), required=False)
    buffers = AreasField(
        label=_("Around it"),
        required=False,
        help_text=_("Where trouble may move to, or where quiet may spread."),
    )
    comparisons = AreasField(
        label=_("For comparison"),
        required=False,
        help_text=_("Alike, but nothing is done there: it shows what would have happened anyway."),
    )
    field_order = ("targets", "buffers", "comparisons")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        count = Area.objects.count()
        for name in ("targets", "buffers", "comparisons"):
            self.fields[name].shape_to(count)  # type: ignore[attr-defined]

    def written(self, initiative: Initiative) -> dict[str, Any]:
        rows = initiative.target_areas.all()
        roles = {"targets": Role.TARGET, "buffers": Role.BUFFER, "comparisons": Role.COMPARISON}
        return {
            name: [row.area_id for row in rows if row.role == role] for name, role in roles.items()
        }


class JoinForm(forms.Form):
    """An organization, how much it has to say, and what it promises."""

    organization = forms.ModelChoiceField(
        label=_("Organization"),
        queryset=Organization.objects.none(),
        empty_label=_("Choose"),
        widget=LongSelect,
        error_messages={"required": _("Choose the organization.")},
    )
    level = forms.ChoiceField(
        label=_("How do they take part?"),
        help_text=_("The words in quotation marks are what we promise them by it (IAP2)."),
        choices=[],
        widget=forms.RadioSelect,
        initial=Partner.Level.COLLABORATE,
    )
    promise = forms.CharField(
        label=_("What do they promise?"), required=False, max_length=500, widget=area_text(2)
    )

    def __init__(self, *args: Any, user: User, initiative: Initiative, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        taking_part = Partner.objects.present().filter(initiative=initiative)
        offered = Organization.objects.visible_to(user).active()
        self.fields["organization"].queryset = offered.exclude(  # type: ignore[attr-defined]
            pk__in=taking_part.values("organization")
        ).only("name")
        self.fields["level"].choices = [  # type: ignore[attr-defined]
            (level.value, f"{level.label}: “{PROMISES[level]}”") for level in Partner.Level
        ]


class LeaveForm(forms.Form):
    left_on = forms.DateField(
        label=_("Since when?"), widget=forms.DateInput, initial=timezone.localdate
    )
    note = forms.CharField(
        label=_("Why?"),
        required=False,
        max_length=500,
        widget=area_text(2),
        help_text=_("What they did and gave stays."),
    )


class LinkForm(forms.Form):
    """A concern by its number: a list of thousands helps nobody."""

    reference = forms.CharField(
        label=_("Number of the concern"),
        help_text=_("As on its page, such as C-2026-0042."),
        max_length=20,
        error_messages={"required": _("Type the number of the concern.")},
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user

    def clean_reference(self) -> str:
        reference: str = self.cleaned_data["reference"].replace("\x00", "").strip()
        found = Concern.objects.visible_to(self.user).filter(reference__iexact=reference).first()
        if found is None:
            raise forms.ValidationError(_("There is no concern of this number."))
        self.concern = found
        return reference


class ConvertForm(TitleForm):
    """Nothing is taken over from the concern."""

    problem = text(
        _("What is the problem?"),
        _("In the department's words. Name nobody, and do not copy what was said in confidence."),
        rows=5,
    )
    lead_leader = forms.ModelChoiceField(
        label=_("Community leader who leads it with you"),
        queryset=Leader.objects.none(),
        required=False,
        empty_label=_("Not decided yet"),
        widget=LongSelect,
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        leaders = Leader.objects.visible_to(user).active().only("name")
        self.fields["lead_leader"].queryset = leaders  # type: ignore[attr-defined]
