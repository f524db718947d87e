"""A leader, the organizations they speak for, and what they change about themselves."""

from __future__ import annotations

from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.forms import BaseFormSet, BoundField, formset_factory
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from leaders.actions import AffiliationDraft
from leaders.forms.fields import AreasField, LanguageField, LanguagesField, PhoneField
from leaders.forms.widgets import LongSelect, Suggestions
from leaders.models import Area, Leader, LeadershipRole, Organization

# A page with more suggestions than this would be slow to open on an old phone.
MAX_SUGGESTIONS = 1000
ROWS_FOR_MORE = 1
FIRST_FIELDS = frozenset(
    {"name", "email", "phone", "preferred_channel", "preferred_language", "languages", "areas"}
)


class LeaderForm(forms.ModelForm):  # type: ignore[type-arg]
    """Everything the department keeps about a leader, but for the organizations."""

    phone = PhoneField(label=_("Phone"), required=False, max_length=60)
    preferred_language = LanguageField(
        label=_("Preferred language"), help_text=_("Messages to them are written in it.")
    )
    languages = LanguagesField(label=_("Other languages they speak"), required=False)
    leadership_roles = forms.MultipleChoiceField(
        label=_("Leadership roles"),
        choices=LeadershipRole.choices,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    areas = AreasField(label=_("Areas they speak for"), required=False)
    liaison_officer = forms.ModelChoiceField(
        label=_("Liaison officer"),
        queryset=User.objects.none(),
        required=False,
        empty_label=_("Nobody in particular"),
        widget=LongSelect,
    )

    class Meta:
        model = Leader
        fields = (
            "name",
            "email",
            "phone",
            "preferred_channel",
            "preferred_language",
            "languages",
            "areas",
            "leadership_roles",
            "liaison_officer",
            "contact_cadence_days",
            "access_needs",
            "consent_on",
            "consent_note",
            "notes",
        )
        widgets = {
            "email": forms.EmailInput(attrs={"autocomplete": "off"}),
            "consent_on": forms.DateInput,
            "notes": forms.Textarea(attrs={"rows": 4}),
        }
        help_texts = {
            "email": _("Without one, they get no messages: call them."),
            "contact_cadence_days": _("They are on the list of people to call after so many days."),
            "notes": _("Seen by the department only. Nothing from a criminal case."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        officers = self.fields["liaison_officer"]
        officers.queryset = User.objects.police()  # type: ignore[attr-defined]
        self.fields["areas"].shape_to(Area.objects.count())  # type: ignore[attr-defined]

    def first_fields(self) -> list[BoundField]:
        """What is known when somebody is met."""
        return [field for field in self if field.name in FIRST_FIELDS]

    def more_fields(self) -> list[BoundField]:
        """What comes with time: folded away."""
        return [field for field in self if field.name not in FIRST_FIELDS]

    def validate_unique(self) -> None:
        """Left to the action, which says beside which field."""

    def validate_constraints(self) -> None:
        """The same."""


class OwnProfileForm(forms.ModelForm):  # type: ignore[type-arg]
    """How, and in what language, a leader wants to be reached."""

    phone = PhoneField(label=_("Phone"), required=False, max_length=60)
    preferred_language = LanguageField(
        label=_("Preferred language"), help_text=_("Messages to you are written in it.")
    )
    languages = LanguagesField(label=_("Other languages you speak"), required=False)

    class Meta:
        model = Leader
        fields = (
            "preferred_language",
            "languages",
            "preferred_channel",
            "phone",
            "access_needs",
        )
        widgets = {"preferred_channel": forms.RadioSelect}
        labels = {
            "preferred_channel": _("How we should reach you"),
            "access_needs": _("What you need to take part"),
        }
        help_texts = {"access_needs": _("Such as: step-free entrance, sign language, large print.")}


class AffiliationForm(forms.Form):
    """One line: speaks for whom, as what, from when to when."""

    organization = forms.CharField(label=_("Organization"), max_length=200, required=False)
    is_new = forms.BooleanField(label=_("It is not in the directory yet: add it"), required=False)
    position = forms.CharField(label=_("Position"), max_length=120, required=False)
    since_on = forms.DateField(label=_("Since"), required=False)
    until_on = forms.DateField(label=_("Until"), required=False)

    def __init__(self, *args: Any, names: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organization"].widget = Suggestions(names, {"autocomplete": "off"})

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        name = " ".join((cleaned.get("organization") or "").split())
        if not name:
            return cleaned
        found = Organization.objects.filter(name__iexact=name).first()
        if found is None and not cleaned.get("is_new"):
            self.add_error(
                "organization",
                _("There is no organization of this name. Choose one, or tick the box below."),
            )
        since, until = cleaned.get("since_on"), cleaned.get("until_on")
        if since and until and until < since:
            self.add_error("until_on", _("It cannot end before it began."))
        return cleaned | {"organization": name, "found": found}


class BaseAffiliationFormSet(BaseFormSet):  # type: ignore[type-arg]
    """All affiliations of a leader. An emptied line ends here."""

    def clean(self) -> None:
        names = [row["organization"].lower() for row in self._rows()]
        if len(set(names)) < len(names):
            raise ValidationError(_("Each organization can stand here only once."))

    def new_names(self) -> list[str]:
        return [row["organization"] for row in self._rows() if row.get("found") is None]

    def drafts(self, added: dict[str, Organization]) -> list[AffiliationDraft]:
        """What was filled in, with the organizations that were added for it."""
        return [
            AffiliationDraft(
                organization=row["found"] or added[row["organization"]],
                position=row["position"],
                since_on=row["since_on"],
                until_on=row["until_on"],
            )
            for row in self._rows()
        ]

    def _rows(self) -> list[dict[str, Any]]:
        return [
            form.cleaned_data
            for form in self.forms
            if form.is_valid() and form.cleaned_data.get("organization")
        ]


AffiliationFormSet = formset_factory(
    AffiliationForm, formset=BaseAffiliationFormSet, extra=ROWS_FOR_MORE, max_num=30
)


def affiliation_formset(data: Any, leader: Leader | None) -> BaseAffiliationFormSet:
    """The lines of a leader, and some empty ones."""
    rows = leader.affiliations.select_related("organization") if leader else []
    initial = [
        {
            "organization": row.organization.name,
            "position": row.position,
            "since_on": row.since_on,
            "until_on": row.until_on,
        }
        for row in rows
    ]
    names = Organization.objects.active().values_list("name", flat=True)[:MAX_SUGGESTIONS]
    formset = AffiliationFormSet(
        data, initial=initial, prefix="affiliations", form_kwargs={"names": list(names)}
    )
    return cast("BaseAffiliationFormSet", formset)
