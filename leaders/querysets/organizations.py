"""The vocabulary in which organizations are asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models

if TYPE_CHECKING:
    from leaders.models import Organization


class OrganizationQuerySet(models.QuerySet["Organization"]):
    """Organizations, chainable."""
