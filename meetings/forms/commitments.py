"""What people fill in about promises, and how they look for them."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from leaders.forms.widgets import LongSelect
from leaders.models import Area, Leader
from meetings.filters import BY_DEPARTMENT, BY_LEADER
from meetings.forms.due import DueForm
from meetings.models import Commitment

KEPT = "kept"
DISPUTED = "disputed"


class CommitmentForm(DueForm):
    """A promise outside a meeting, between the department and one leader."""

    direction = forms.ChoiceField(label=_("Who promised it?"), widget=forms.RadioSelect)
    text = forms.CharField(
        label=_("What was promised?"),
        help_text=_("Name no private person if the public can see it."),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2, "dir": "auto"}),
    )
    officer = forms.ModelChoiceField(
        label=_("For the department"),
        queryset=User.objects.none(),
        empty_label=None,
        widget=LongSelect,
    )
    area = forms.ModelChoiceField(
        label=_("Area"),
        queryset=Area.objects.none(),
        required=False,
        empty_label=_("No area"),
        widget=LongSelect,
    )
    is_public = forms.BooleanField(label=_("Show on the public area page"), required=False)
    field_order = ("direction", "text", "officer", "due", "due_on", "area", "is_public")

    def __init__(self, *args: Any, user: User, leader: Leader, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.leader = leader
        names = {"leader": leader.name}
        direction, officer, area = (self.fields[n] for n in ("direction", "officer", "area"))
        direction.choices = [  # type: ignore[attr-defined]
            (BY_DEPARTMENT, _("The department promised it to %(leader)s") % names),
            (BY_LEADER, _("%(leader)s promised it to the department") % names),
        ]
        officer.queryset = User.objects.police()  # type: ignore[attr-defined]
        area.queryset = Area.objects.visible_to(user).only("code", "name")  # type: ignore[attr-defined]
        direction.initial = BY_DEPARTMENT
        officer.initial = user
        area.initial = leader.areas.only("code", "name").first()
        self.fields["is_public"].initial = True

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        self.clean_day(cleaned)
        return cleaned

    def promise(self) -> dict[str, Any]:
        """Of a valid form: what the action takes."""
        cleaned = self.cleaned_data
        sides = (cleaned["officer"], self.leader)
        owner, other = sides if cleaned["direction"] == BY_DEPARTMENT else sides[::-1]
        return {
            "text": cleaned["text"],
            "owner": owner,
            "promised_to": other,
            "due_on": cleaned["due_on"],
            "areas": [cleaned["area"]] if cleaned["area"] else [],
            "is_public": cleaned["is_public"],
        }


class DoneForm(forms.Form):
    """The owner's word."""

    evidence = forms.CharField(
        label=_("What was done?"),
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
        error_messages={"required": _("Say in a sentence what was done.")},
    )


class WithdrawForm(forms.Form):
    """The owner will not keep it."""

    reason = forms.CharField(
        label=_("Why can it not be kept?"),
        help_text=_("The one it was made to is told."),
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
        error_messages={"required": _("Say in a sentence why it is withdrawn.")},
    )


class AnswerForm(forms.Form):
    """The word of the one it was made to: nobody else's counts."""

    answer = forms.ChoiceField(
        label=_("Was the promise kept?"),
        widget=forms.RadioSelect(attrs={"class": "tiles"}),
        error_messages={
            "required": _("Choose one of the answers."),
            "invalid_choice": _("Choose one of the answers."),
        },
    )
    note = forms.CharField(
        label=_("What is missing? Or anything you want to say"),
        max_length=5000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
    )

    def __init__(self, *args: Any, commitment: Commitment, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(KEPT, _("Yes, it was kept"))]
        if commitment.state != Commitment.State.OPEN:
            choices.append((DISPUTED, _("No, something is missing")))
        self.fields["answer"].choices = choices  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("answer") == DISPUTED and not cleaned.get("note", "").strip():
            self.add_error("note", _("Say in a sentence what is missing."))
        return cleaned


class CorrectionForm(forms.Form):
    """A slip of the pen on the first day; whether the public sees it, at any time."""

    text = forms.CharField(
        label=_("What was promised?"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2, "dir": "auto"}),
    )
    due_on = forms.DateField(label=_("By when?"), widget=forms.DateInput)
    is_public = forms.BooleanField(label=_("Show on the public area page"), required=False)

    def __init__(
        self, *args: Any, commitment: Commitment, can_be_corrected: bool, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.initial = getattr(commitment, name)
            field.disabled = name != "is_public" and not can_be_corrected
