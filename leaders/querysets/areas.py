"""The vocabulary in which areas are asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models

if TYPE_CHECKING:
    from leaders.models import Area


class AreaQuerySet(models.QuerySet["Area"]):
    """Areas, chainable."""
