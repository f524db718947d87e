"""What people fill in about promises, and how they look for them."""

from __future__ import annotations

from typing import Any

import django_filters
from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from leaders.models import Area, Leader
from meetings.forms.due import DueForm
from meetings.models import Commitment
from meetings.querysets import CommitmentQuerySet

BY_DEPARTMENT = "department"
BY_LEADER = "leader"
KEPT = "kept"
DISPUTED = "disputed"


class CommitmentFilter(django_filters.FilterSet):
    """The same search and filters for the page and the API."""

    q = django_filters.CharFilter(label=_("Words"), method="by_words")
    state = django_filters.ChoiceFilter(
        label=_("State"), choices=Commitment.State.choices, empty_label=_("Any state")
    )
    area = django_filters.ModelChoiceFilter(
        label=_("Area"), queryset=Area.objects.all(), method="by_area", empty_label=_("All areas")
    )
    made_by = django_filters.ChoiceFilter(
        label=_("Made by"),
        choices=[(BY_DEPARTMENT, _("The department")), (BY_LEADER, _("Leaders"))],
        method="by_side",
        empty_label=_("Both sides"),
    )
    mine = django_filters.BooleanFilter(
        label=_("Only mine"), method="by_me", widget=forms.CheckboxInput
    )
    overdue = django_filters.BooleanFilter(
        label=_("Only overdue"), method="by_day", widget=forms.CheckboxInput
    )

    class Meta:
        model = Commitment
        fields: list[str] = []

    def by_words(self, rows: CommitmentQuerySet, name: str, value: str) -> CommitmentQuerySet:  # noqa: ARG002 -- django-filter's signature
        return rows.search(value)

    def by_area(self, rows: CommitmentQuerySet, name: str, value: Area) -> CommitmentQuerySet:  # noqa: ARG002 -- as above
        return rows.in_areas([value])

    def by_side(self, rows: CommitmentQuerySet, name: str, value: str) -> CommitmentQuerySet:  # noqa: ARG002 -- as above
        return rows.made_by_police() if value == BY_DEPARTMENT else rows.made_by_leaders()

    def by_me(self, rows: CommitmentQuerySet, name: str, value: bool) -> CommitmentQuerySet:  # noqa: ARG002 -- as above
        user = self.request.user
        return rows.concerning(user) if value and user.is_authenticated else rows

    def by_day(self, rows: CommitmentQuerySet, name: str, value: bool) -> CommitmentQuerySet:  # noqa: ARG002 -- as above
        return rows.overdue() if value else rows


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
        label=_("For the department"), queryset=User.objects.none(), empty_label=None
    )
    area = forms.ModelChoiceField(
        label=_("Area"), queryset=Area.objects.none(), required=False, empty_label=_("No area")
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
        area.queryset = Area.objects.visible_to(user)  # type: ignore[attr-defined]
        direction.initial = BY_DEPARTMENT
        officer.initial = user
        area.initial = leader.areas.first()
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
