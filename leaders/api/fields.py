"""How areas and leaders are named in API calls."""

from __future__ import annotations

from typing import Any, TypeVar

from django.db.models import Model
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers
from rest_framework.relations import MANY_RELATION_KWARGS

from leaders.models import Area

Row = TypeVar("Row", bound=Model)


class Numbers(serializers.ManyRelatedField):
    """Many rows by number. A list's query brings the numbers along, as `areas_numbers`."""

    def get_attribute(self, instance: Any) -> Any:
        brought = getattr(instance, f"{self.source}_numbers", None)
        return super().get_attribute(instance) if brought is None else brought

    def to_representation(self, value: Any) -> list[Any]:
        return value if isinstance(value, list) else super().to_representation(value)


class NumberField(serializers.PrimaryKeyRelatedField[Row]):
    """A row by its number."""

    @classmethod
    def many_init(cls, *args: Any, **kwargs: Any) -> Numbers:
        many = {name: value for name, value in kwargs.items() if name in MANY_RELATION_KWARGS}
        return Numbers(child_relation=cls(*args, **kwargs), **many)


@extend_schema_field(OpenApiTypes.INT)
class AreaField(NumberField[Area]):
    """An area by its number, as answers have it; a string may also be its code."""

    def to_internal_value(self, data: Any) -> Area:
        # No code holds signs that cannot be printed; a NUL is not even taken by the database.
        if isinstance(data, str) and data.isprintable():
            area = Area.objects.filter(code__iexact=data).first()
            if area is not None:
                return area
        return super().to_internal_value(data)
