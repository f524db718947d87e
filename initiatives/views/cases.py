"""The case library: what was tried, and how much is known about whether it worked."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe
from django.views.decorators.vary import vary_on_headers

from accounts.requests import SignedInRequest
from initiatives.actions import cases as actions
from initiatives.filters import CaseFilter
from initiatives.forms.cases import CaseForm
from initiatives.models import CaseStudy, Initiative
from initiatives.views.asking import ASKED, initiative_for
from leaders.views.asking import data_of, done
from leaders.views.pages import page_of, require, template

FIELDS = (
    "title",
    "kind",
    "place",
    "summary",
    "claim",
    "grade",
    "effect",
    "interval",
    "lesson",
    "source",
    "is_published",
)


@login_not_required  # What is known is for everybody.
@vary_on_headers("HX-Request")
@require_safe
def case_list(request: HttpRequest) -> HttpResponse:
    visible = CaseStudy.objects.visible_to(request.user).best_known_first()
    filters = CaseFilter(request.GET, visible, request=request)
    context = {
        "filters": filters,
        "page": page_of(request, filters.qs),
        "may_write": request.user.has_perm("initiatives.write_cases"),
    }
    return render(request, template(request, "initiatives/case_list.html"), context)


@login_not_required  # As above.
@require_safe
def case_detail(request: HttpRequest, pk: int) -> HttpResponse:
    case = get_object_or_404(CaseStudy.objects.visible_to(request.user), pk=pk)
    seen = Initiative.objects.visible_to(request.user).filter(case=case)
    context = {
        "case": case,
        "initiative": seen.only("title").first() if case.initiative_id else None,
        "may_write": request.user.has_perm("initiatives.write_cases"),
    }
    return render(request, "initiatives/case_detail.html", context)


@require_http_methods(ASKED)
def case_create(request: SignedInRequest) -> HttpResponse:
    return _write(request, written={})


@require_http_methods(ASKED)
def case_update(request: SignedInRequest, pk: int) -> HttpResponse:
    found = CaseStudy.objects.visible_to(request.user).select_related("initiative__plan")
    case = get_object_or_404(found, pk=pk)
    written = {name: getattr(case, name) for name in FIELDS}
    return _write(request, written=written, case=case, initiative=case.initiative)


@require_http_methods(ASKED)
def initiative_case(request: SignedInRequest, pk: int) -> HttpResponse:
    """A finished initiative, for others to learn from."""
    initiative = initiative_for(request, pk, "initiatives.change_stage")
    written = {
        "title": initiative.title,
        "kind": initiative.kind,
        "summary": initiative.response or initiative.summary,
        "lesson": initiative.learned,
        "effect": initiative.get_verdict_display(),
    }
    return _write(request, written=written, initiative=initiative)


def _write(
    request: SignedInRequest,
    *,
    written: dict[str, Any],
    case: CaseStudy | None = None,
    initiative: Initiative | None = None,
) -> HttpResponse:
    require(request.user.has_perm("initiatives.write_cases"))
    form = CaseForm(data_of(request), initial=written, initiative=initiative)
    kept: list[CaseStudy] = []

    def act() -> None:
        values = form.cleaned_data
        kept.append(actions.write(by=request.user, case=case, initiative=initiative, **values))

    if done(form, act):
        messages.success(request, _("It is in the library."))
        return redirect(kept[0])
    status = 409 if form.has_error("__all__", "conflict") else 422 if form.errors else 200
    context = {"form": form, "case": case, "initiative": initiative}
    return render(request, "initiatives/case_form.html", context, status=status)
