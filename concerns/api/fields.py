"""How categories are named in API calls."""

from __future__ import annotations

from typing import Any

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from concerns.models import Category


@extend_schema_field(OpenApiTypes.STR)
class CategoryField(serializers.SlugRelatedField[Category]):
    """A category by its key, as answers have it; its number will do."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(slug_field="key", **kwargs)

    def to_internal_value(self, data: Any) -> Category:
        if isinstance(data, str) and not data.isprintable():
            self.fail("invalid")
        if isinstance(data, int) and not isinstance(data, bool):
            found = Category.objects.filter(pk=data).first()
            if found is not None and found in (self.get_queryset() or ()):
                return found
        return super().to_internal_value(data)
