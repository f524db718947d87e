"""What every page has in common that asks before it acts."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpRequest


def data_of(request: HttpRequest) -> Any:
    return request.POST if request.method == "POST" else None


def done(form: forms.BaseForm, act: Callable[[], Any]) -> bool:
    """Act on a form that was filled in right; a refusal is said on the form."""
    if not form.is_valid():
        return False
    try:
        act()
    except ValidationError as refusal:
        known = getattr(refusal, "error_dict", {})
        named = not known or set(known) <= set(form.fields)
        form.add_error(None, refusal if named else refusal.messages)
        return False
    return True
