"""A map layer of organizations as a table: properties are columns, the geometry tells the areas."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from leaders.contact_lists.table import Record, Table, named
from leaders.geojson import reading

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


def is_layer(content: bytes) -> bool:
    """No list of contacts starts with a brace."""
    return content.removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"{")


def read(content: bytes) -> Table:
    """A row for each feature, counted from 1."""
    collection = reading.read(content)
    names = [each.name for each in collection.properties]
    records = [
        Record(
            feature.number,
            [_cell(feature.properties.get(name)) for name in names],
            feature.geometry,
        )
        for feature in collection.features
    ]
    notices: list[StrOrPromise] = [
        *collection.notices,
        _(
            "This is a map layer: its features count as lines, and each belongs to the areas it "
            "lies in."
        ),
    ]
    return Table(named(names), records, notices)


def _cell(value: Any) -> str:
    """As a list would have it: the lines of an address stay lines."""
    return value.replace("\x00", "") if isinstance(value, str) else reading.as_text(value)
