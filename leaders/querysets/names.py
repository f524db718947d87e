"""What a line of a list says of other rows: from the database as text and numbers, not as objects.

A list shows names only. Reading and making the objects takes longer than all the rest of it.
"""

from __future__ import annotations

from django.apps import apps
from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef


def area_names(rows: str) -> ArraySubquery:
    """The names of a row's areas, in their order; `rows` is what areas call such rows."""
    return others("Area", rows, "name")


def numbers(model: str, rows: str) -> ArraySubquery:
    """The keys of a row's areas, leaders …, in their order."""
    return others(model, rows, "pk")


def others(model: str, rows: str, column: str) -> ArraySubquery:
    found = apps.get_model("leaders", model).objects.filter(**{rows: OuterRef("pk")})
    return ArraySubquery(found.values(column))
