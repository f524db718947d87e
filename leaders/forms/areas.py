"""An area, and the import of many."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from leaders import textfiles
from leaders.forms.fields import LanguagesField
from leaders.forms.widgets import LongSelect
from leaders.geojson.plan import Choices
from leaders.geojson.reading import MAX_BYTES, Property
from leaders.models import Area


class AreaForm(forms.ModelForm):  # type: ignore[type-arg]
    languages = LanguagesField(label=_("Languages spoken"), required=False)
    parent = forms.ModelChoiceField(
        label=_("Part of"), queryset=Area.objects.none(), required=False, widget=LongSelect
    )
    officers = forms.ModelMultipleChoiceField(
        label=_("Officers"),
        help_text=_("They look after the area; the public sees their names."),
        queryset=User.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple(attrs={"class": "scroll"}),
    )

    class Meta:
        model = Area
        fields = ("name", "code", "kind", "parent", "population", "languages", "officers")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        others = Area.objects.only("name").exclude(pk=self.instance.pk)
        self.fields["parent"].queryset = others  # type: ignore[attr-defined]
        self.fields["officers"].queryset = User.objects.police()  # type: ignore[attr-defined]

    def validate_unique(self) -> None:
        """Left to the action, which says beside which field."""

    def validate_constraints(self) -> None:
        """The same."""


class AreaFileForm(forms.Form):
    file = forms.FileField(
        label=_("GeoJSON file"),
        help_text=_(
            "From your city's open data, in WGS 84 (longitude and latitude), at most 20 MB."
        ),
        widget=forms.FileInput(attrs={"accept": ".geojson,.json,application/geo+json"}),
        allow_empty_file=True,
    )

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        textfiles.refuse_size(file.size, limit=MAX_BYTES)
        return file


class AreaPropertiesForm(forms.Form):
    """Which property is which, with what stands in each."""

    code = forms.ChoiceField(
        label=_("Code"),
        help_text=_("Short and different for each area, such as a district's number."),
        widget=LongSelect,
    )
    name = forms.ChoiceField(label=_("Name"), widget=LongSelect)
    name_prefix = forms.CharField(
        label=_("Word before each name"),
        help_text=_("Such as “District”, when the names are only numbers."),
        required=False,
        max_length=40,
    )
    population = forms.ChoiceField(label=_("Population"), required=False, widget=LongSelect)
    kind = forms.ChoiceField(
        label=_("What kind of areas these are"),
        choices=[("", _("As they are; new ones are police districts")), *Area.Kind.choices],
        required=False,
        widget=LongSelect,
    )
    join_parts = forms.BooleanField(
        label=_("Features with the same code and name are parts of one area: join them"),
        required=False,
    )

    def __init__(self, *args: Any, properties: list[Property], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        found = [(each.name, each.label) for each in properties]
        for name in ("code", "name"):
            self.fields[name].choices = found  # type: ignore[attr-defined]
        self.fields["population"].choices = [  # type: ignore[attr-defined]
            ("", _("Not in this file")),
            *found,
        ]

    def choices(self) -> Choices:
        return Choices(**self.cleaned_data)
