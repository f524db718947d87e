"""What stands in a cell: text, a moment, a point."""

from __future__ import annotations

import hashlib
import math
import re
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from concerns.request_lists.requests import BadRow

FIRST_YEAR = 1990
FORMATS = ("%m/%d/%Y %I:%M:%S %p", "%m/%d/%Y %H:%M:%S", "%m/%d/%Y %H:%M", "%m/%d/%Y")
EMPTY = {"", "n/a", "na", "nan", "none", "null", "unspecified"}

Row = Mapping[str, Any]


def text(row: Row, *columns: str, longest: int = 10_000) -> str:
    """The first of these columns that says something, on one line per line."""
    for column in columns:
        value = row.get(column)
        if value is None or isinstance(value, dict | list):
            continue
        found = re.sub(r"[^\S\n]+", " ", str(value).replace("\x00", "").replace("\r", "")).strip()
        if found.lower() not in EMPTY:
            return found if len(found) <= longest else found[: longest - 1] + "…"
    return ""


def moment(row: Row, *columns: str, zone: ZoneInfo) -> datetime | None:
    """Local where no zone is given."""
    found = text(row, *columns)
    if not found:
        return None
    parsed = _parsed(found)
    if parsed is None:
        raise BadRow(columns[0], _("“%(text)s” is no date and time.") % {"text": found[:40]})
    aware = parsed if parsed.tzinfo else parsed.replace(tzinfo=zone)
    instant = aware.astimezone(UTC)
    if not instant.year >= FIRST_YEAR or instant > datetime.now(UTC) + timedelta(days=1):
        raise BadRow(columns[0], _("“%(text)s” is not a possible day.") % {"text": found[:40]})
    return instant


def point(row: Row, latitude: str, longitude: str) -> tuple[float | None, float | None]:
    """Both or neither; nowhere (0, 0) is where unknown places lie."""
    try:
        north, east = float(text(row, latitude) or "nan"), float(text(row, longitude) or "nan")
    except ValueError:
        return None, None
    is_point = math.isfinite(north) and math.isfinite(east) and (north, east) != (0, 0)
    if not is_point or abs(north) > 90 or abs(east) > 180:  # noqa: PLR2004 -- a globe
        return None, None
    return north, east


def digest(*parts: object) -> str:
    """A reference for rows that have none."""
    return hashlib.sha256("\x1f".join(map(str, parts)).encode()).hexdigest()[:32]


def _parsed(found: str) -> datetime | None:
    try:
        return datetime.fromisoformat(found)
    except ValueError:
        pass
    for form in FORMATS:
        try:
            return datetime.strptime(found, form)  # noqa: DTZ007 -- the zone is added by the caller
        except ValueError:
            continue
    return None
