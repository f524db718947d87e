"""The queue: what waits for the department, most pressing first."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from django.views.decorators.vary import vary_on_headers

from accounts.requests import SignedInRequest
from concerns import exports, listing
from concerns.actions import owning, saved_views
from concerns.filters import ConcernFilter
from concerns.forms.queue import BulkForm, SaveViewForm
from concerns.models import Concern, SavedView
from leaders.exports import csv_response
from leaders.views.pages import PAGE_SIZE, require, template


@require_http_methods(["GET", "HEAD", "POST"])
@vary_on_headers("HX-Request")
def concern_list(request: SignedInRequest) -> HttpResponse:
    """A POST gives what is ticked to somebody; the filters stay in the address."""
    require(request.user.has_perm("concerns.view_queue"))
    if request.method != "POST":
        return _queue(request)
    require(request.user.has_perm("concerns.assign_many"))
    form = BulkForm(request.POST, user=request.user)
    if not form.is_valid():
        return _queue(request, bulk=form)
    try:
        changed = owning.assign_many(by=request.user, **form.cleaned_data)
    except ValidationError as refusal:
        form.add_error(None, refusal.messages)
        return _queue(request, bulk=form)
    messages.success(request, _given(changed, str(form.cleaned_data["owner"])))
    return redirect(f"{request.path}?{request.GET.urlencode()}".removesuffix("?"))


@require_safe
def concern_export(request: SignedInRequest) -> StreamingHttpResponse:
    """What the filters show, without anybody's identity."""
    require(request.user.has_perm("concerns.export"))
    tab = _tab(request)
    filtered = _filters(request).qs
    rows = listing.in_tab(filtered, tab, request.user, timezone.now())
    rows = listing.ordered(rows, tab, request.GET.get("sort", ""))
    return csv_response("concerns.csv", exports.concern_rows(rows))


@require_POST
def view_save(request: SignedInRequest) -> HttpResponse:
    """Keep the filters of the address under a name."""
    require(request.user.has_perm("concerns.view_queue"))
    form = SaveViewForm(request.POST)
    if form.is_valid():
        try:
            view = saved_views.keep(by=request.user, **form.cleaned_data)
        except ValidationError as refusal:
            form.add_error(None, refusal.messages)
        else:
            messages.success(request, _("The view “%(name)s” is kept.") % {"name": view.name})
            return redirect(_address(view.query))
    context = {"form": form, "back": _address(request.POST.get("query", ""))}
    status = 422
    return render(request, "concerns/saved_view_form.html", context, status=status)


@require_POST
def view_delete(request: SignedInRequest, pk: int) -> HttpResponse:
    view = get_object_or_404(SavedView.objects.visible_to(request.user), pk=pk)
    saved_views.forget(view=view)
    messages.success(request, _("The view “%(name)s” is deleted.") % {"name": view.name})
    return redirect("concerns:concern-list")


def _queue(request: SignedInRequest, bulk: forms.Form | None = None) -> HttpResponse:
    user, at = request.user, timezone.now()
    filters, tab = _filters(request), _tab(request)
    divisions = listing.divisions(filters.qs, user, at, tab)
    found = listing.in_tab(filters.qs, tab, user, at).for_queue()
    are_few = any(request.GET.get(name) for name in listing.FILTERS_OF_FEW)
    rows = listing.ordered(found, tab, request.GET.get("sort", ""), are_few=are_few)
    count = next(division.count or 0 for division in divisions if division.tab == tab)
    may_assign = user.has_perm("concerns.assign_many")
    views = list(SavedView.objects.visible_to(user))
    query = listing.query_of(request.GET)
    context: dict[str, Any] = {
        "filters": filters,
        "divisions": divisions,
        "tab": tab,
        "page": listing.Counted(rows, PAGE_SIZE, count).get_page(request.GET.get("page")),
        "now": at,
        "views": views,
        "query": query,
        "current_view": next((view for view in views if view.query == query), None),
        "bulk": (bulk or BulkForm(user=user)) if may_assign else None,
        "ticked": set(request.POST.getlist("concerns")),
    }
    status = 422 if bulk and bulk.errors else 200
    name = template(request, "concerns/concern_list.html")
    return render(request, name, context, status=status)


def _filters(request: SignedInRequest) -> Any:
    visible = Concern.objects.visible_to(request.user)
    return ConcernFilter(request.GET, visible, request=request)


def _tab(request: SignedInRequest) -> listing.Tab:
    return listing.tab_named(request.GET.get("show", ""), state=request.GET.get("state", ""))


def _given(changed: int, name: str) -> str:
    sentence = ngettext(
        "%(name)s takes care of %(count)d more concern now.",
        "%(name)s takes care of %(count)d more concerns now.",
        changed,
    )
    return sentence % {"count": changed, "name": name}


def _address(query: str) -> str:
    return f"{reverse('concerns:concern-list')}?{query}".removesuffix("?")
