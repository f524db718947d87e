"""A conversation, noted on a phone."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from leaders.models import Contact, Leader
from leaders.querysets import LeaderQuerySet


class ContactForm(forms.ModelForm):  # type: ignore[type-arg]
    """Whom, how, when, what. Only people already found can be ticked; a search finds more."""

    leaders = forms.ModelMultipleChoiceField(
        label=_("With whom"),
        queryset=Leader.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Say whom you spoke with.")},
    )

    class Meta:
        model = Contact
        fields = ("leaders", "kind", "happened_at", "notes")
        widgets = {
            "kind": forms.RadioSelect(attrs={"class": "columns"}),
            "happened_at": forms.DateTimeInput,
            "notes": forms.Textarea(attrs={"rows": 4}),
        }

    def __init__(self, *args: Any, offered: LeaderQuerySet, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["leaders"].queryset = offered  # type: ignore[attr-defined]
        self.fields["happened_at"].help_text = _("In the time zone %(zone)s.") % {
            "zone": timezone.get_current_timezone_name()
        }
