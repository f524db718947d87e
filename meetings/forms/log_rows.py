"""The rows of the log page that can be added: walk-ins and promises."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from meetings.actions.logging import PromiseMade, WalkIn
from meetings.forms.due import DueForm
from meetings.forms.people import People


class WalkInForm(forms.Form):
    """Somebody who is not in the directory. A row without a name is no row."""

    name = forms.CharField(label=_("Name"), max_length=150, required=False)
    email = forms.EmailField(label=_("E-mail (optional)"), max_length=254, required=False)
    phone = forms.CharField(label=_("Phone (optional)"), max_length=32, required=False)
    has_agreed = forms.BooleanField(
        label=_("Agreed to be contacted"),
        help_text=_("With an e-mail or a phone number, they enter the directory of leaders."),
        required=False,
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        name = cleaned["name"] = " ".join(cleaned.get("name", "").split())
        address = cleaned.get("email") or cleaned.get("phone")
        if address and not name:
            self.add_error("name", _("Write the name that goes with the e-mail or phone."))
        if address and name and not cleaned.get("has_agreed"):
            self.add_error(
                "has_agreed",
                _("Ask whether they agree to be contacted, or leave e-mail and phone empty."),
            )
        return cleaned

    def walk_in(self) -> WalkIn | None:
        """Of a valid row; nobody, if the row is empty."""
        cleaned = self.cleaned_data
        if not cleaned.get("name"):
            return None
        return WalkIn(
            name=cleaned["name"],
            email=cleaned["email"].lower(),
            phone=cleaned["phone"].strip(),
            has_agreed=cleaned["has_agreed"],
        )


class PromiseForm(DueForm):
    """Who promised what to whom by when. A row without words and without recipient is no row."""

    text = forms.CharField(
        label=_("What was promised?"),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2, "dir": "auto"}),
    )
    owner = forms.ChoiceField(label=_("Promised by"), required=False)
    promised_to = forms.ChoiceField(label=_("Promised to"), required=False)
    is_public = forms.BooleanField(label=_("Show on the public area page"), required=False)
    field_order = ("text", "owner", "promised_to", "due", "due_on", "is_public")

    def __init__(self, *args: Any, people: People, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people = people
        self.fields["owner"].choices = people.choices()  # type: ignore[attr-defined]
        self.fields["promised_to"].choices = people.choices(str(_("Choose a person")))  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if self._is_empty(cleaned):
            return cleaned
        if not cleaned.get("text") and "text" not in self.errors:
            self.add_error("text", _("Write what was promised, or leave the whole row empty."))
        self._clean_people(cleaned)
        self.clean_day(cleaned)
        return cleaned

    def promise(self) -> PromiseMade | None:
        """Of a valid row; nothing, if the row is empty."""
        cleaned = self.cleaned_data
        if self._is_empty(cleaned):
            return None
        return PromiseMade(
            text=cleaned["text"],
            owner=cleaned["owner"],
            promised_to=cleaned["promised_to"],
            due_on=cleaned["due_on"],
            is_public=cleaned["is_public"],
        )

    def _is_empty(self, cleaned: dict[str, Any]) -> bool:
        return not self.errors and not cleaned.get("text") and not cleaned.get("promised_to")

    def _clean_people(self, cleaned: dict[str, Any]) -> None:
        if "owner" in self.errors or "promised_to" in self.errors:
            return
        cleaned["owner"] = self.people.find(cleaned["owner"]) or self.people.me
        cleaned["promised_to"] = self.people.find(cleaned["promised_to"])
        if cleaned["promised_to"] is None:
            self.add_error("promised_to", _("Choose to whom it was promised."))
        elif cleaned["promised_to"] == cleaned["owner"]:
            self.add_error("promised_to", _("A promise is made to somebody else."))
