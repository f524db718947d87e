"""Widgets for long lists."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from html import escape
from typing import Any

from django import forms
from django.forms.renderers import BaseRenderer
from django.forms.utils import flatatt
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe


class LongSelect(forms.Select):
    """A drop-down of hundreds of choices, written at once.

    Django renders a template for each option: with 300 areas that takes longer than all the rest
    of the page.
    """

    def render(
        self,
        name: str,
        value: Any,
        attrs: dict[str, Any] | None = None,
        renderer: BaseRenderer | None = None,  # noqa: ARG002 -- Django's signature
    ) -> SafeString:
        choices = tuple(
            ("" if key is None else str(key), str(label)) for key, label in self.choices
        )
        attributes = self.build_attrs(self.attrs, {"name": name} | (attrs or {}))
        chosen = frozenset(self.format_value(value))
        return format_html("<select{}>{}</select>", flatatt(attributes), _options(choices, chosen))


@lru_cache(maxsize=64)
def _options(choices: tuple[tuple[str, str], ...], chosen: frozenset[str]) -> SafeString:
    """Remembered by what they say, so that they are never out of date."""
    options = "".join(
        f'<option value="{escape(key)}"{" selected" if key in chosen else ""}>'
        f"{escape(label)}</option>"
        for key, label in choices
    )
    return mark_safe(options)  # noqa: S308 -- each part is escaped above


class Suggestions(forms.TextInput):
    """A text field with suggestions (`<datalist>`): works without scripts, also on a phone."""

    def __init__(
        self, suggestions: Iterable[str] = (), attrs: dict[str, Any] | None = None
    ) -> None:
        super().__init__(attrs)
        self.suggestions = suggestions

    def render(
        self,
        name: str,
        value: Any,
        attrs: dict[str, Any] | None = None,
        renderer: BaseRenderer | None = None,
    ) -> SafeString:
        list_id = f"{(attrs or {}).get('id', name)}_list"
        field = super().render(name, value, (attrs or {}) | {"list": list_id}, renderer)
        options = format_html_join(
            "", "<option>{}</option>", ((each,) for each in self.suggestions)
        )
        return format_html('{}<datalist id="{}">{}</datalist>', field, list_id, options)
