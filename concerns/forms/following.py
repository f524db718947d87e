"""What the one who raised a concern can say about it later.

Nothing that changes something is chosen beforehand: programs that send forms as they find them
must not close, open or publish anything.
"""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from concerns.forms.fields import LongText, PhotosField
from concerns.models.concerns import LONGEST_REASON, LONGEST_TEXT

ACCEPT, REOPEN = "accept", "reopen"
YES, NO = "yes", "no"


class WriteForm(forms.Form):
    """Words, pictures, or both."""

    text = LongText(
        label=_("Write to us"),
        max_length=LONGEST_TEXT,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4, "dir": "auto"}),
    )
    photos = PhotosField(label=_("Add photos"))

    def clean(self) -> dict[str, Any]:
        photos = self.cleaned_data.get("photos") or []
        if not self.errors and not self.cleaned_data["text"]:
            if not photos:
                raise ValidationError({"text": gettext("Write what you want to tell us.")})
            self.cleaned_data["text"] = ngettext(
                "(%(count)d photo added)", "(%(count)d photos added)", len(photos)
            ) % {"count": len(photos)}
        if self.errors and self.files:
            self.add_error(
                "photos", gettext("Please choose your photos again: a page cannot keep them.")
            )
        return self.cleaned_data


class ClosingForm(forms.Form):
    """Right, or not over."""

    answer = forms.ChoiceField(
        label=_("Is it right that this is closed?"),
        choices=[(ACCEPT, _("Yes, it is right")), (REOPEN, _("No, open it again"))],
        widget=forms.RadioSelect(attrs={"class": "tiles"}),
        error_messages={"required": _("Choose yes or no.")},
    )
    reason = LongText(
        label=_("If not: what is still wrong?"),
        max_length=LONGEST_REASON,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
    )
    revision = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0)

    def clean(self) -> dict[str, Any]:
        if self.cleaned_data.get("answer") == REOPEN and not self.cleaned_data.get("reason"):
            self.add_error("reason", gettext("Say in a sentence what is still wrong."))
        return self.cleaned_data


class LastedForm(forms.Form):
    """The one question, four weeks later."""

    lasted = forms.ChoiceField(
        label=_("Is it still as good as when we closed it?"),
        choices=[(YES, _("Yes, it lasted")), (NO, _("No, it is back"))],
        widget=forms.RadioSelect(attrs={"class": "tiles"}),
        error_messages={"required": _("Choose yes or no.")},
    )


class PublicationForm(forms.Form):
    """May others read what came of it?"""

    allowed = forms.ChoiceField(
        label=_("May others read what came of it?"),
        help_text=_("Without a name, and in our words: what was raised and what was done."),
        choices=[(YES, _("Yes")), (NO, _("No"))],
        widget=forms.RadioSelect(attrs={"class": "tiles"}),
        error_messages={"required": _("Choose yes or no.")},
    )


class CodeForm(forms.Form):
    """The receipt code, however it is typed."""

    code = forms.CharField(
        label=_("Your code"),
        help_text=_("Four groups of four letters and digits, as in K7QM-2FHX-9TRB-C4WD."),
        max_length=100,
        widget=forms.TextInput(
            attrs={
                "autocapitalize": "characters",
                "autocomplete": "off",
                "dir": "ltr",
                "spellcheck": "false",
            }
        ),
        error_messages={"required": _("Type the code.")},
    )


class AddressForm(forms.Form):
    """Where to send the link."""

    email = forms.EmailField(
        label=_("Your e-mail address"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={"required": _("Type the address you gave us.")},
    )
