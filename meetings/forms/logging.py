"""The log page: one sheet of paper with who came, what was said and what was promised."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from leaders.forms.widgets import LongSelect
from leaders.models import Area
from meetings.models import MeetingKind

LONGEST_MINUTES = 50_000
NO_CASES = _("No names of suspects, and nothing from a criminal case.")


class LogForm(forms.Form):
    """The parts of the sheet that are there once."""

    others_count = forms.IntegerField(
        label=_("Others who came, not by name"),
        min_value=0,
        max_value=100_000,
        required=False,
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
    )
    text = forms.CharField(
        label=_("What was said?"),
        help_text=NO_CASES,
        max_length=LONGEST_MINUTES,
        required=False,
        widget=forms.Textarea(attrs={"rows": 6, "dir": "auto"}),
    )
    revision = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0)
    nonce = forms.UUIDField(widget=forms.HiddenInput)


class UnplannedMeetingForm(forms.Form):
    """A meeting that nobody planned: enough to log it."""

    area = forms.ModelChoiceField(
        label=_("Area"), queryset=Area.objects.none(), empty_label=None, widget=LongSelect
    )
    kind = forms.ChoiceField(
        label=_("Kind"), choices=MeetingKind.choices, initial=MeetingKind.OUTREACH
    )
    starts_at = forms.DateTimeField(label=_("When"), widget=forms.DateTimeInput)
    place = forms.CharField(
        label=_("Place"),
        help_text=_("Not somebody's home, if the meeting is shown to the public."),
        max_length=200,
        required=False,
    )
    title = forms.CharField(
        label=_("Name of the meeting (optional)"),
        help_text=_("Left empty, it is named after its kind and area."),
        max_length=200,
        required=False,
    )
    is_public = forms.BooleanField(label=_("Show on the public area page"), required=False)
    nonce = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        area = self.fields["area"]
        area.queryset = Area.objects.visible_to(user).only("code", "name")  # type: ignore[attr-defined]
        area.initial = user.areas.only("code", "name").first()
        self.fields["nonce"].initial = uuid4

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not cleaned.get("title") and cleaned.get("area") and cleaned.get("kind"):
            cleaned["title"] = f"{MeetingKind(cleaned['kind']).label}, {cleaned['area']}"[:200]
        return cleaned
