"""How many rows there are, without counting on when it no longer matters."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import QuerySet


def counted_up_to(most: int, rows: Mapping[str, QuerySet[Any]]) -> dict[str, int]:
    """Of each the number of rows, or one more than `most` where there are more: one statement."""
    numbers = dict.fromkeys(rows, 0)
    names: list[str] = []
    parts: list[str] = []
    values: list[Any] = []
    for name, found in rows.items():
        try:
            sql, params = found.order_by().values("pk")[: most + 1].query.sql_with_params()
        except EmptyResultSet:
            continue
        names.append(name)
        parts.append(f"(SELECT count(*) FROM ({sql}) AS counted)")  # noqa: S608 -- Django's own
        values += params
    if parts:
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT {', '.join(parts)}", values)
            numbers |= dict(zip(names, cursor.fetchone(), strict=True))
    return numbers
