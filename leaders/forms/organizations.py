"""An organization."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from leaders.forms.fields import AreasField, PhoneField
from leaders.models import Area, Organization


class OrganizationForm(forms.ModelForm):  # type: ignore[type-arg]
    phone = PhoneField(label=_("Phone"), required=False, max_length=60)
    website = forms.URLField(
        label=_("Website"), required=False, max_length=300, assume_scheme="https"
    )
    areas = AreasField(label=_("Areas it works in"), required=False)

    class Meta:
        model = Organization
        fields = ("name", "sector", "areas", "email", "phone", "website", "address", "notes")
        widgets = {
            "address": forms.Textarea(attrs={"rows": 3}),
            "notes": forms.Textarea(attrs={"rows": 4}),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["areas"].shape_to(Area.objects.count())  # type: ignore[attr-defined]

    def validate_unique(self) -> None:
        """Left to the action, which says beside which field."""

    def validate_constraints(self) -> None:
        """The same."""
