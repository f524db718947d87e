"""Numbers people can say on the phone: C-2026-0123. They open nothing by themselves."""

from __future__ import annotations

import zoneinfo
from datetime import datetime

from django.conf import settings
from django.db import connection

# One statement: it waits for whoever takes a number at the same moment, and no number is lost.
TAKE = """
    INSERT INTO concerns_referenceyear (year, last_number) VALUES (%s, %s)
    ON CONFLICT (year) DO UPDATE
    SET last_number = concerns_referenceyear.last_number + EXCLUDED.last_number
    RETURNING last_number
"""


def take(at: datetime) -> str:
    return take_many(at, 1)[0]


def take_many(at: datetime, count: int) -> list[str]:
    """The next numbers of the year in which they were taken, as the department counts years."""
    year = at.astimezone(zoneinfo.ZoneInfo(settings.TIME_ZONE)).year
    with connection.cursor() as cursor:
        cursor.execute(TAKE, [year, count])
        last = cursor.fetchone()[0]
    return [reference(year, number) for number in range(last - count + 1, last + 1)]


def reference(year: int, number: int) -> str:
    return f"C-{year}-{number:04d}"
