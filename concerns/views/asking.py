"""What every step on a concern shares: the row, the right, the page that asks."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render

from accounts.requests import SignedInRequest
from concerns.forms.work import StepForm
from concerns.models import Concern, Update
from leaders.views.pages import require

LATEST_SHOWN = 5


def concern_for(request: SignedInRequest, pk: int, permission: str) -> Concern:
    """404 for whom it does not exist, 403 for whom may not do this with it."""
    concern = get_object_or_404(Concern.objects.visible_to(request.user).for_page(), pk=pk)
    require(request.user.has_perm(permission, concern))
    return concern


def ask(
    request: SignedInRequest,
    concern: Concern,
    form: forms.BaseForm,
    *,
    template: str = "concerns/concern_step.html",
    **context: Any,
) -> HttpResponse:
    """The form, again with what was typed; and what happened meanwhile, where something did."""
    is_conflict = form.is_bound and form.has_error(NON_FIELD_ERRORS, "conflict")
    if is_conflict:
        concern = Concern.objects.visible_to(request.user).for_page().get(pk=concern.pk)
        if isinstance(form, StepForm):
            form.show_again(concern)
        updates = Update.objects.visible_to(request.user).of_concern(concern).with_writers()
        context["meanwhile"] = reversed(updates.order_by("-at", "-pk")[:LATEST_SHOWN])
    status = 409 if is_conflict else 422 if form.errors else 200
    context |= {"concern": concern, "form": form}
    return render(request, template, context, status=status)
