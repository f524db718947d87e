"""A field of a form with its label, hint and error, written at once like its control."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.html import conditional_escape as text
from django.utils.translation import gettext as _

if TYPE_CHECKING:
    from config.design.renderer import UswdsBoundField


def write_field(field: UswdsBoundField) -> str:
    errors = " ".join(text(str(error)) for error in field.errors)
    wrong = " usa-form-group--error" if errors else ""
    if field.use_fieldset:
        inner = _group(field, errors)
    elif field.is_checkbox:
        inner = _box(field, errors)
    else:
        inner = _line(field, errors)
    return f'<div class="usa-form-group{wrong}">{inner}</div>'


def _group(field: UswdsBoundField, errors: str) -> str:
    described = f' aria-describedby="{by}"' if (by := field.aria_describedby) else ""
    legend = f'<legend class="usa-legend{_wrong(errors)}">{_label(field)}</legend>'
    return (
        f'<fieldset class="usa-fieldset"{described}>{legend if field.label else ""}'
        f"{_messages(field, errors)}{field}</fieldset>"
    )


def _box(field: UswdsBoundField, errors: str) -> str:
    """The label stands behind the box, and the hint in the label."""
    hint = (
        f'<span class="usa-checkbox__label-description" id="{field.auto_id}_helptext">'
        f"{field.help_text}</span>"
    )
    return (
        f'{_error(field, errors)}<div class="usa-checkbox">{field}'
        f'<label class="usa-checkbox__label" for="{field.id_for_label}">{_label(field)}'
        f"{hint if field.help_text else ''}</label></div>"
    )


def _line(field: UswdsBoundField, errors: str) -> str:
    label = (
        f'<label class="usa-label{_wrong(errors)}" for="{field.id_for_label}">'
        f"{_label(field)}</label>"
    )
    return f"{label if field.label else ''}{_messages(field, errors)}{field}"


def _label(field: UswdsBoundField) -> str:
    if not field.field.required:
        return text(field.label)
    mark = f'<abbr class="usa-label--required" title="{_("required")}">*</abbr>'
    return f"{text(field.label)} {mark}"


def _messages(field: UswdsBoundField, errors: str) -> str:
    """Hints are written by us, and may hold a link."""
    hint = f'<div class="usa-hint" id="{field.auto_id}_helptext">{field.help_text}</div>'
    return f"{hint if field.help_text else ''}{_error(field, errors)}"


def _error(field: UswdsBoundField, errors: str) -> str:
    return f'<div class="usa-error-message" id="{field.error_id}">{errors}</div>' if errors else ""


def _wrong(errors: str) -> str:
    return " usa-label--error" if errors else ""
