"""The vocabulary in which series are asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models

if TYPE_CHECKING:
    from meetings.models import Series


class SeriesQuerySet(models.QuerySet["Series"]):
    """Series, chainable."""
