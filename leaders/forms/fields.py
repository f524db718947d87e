"""Fields that read what people write: languages by name, phones in any form, one of many areas."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django_filters.fields import ModelChoiceField, ModelChoiceIterator

from leaders import languages, phones
from leaders.forms.widgets import LongSelect, Suggestions
from leaders.models import Area

# More than that is quicker found in a box that scrolls.
MANY = 24


class LanguageField(forms.ChoiceField):
    """One language."""

    widget = LongSelect

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(choices=languages.choices, **kwargs)


class LanguagesField(forms.CharField):
    """Several languages, written with commas: "Spanish, Tiếng Việt"."""

    def __init__(self, **kwargs: Any) -> None:
        names = [language.english for language in languages.LANGUAGES.values()]
        kwargs.setdefault("help_text", _("With commas between them, such as: Spanish, Somali"))
        kwargs.setdefault("widget", Suggestions(names))
        super().__init__(**kwargs)

    def prepare_value(self, value: Any) -> Any:
        if isinstance(value, list | tuple):
            return ", ".join(
                languages.LANGUAGES[code].english if code in languages.LANGUAGES else code
                for code in value
            )
        return value

    def clean(self, value: Any) -> list[str]:
        written = [part.strip() for part in re.split(r"[,;/\n]", super().clean(value))]
        codes = {name: languages.find(name) for name in written if name}
        if unknown := [name for name, code in codes.items() if code is None]:
            raise ValidationError(
                _("We do not know this language: %(names)s.") % {"names": ", ".join(unknown)}
            )
        return list(dict.fromkeys(code for code in codes.values() if code))


class PhoneField(forms.CharField):
    """Any way of writing a number; stored in one."""

    widget = forms.TextInput(attrs={"type": "tel", "autocomplete": "off"})

    def prepare_value(self, value: Any) -> Any:
        return phones.shown(value) if isinstance(value, str) and value.startswith("+") else value

    def clean(self, value: Any) -> str:
        text = str(super().clean(value) or "")
        if not text:
            return ""
        try:
            return phones.normalised(text)
        except phones.NotAPhoneNumber as error:
            raise ValidationError(
                _("This is not a phone number. Write it with its area code.")
            ) from error


class AreaNames(ModelChoiceIterator):
    """Code and name of each area, read as such: objects of hundreds take longer than the query."""

    def __iter__(self) -> Iterator[tuple[Any, Any]]:
        if self.field.empty_label is not None:
            yield "", self.field.empty_label
        if self.field.null_label is not None:
            yield self.field.null_value, self.field.null_label
        yield from self.queryset.values_list("code", "name")


class AreaChoiceField(ModelChoiceField):
    """One area, by its code."""

    iterator = AreaNames


class AreasField(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]
    """Any number of areas, as boxes to tick."""

    def __init__(self, **kwargs: Any) -> None:
        areas = Area.objects.only("code", "name")
        super().__init__(areas, widget=forms.CheckboxSelectMultiple(), **kwargs)

    def shape_to(self, count: int) -> None:
        """Two columns while they fit on a page, a box that scrolls when there are many."""
        self.widget.attrs["class"] = "columns" if count <= MANY else "scroll"
