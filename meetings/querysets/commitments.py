"""The vocabulary in which commitments are asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models

if TYPE_CHECKING:
    from meetings.models import Commitment


class CommitmentQuerySet(models.QuerySet["Commitment"]):
    """Commitments, chainable."""
