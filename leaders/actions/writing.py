"""How a row is written: values set, checked as a whole, saved; many-to-many afterwards."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import models

Related = Iterable[models.Model]

# Which field a broken constraint is about, so that a form shows the sentence beside it.
FIELD_OF = {
    "email_taken": "email",
    "name_taken": "name",
    "code_taken": "code",
    "parent_itself": "parent",
}


def write(
    row: models.Model, *, fields: Mapping[str, Any], related: Mapping[str, Related | None]
) -> None:
    """Save the row with these fields; a relation of None stays as it is."""
    for name, value in fields.items():
        setattr(row, name, value)
    check(row)
    row.save()
    for name, rows in related.items():
        if rows is not None:
            getattr(row, name).set(rows)


def check(row: models.Model) -> None:
    """Refuse what fields, choices or constraints do not allow, each under its field."""
    try:
        row.full_clean()
    except ValidationError as refusal:
        errors = refusal.error_dict
        for error in errors.pop(NON_FIELD_ERRORS, []):
            errors.setdefault(FIELD_OF.get(error.code or "", NON_FIELD_ERRORS), []).append(error)
        raise ValidationError(errors) from refusal
