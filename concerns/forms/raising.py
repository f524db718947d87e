"""What is asked of somebody who raises a concern."""

from __future__ import annotations

import re
import secrets
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.html import format_html
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from concerns.actions.raising import NOBODY, Identity
from concerns.forms.fields import Degrees, LongText, PhotosField
from concerns.models import Category, Concern
from concerns.models.concerns import LONGEST_SUBJECT, LONGEST_TEXT
from concerns.modes import WHO
from leaders import languages
from leaders.forms.widgets import LongSelect
from leaders.models import Area, Leader

Mode = Concern.Confidentiality
WHO_RAISES = ("name", "email", "phone", "leader")
KEY = re.compile(r"[0-9a-f]{32}")


class ConcernForm(forms.Form):
    """What, where, who may know. Everything else is optional."""

    subject = forms.CharField(
        label=_("In a few words"),
        help_text=_("For example: Two street lights are out in Elm Street."),
        max_length=LONGEST_SUBJECT,
        widget=forms.TextInput(attrs={"dir": "auto"}),
        error_messages={"required": _("Say in a few words what it is about.")},
    )
    text = LongText(
        label=_("What happens?"),
        help_text=_("Write in your own language. When does it happen, and what would help?"),
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 6, "dir": "auto"}),
        error_messages={"required": _("Tell us what happens.")},
    )
    category = forms.ModelChoiceField(
        Category.objects.none(),
        label=_("What is it about?"),
        required=False,
        empty_label=_("I am not sure"),
    )
    photos = PhotosField()
    area = forms.ModelChoiceField(
        Area.objects.none(),
        label=_("Area"),
        required=False,
        empty_label=_("I do not know"),
        widget=LongSelect,
    )
    place = forms.CharField(
        label=_("Where exactly?"),
        help_text=_("A street, a corner, a building: as you would tell a neighbor."),
        max_length=300,
        required=False,
        widget=forms.TextInput(attrs={"dir": "auto"}),
    )
    # A dot on the map, where a script draws one.
    latitude = Degrees(most=90)
    longitude = Degrees(most=180)
    confidentiality = forms.ChoiceField(
        label=_("Who may know that it was you?"),
        widget=forms.RadioSelect(attrs={"class": "tiles"}),
        error_messages={"required": _("Choose who may know that it was you.")},
    )
    leader = forms.ModelChoiceField(
        Leader.objects.none(),
        label=_("From the directory"),
        required=False,
        empty_label=_("Nobody in the directory"),
        widget=LongSelect,
    )
    name = forms.CharField(
        label=_("Name"),
        max_length=150,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "name", "dir": "auto"}),
    )
    email = forms.EmailField(
        label=_("E-mail"),
        help_text=_("For our answer and a link with which you can write back."),
        max_length=254,
        required=False,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    phone = forms.CharField(
        label=_("Phone"),
        max_length=32,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "tel", "type": "tel"}),
    )
    urgency = forms.ChoiceField(
        label=_("How urgent is it?"),
        choices=Concern.Urgency.choices,
        initial=Concern.Urgency.ROUTINE,
        widget=forms.RadioSelect,
    )
    on_behalf_of = forms.CharField(
        label=_("On whose behalf do you write?"),
        help_text=_("For example: the tenants of 12 Elm Street. Officers read this, too."),
        max_length=200,
        required=False,
        widget=forms.TextInput(attrs={"dir": "auto"}),
    )
    language = forms.ChoiceField(
        label=_("In which language shall we answer?"), required=False, widget=LongSelect
    )
    publication_allowed = forms.BooleanField(
        label=_("Others may read what came of it"),
        help_text=_("Without a name, and in our words: what was raised and what was done."),
        required=False,
    )
    # Nobody sees this field; programs that fill in everything do.
    website = forms.CharField(
        label=_("Leave this empty"),
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "tabindex": "-1"}),
    )
    form_key = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(
        self,
        *args: Any,
        areas: Any,
        categories: Any,
        leaders: Any = None,
        leader: Leader | None = None,
        **options: Any,
    ) -> None:
        """`leader` raises it signed in; `leaders` are offered to whoever writes for others."""
        super().__init__(*args, **options)
        self.signed_in_leader = leader
        self.is_for_others = leaders is not None
        self.had_identity = False
        self._choice("area").queryset = areas
        self._choice("category").queryset = categories
        self._offer_modes()
        written = self.fields["language"]
        written.widget.choices = written.choices = languages.choices()  # type: ignore[attr-defined]
        written.initial = self.answer_language()
        self.fields["form_key"].initial = secrets.token_hex(16)
        if leaders is None:
            del self.fields["leader"]
        else:
            self._choice("leader").queryset = leaders
            self.fields["confidentiality"].label = _("Who may know who raised it?")
        if leader is not None:
            for name in ("name", "email", "phone"):
                del self.fields[name]

    @staticmethod
    def answer_language() -> str:
        """Unless another is chosen: that of the page."""
        return languages.find(get_language() or "") or "en"

    def _choice(self, name: str) -> forms.ModelChoiceField[Any]:
        field = self.fields[name]
        assert isinstance(field, forms.ModelChoiceField)  # noqa: S101 -- for the types
        return field

    def _offer_modes(self) -> None:
        self.fields["confidentiality"].choices = [  # type: ignore[attr-defined]
            (mode, format_html('{}<span class="tile-words">{}</span>', who.title, who.sees))
            for mode, who in WHO.items()
        ]

    @property
    def leader_field(self) -> Any:
        return self["leader"]

    @property
    def has_more(self) -> bool:
        """Whether anything of the folded part is filled in or wrong: then it is open."""
        folded = [self[name] for name in ("on_behalf_of", "urgency", "language")]
        return any(
            each.errors or str(each.value() or "") != str(each.initial or "") for each in folded
        )

    def clean_form_key(self) -> str:
        key: str = self.cleaned_data["form_key"]
        return key if KEY.fullmatch(key) else secrets.token_hex(16)

    def clean_website(self) -> str:
        if self.cleaned_data["website"]:
            raise ValidationError(
                _("This field is a trap for programs. Empty it, then send again.")
            )
        return ""

    def clean_language(self) -> str:
        return self.cleaned_data["language"] or str(self.fields["language"].initial)

    def clean(self) -> dict[str, Any]:
        if self.cleaned_data.get("confidentiality") == Mode.ANONYMOUS:
            self._forget_who()
        elif self._lacks_way_back():
            self.add_error("email", self._ask_for_way_back())
        if self.errors and self.files:
            self.add_error("photos", _("Please choose your photos again: a page cannot keep them."))
        return self.cleaned_data

    def _forget_who(self) -> None:
        """What was typed about a person goes no further; a mistake in it is no mistake."""
        for name in WHO_RAISES:
            if name in self.fields:
                self.had_identity = self.had_identity or bool(self[name].data)
                self.errors.pop(name, None)
                self.cleaned_data[name] = None if name == "leader" else ""

    def _lacks_way_back(self) -> bool:
        if self.signed_in_leader is not None or "email" in self.errors or "phone" in self.errors:
            return False
        given = self.cleaned_data
        is_open = given.get("confidentiality") != Mode.CONFIDENTIAL
        if self.is_for_others and (is_open or given.get("leader")):
            return False
        return not (given.get("email") or given.get("phone"))

    def _ask_for_way_back(self) -> Any:
        if self.is_for_others:
            return _("Say how to reach the person, or raise it anonymously.")
        return _(
            "How can we answer you? Give an e-mail address or a phone number, or choose anonymous: "
            "then you read our answer with a code."
        )

    def identity(self) -> Identity:
        """Who raises it; nobody where nobody may be known."""
        given = self.cleaned_data
        if given["confidentiality"] == Mode.ANONYMOUS:
            return NOBODY
        if self.signed_in_leader is not None:
            return Identity(leader=self.signed_in_leader)
        return Identity(
            name=given["name"],
            email=given["email"],
            phone=given["phone"],
            leader=given.get("leader"),
        )

    def content(self) -> dict[str, Any]:
        """What is raised, without who raises it."""
        return {
            name: value
            for name, value in self.cleaned_data.items()
            if name not in {*WHO_RAISES, "website"}
        }
