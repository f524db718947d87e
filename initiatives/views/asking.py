"""What every step on an initiative shares: the row, the right, the refusal, the page that asks."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render

from accounts.requests import SignedInRequest
from initiatives.forms.words import StepForm
from initiatives.models import Initiative
from leaders.views.pages import require

ASKED = ["GET", "HEAD", "POST"]


def initiative_for(request: SignedInRequest, pk: int, permission: str) -> Initiative:
    """404 for whom it does not exist, 403 for whom may not do this with it."""
    found = get_object_or_404(Initiative.objects.visible_to(request.user).for_page(), pk=pk)
    require(request.user.has_perm(permission, found))
    return found


def ask(
    request: SignedInRequest,
    initiative: Initiative,
    form: forms.BaseForm,
    *,
    title: str,
    label: str,
    lead: str = "",
) -> HttpResponse:
    """The form, again with what was typed; and what it says now, where somebody changed it."""
    is_conflict = form.is_bound and form.has_error(NON_FIELD_ERRORS, "conflict")
    now: list[tuple[str, str]] = []
    if is_conflict and isinstance(form, StepForm):
        initiative = Initiative.objects.visible_to(request.user).for_page().get(pk=initiative.pk)
        now = _as_it_is(form, initiative)
        form.show_again(initiative)
    status = 409 if is_conflict else 422 if form.errors else 200
    context: dict[str, Any] = {
        "initiative": initiative,
        "form": form,
        "title": title,
        "label": label,
        "lead": lead,
        "now": now,
    }
    return render(request, "initiatives/initiative_step.html", context, status=status)


def _as_it_is(form: StepForm, initiative: Initiative) -> list[tuple[str, str]]:
    """The words somebody else wrote meanwhile, where they differ from what was typed."""
    found = []
    for bound in form.visible_fields():
        held = getattr(initiative, bound.name, None)
        if isinstance(held, str) and held and held != form.cleaned_data.get(bound.name):
            shown = getattr(initiative, f"get_{bound.name}_display", lambda held=held: held)()
            found.append((str(bound.label), str(shown)))
    return found
