"""The vocabulary in which contacts are asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models

if TYPE_CHECKING:
    from leaders.models import Contact


class ContactQuerySet(models.QuerySet["Contact"]):
    """Contacts, chainable."""
