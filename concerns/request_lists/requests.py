"""One request of another system, in our terms; and what is wrong with a row."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from django.utils.translation import gettext as _


@dataclass(frozen=True, kw_only=True)
class Request:
    """A row that can become a concern. `row` counts from 1, as people do. Names are left out."""

    row: int
    reference: str
    subject: str
    text: str
    raised_at: datetime
    category: str
    place: str = ""
    latitude: float | None = None
    longitude: float | None = None
    is_closed: bool = False
    closed_at: datetime | None = None
    outcome: str = ""
    outcome_reason: str = ""


@dataclass(frozen=True)
class Problem:
    """Why a row is not taken, or (a notice) was taken with a correction."""

    row: int
    column: str
    text: str

    def __str__(self) -> str:
        return _("Row %(row)s, %(column)s: %(text)s") % {
            "row": self.row,
            "column": self.column,
            "text": self.text,
        }


@dataclass
class Reading:
    """What a file holds."""

    layout: str = ""
    requests: list[Request] = field(default_factory=list)
    refusals: list[Problem] = field(default_factory=list)
    notices: list[Problem] = field(default_factory=list)
    rows: int = 0


class BadRow(Exception):
    def __init__(self, column: str, text: str) -> None:
        super().__init__(text)
        self.column, self.text = column, text
