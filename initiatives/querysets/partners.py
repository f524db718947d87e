"""The vocabulary in which partners are asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.db import models

if TYPE_CHECKING:
    from initiatives.models import Partner


class PartnerQuerySet(models.QuerySet["Partner"]):
    """Partners, chainable."""

    def present(self) -> Self:
        """They take part still."""
        return self.filter(left_on=None)

    def with_names(self) -> Self:
        return self.select_related("organization")
