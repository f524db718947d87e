"""What the department fills in when a concern becomes something else, or part of another."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from concerns.forms.work import words
from concerns.models import Concern, Priority
from leaders.forms.widgets import LongSelect
from leaders.models import Leader
from meetings.forms.due import DueForm


class DuplicateForm(forms.Form):
    """The other one, by its number."""

    reference = forms.CharField(
        label=_("Number of the other concern"),
        help_text=_("For example C-2026-0042."),
        max_length=20,
        error_messages={"required": _("Write the number of the other concern.")},
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user

    def clean_reference(self) -> Concern:
        reference = str(self.cleaned_data["reference"]).strip()
        visible = Concern.objects.visible_to(self.user).defer("search_text")
        found = visible.filter(reference__iexact=reference).first()
        if found is None:
            raise forms.ValidationError(_("There is no concern of this number."))
        return found

    def original(self) -> Concern:
        """Of a valid form."""
        found: Concern = self.cleaned_data["reference"]
        return found


class PromiseForm(DueForm):
    """What will be done. Nothing is filled in from the one who raised the concern."""

    text = forms.CharField(
        label=_("What is promised?"),
        help_text=_("Name no private person if the public can see it."),
        max_length=500,
        widget=words(2),
        error_messages={"required": _("Say in a sentence what is promised.")},
    )
    owner = forms.ModelChoiceField(
        label=_("Who promises it?"),
        queryset=User.objects.none(),
        empty_label=None,
        widget=LongSelect,
    )
    promised_to = forms.ModelChoiceField(
        label=_("To which leader?"),
        help_text=_("They are asked whether it was kept, and colleagues see their name."),
        queryset=Leader.objects.none(),
        empty_label=_("Choose"),
        widget=LongSelect,
        error_messages={"required": _("Choose to whom it is promised.")},
    )
    is_public = forms.BooleanField(label=_("Show on the public area page"), required=False)
    field_order = ("text", "owner", "promised_to", "due", "due_on", "is_public")

    def __init__(self, *args: Any, concern: Concern, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        owner, promised_to = self.fields["owner"], self.fields["promised_to"]
        owner.queryset = User.objects.police()  # type: ignore[attr-defined]
        owner.initial = concern.owner_id or user.pk
        promised_to.queryset = (  # type: ignore[attr-defined]
            Leader.objects.visible_to(user).active().only("name").order_by("name_key", "pk")
        )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        self.clean_day(cleaned)
        return cleaned

    def values(self) -> dict[str, Any]:
        """Of a valid form: what the action takes."""
        return {name: value for name, value in self.cleaned_data.items() if name != "due"}


class PrioritizeForm(forms.Form):
    """A new priority of its area, or one there is."""

    priority = forms.ModelChoiceField(
        label=_("Which priority?"),
        queryset=Priority.objects.none(),
        required=False,
        empty_label=_("A new one"),
        widget=forms.RadioSelect,
    )
    issue = forms.CharField(
        label=_("The issue, if it is a new one"),
        help_text=_("One sentence that everybody reads. Name no private person."),
        required=False,
        max_length=500,
        widget=words(2),
    )

    def __init__(self, *args: Any, concern: Concern, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        current = Priority.objects.current().order_by("rank", "pk")
        current = current.in_areas([concern.area]) if concern.area else current.none()
        self.fields["priority"].queryset = current  # type: ignore[attr-defined]
        self.fields["priority"].initial = ""
