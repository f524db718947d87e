"""Playbooks: what others did before, and what is known about it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.requests import SignedInRequest
from initiatives.actions import playbooks as actions
from initiatives.forms.tasks import PlaybookForm
from initiatives.models import Playbook
from initiatives.playbooks import indicator_lines, task_lines
from initiatives.views.asking import ASKED
from leaders.views.asking import data_of, done
from leaders.views.pages import page_of, require

FIELDS = (
    "title",
    "kind",
    "summary",
    "tasks",
    "indicators",
    "sectors",
    "grade",
    "evidence",
    "source",
    "is_active",
)


@login_not_required  # What is known is for everybody.
@require_safe
def playbook_list(request: HttpRequest) -> HttpResponse:
    rows = Playbook.objects.visible_to(request.user)
    context = {
        "page": page_of(request, rows),
        "may_manage": request.user.has_perm("initiatives.manage_playbooks"),
    }
    return render(request, "initiatives/playbook_list.html", context)


@login_not_required  # As above.
@require_safe
def playbook_detail(request: HttpRequest, pk: int) -> HttpResponse:
    playbook = get_object_or_404(Playbook.objects.visible_to(request.user), pk=pk)
    context = {
        "playbook": playbook,
        "tasks": task_lines(playbook.tasks),
        "indicators": indicator_lines(playbook.indicators),
        "may_begin": request.user.has_perm("initiatives.add") and playbook.is_active,
        "may_manage": request.user.has_perm("initiatives.manage_playbooks"),
    }
    return render(request, "initiatives/playbook_detail.html", context)


@require_http_methods(ASKED)
def playbook_create(request: SignedInRequest) -> HttpResponse:
    return _write(request, None)


@require_http_methods(ASKED)
def playbook_update(request: SignedInRequest, pk: int) -> HttpResponse:
    playbook = get_object_or_404(Playbook.objects.visible_to(request.user), pk=pk)
    return _write(request, playbook)


def _write(request: SignedInRequest, playbook: Playbook | None) -> HttpResponse:
    require(request.user.has_perm("initiatives.manage_playbooks"))
    written: dict[str, Any] = {name: getattr(playbook, name) for name in FIELDS if playbook}
    form = PlaybookForm(data_of(request), initial=written)
    kept: list[Playbook] = []
    act = actions.write
    if done(
        form, lambda: kept.append(act(playbook=playbook, by=request.user, **form.cleaned_data))
    ):
        messages.success(request, _("Saved."))
        return redirect("initiatives:playbook-detail", pk=kept[0].pk)
    context = {
        "form": form,
        "playbook": playbook,
        "title": _("Change the playbook") if playbook else _("Write a playbook"),
        "back": reverse("initiatives:playbook-list"),
    }
    status = 422 if form.errors else 200
    return render(request, "initiatives/playbook_form.html", context, status=status)
