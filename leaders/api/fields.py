"""How areas are named in API calls."""

from __future__ import annotations

from typing import Any

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from leaders.models import Area


@extend_schema_field(OpenApiTypes.INT)
class AreaField(serializers.PrimaryKeyRelatedField[Area]):
    """An area by its number, as answers have it; a string may also be its code."""

    def to_internal_value(self, data: Any) -> Area:
        # No code holds signs that cannot be printed; a NUL is not even taken by the database.
        if isinstance(data, str) and data.isprintable():
            area = Area.objects.filter(code__iexact=data).first()
            if area is not None:
                return area
        return super().to_internal_value(data)
