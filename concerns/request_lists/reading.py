"""A file as it was published: CSV or JSON, told apart by what is in it."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from typing import Any
from zoneinfo import ZoneInfo

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from concerns.request_lists import layouts
from concerns.request_lists.cells import Row
from concerns.request_lists.requests import BadRow, Problem, Reading
from leaders import textfiles

MAX_BYTES = 50 * textfiles.MEGABYTE
# Where JSON files keep their list.
LISTS = ("issues", "results", "data", "rows")


def read(content: bytes, zone: ZoneInfo) -> Reading:
    """Read a whole file. Raises ValidationError when it is no list of requests we know."""
    textfiles.refuse_size(len(content), limit=MAX_BYTES)
    decoded = textfiles.decoded(content)
    rows = list(_rows(decoded.text))
    layout = layouts.recognised(_columns(rows))
    if layout is None:
        raise ValidationError(
            _("This is no list of requests we know: %(known)s. What differs are its columns.")
            % {"known": ", ".join(layout.name for layout in layouts.LAYOUTS)}
        )
    reading = Reading(layout=layout.name, rows=len(rows))
    if decoded.notice:
        reading.notices.append(Problem(0, "-", str(decoded.notice)))
    seen: dict[str, int] = {}
    for number, row in enumerate(rows, start=1):
        try:
            request = layout.read(number, _row(row), zone)
        except BadRow as error:
            reading.refusals.append(Problem(number, error.column, error.text))
            continue
        first = seen.setdefault(request.reference, number)
        if first == number:
            reading.requests.append(request)
        else:
            text = _("The same request stands in row %(row)s already.") % {"row": first}
            reading.notices.append(Problem(number, "-", text))
    return reading


def _rows(text: str) -> Iterator[Any]:
    if text.lstrip()[:1] in {"[", "{"}:
        yield from _json_rows(text)
        return
    reader = csv.DictReader(io.StringIO(text.replace("\x00", ""), newline=""))
    try:
        yield from reader
    except csv.Error as error:
        raise ValidationError(_("This is not a CSV file: %(why)s") % {"why": error}) from error


def _json_rows(text: str) -> list[Any]:
    try:
        found = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise ValidationError(_("This is not a JSON file: %(why)s") % {"why": error}) from error
    if isinstance(found, dict):
        found = next((found[name] for name in LISTS if isinstance(found.get(name), list)), None)
    if not isinstance(found, list):
        raise ValidationError(_("A list of requests is expected."))
    return found


def _columns(rows: list[Any]) -> set[str]:
    """Of all rows: JSON leaves out what is empty."""
    return {str(column) for row in rows if isinstance(row, dict) for column in row if column}


def _row(row: Any) -> Row:
    if not isinstance(row, dict):
        raise BadRow("-", _("This is no request, but something else."))
    return layouts.normal({column: value for column, value in row.items() if column})
