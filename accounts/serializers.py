"""How rows are written for programs."""

from __future__ import annotations

from collections.abc import Callable
from operator import attrgetter
from typing import Any, TypeVar

from django.db.models import Model
from django.utils.functional import cached_property
from rest_framework import serializers
from rest_framework.fields import Field

Row = TypeVar("Row", bound=Model)
Writer = Callable[[Any], Any]

AS_STORED = {
    serializers.BooleanField,
    serializers.CharField,
    serializers.ChoiceField,
    serializers.EmailField,
    serializers.IntegerField,
    serializers.URLField,
}
DAYS_AND_TIMES = {serializers.DateField, serializers.DateTimeField, serializers.TimeField}


class RowSerializer(serializers.ModelSerializer[Row]):
    """Writes what REST framework writes, and asks once how.

    REST framework asks each field of each row again where its value is, whether it is a relation
    and how it is written: for a page of rows that takes longer than all the rest.
    """

    def to_representation(self, instance: Row) -> dict[str, Any]:
        return {name: write(instance) for name, write in self._writers}

    @cached_property
    def _writers(self) -> list[tuple[str, Writer]]:
        return [(str(field.field_name), writer_of(field)) for field in self._readable_fields]


def writer_of(field: Field[Any, Any, Any, Any]) -> Writer:
    """From a row to what is written of it."""
    if len(field.source_attrs) == 1:
        if type(field) in AS_STORED:
            return attrgetter(str(field.source))
        if type(field) in DAYS_AND_TIMES:
            return _unless_nothing(attrgetter(str(field.source)), field.to_representation)
        if type(field) is serializers.PrimaryKeyRelatedField and field.pk_field is None:
            return attrgetter(f"{field.source}_id")
    return _unless_nothing(field.get_attribute, field.to_representation)


def _unless_nothing(read: Writer, write: Writer) -> Writer:
    def written(row: Any) -> Any:
        value = read(row)
        return None if value is None else write(value)

    return written
