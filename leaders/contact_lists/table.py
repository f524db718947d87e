"""Rows and named columns, whatever kind of file they came from."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from leaders.errors import UnreadableFile

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

MAX_COLUMNS = 200


@dataclass(frozen=True)
class Record:
    """One row, by the line of the file on which it starts (the header is on line 1)."""

    line: int
    cells: list[str]
    # Where it lies, as GeoJSON; only rows of a map layer have one.
    geometry: Any = None


@dataclass(frozen=True)
class Table:
    header: list[str]
    records: list[Record]
    notices: list[StrOrPromise] = field(default_factory=list)

    @property
    def has_places(self) -> bool:
        return any(record.geometry for record in self.records)

    def samples(self, column: int, count: int = 3) -> list[str]:
        """What stands in a column, to choose it by."""
        cells = (row.cells[column].strip() for row in self.records if column < len(row.cells))
        return [" ".join(cell.split())[:40] for cell in dict.fromkeys(filter(None, cells))][:count]


def named(cells: list[str]) -> list[str]:
    """Names of columns: every column has one, and no two the same."""
    if len(cells) > MAX_COLUMNS:
        raise UnreadableFile(
            _("The file has %(count)s columns; at most %(limit)s can be read.")
            % {"count": len(cells), "limit": MAX_COLUMNS}
        )
    if any("@" in cell.strip()[1:] for cell in cells):
        raise UnreadableFile(
            _("The first line holds an e-mail address, not names of columns. Put names above it.")
        )
    names: list[str] = []
    for number, cell in enumerate(cells, start=1):
        name = " ".join(cell.split())[:100] or str(_("Column %(number)s") % {"number": number})
        names.append(name if name not in names else f"{name} ({number})")
    return names
