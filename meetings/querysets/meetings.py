"""The vocabulary in which meetings are asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models

if TYPE_CHECKING:
    from meetings.models import Meeting


class MeetingQuerySet(models.QuerySet["Meeting"]):
    """Meetings, chainable."""
