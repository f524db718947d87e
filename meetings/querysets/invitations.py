"""The vocabulary in which invitations are asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models

if TYPE_CHECKING:
    from meetings.models import Invitation


class InvitationQuerySet(models.QuerySet["Invitation"]):
    """Invitations, chainable."""
