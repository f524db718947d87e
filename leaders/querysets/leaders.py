"""The vocabulary in which leaders are asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models

if TYPE_CHECKING:
    from leaders.models import Leader


class LeaderQuerySet(models.QuerySet["Leader"]):
    """Leaders, chainable."""
