"""All initiatives somebody may see, and beginning a new one."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe
from django.views.decorators.vary import vary_on_headers

from accounts.models import User
from accounts.requests import SignedInRequest
from initiatives.actions import initiatives as actions
from initiatives.filters import PortfolioFilter, PublicFilter
from initiatives.forms.words import BeginForm
from initiatives.models import Initiative
from initiatives.views.asking import ASKED
from leaders.views.asking import data_of, done
from leaders.views.pages import page_of, require, template, with_defaults


@login_not_required  # What is shown to everybody.
@vary_on_headers("HX-Request")
@require_safe
def initiative_list(request: HttpRequest) -> HttpResponse:
    user = request.user
    is_police = isinstance(user, User) and user.is_police
    query = with_defaults(request.GET, stage="open")
    kind = PortfolioFilter if is_police else PublicFilter
    filters = kind(query, Initiative.objects.visible_to(user), request=request)
    rows = filters.qs.sorted_by(request.GET.get("sort", "")).for_list()
    context = {
        "filters": filters,
        "page": page_of(request, rows),
        "is_police": is_police,
        "may_add": user.has_perm("initiatives.add"),
    }
    return render(request, template(request, "initiatives/initiative_list.html"), context)


@require_http_methods(ASKED)
def initiative_create(request: SignedInRequest) -> HttpResponse:
    require(request.user.has_perm("initiatives.add"))
    given = {name: request.GET.get(name) for name in ("area", "kind", "playbook")}
    form = BeginForm(data_of(request), user=request.user, initial=given)
    begun: list[Initiative] = []
    if done(form, lambda: begun.append(_begin(request, form))):
        messages.success(request, _("It is begun, as a draft. See below what comes next."))
        return redirect(begun[0])
    status = 422 if form.errors else 200
    return render(request, "initiatives/initiative_form.html", {"form": form}, status=status)


def _begin(request: SignedInRequest, form: BeginForm) -> Initiative:
    return actions.begin(by=request.user, lead_officer=request.user, **form.values())
