"""Names that stand in a line of a list: as text from the database, not as objects."""

from __future__ import annotations

from django.apps import apps
from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef


def area_names(rows: str) -> ArraySubquery:
    """The names of a row's areas, in their order; `rows` is what areas call such rows.

    A list shows names only. Reading and making the objects takes longer than all the rest of it.
    """
    areas = apps.get_model("leaders", "Area").objects.filter(**{rows: OuterRef("pk")})
    return ArraySubquery(areas.values("name"))
