"""What each area works on first: for everybody to read, for the department to keep."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from django.views.decorators.vary import vary_on_headers

from accounts.requests import SignedInRequest
from concerns.actions import priorities as actions
from concerns.filters import PriorityFilter
from concerns.forms.priorities import ActForm, IssueForm, PriorityForm
from concerns.models import Concern, Priority
from leaders.views.asking import data_of, done
from leaders.views.pages import page_of, require, template, with_defaults
from meetings.models import Meeting

ASKED = ["GET", "HEAD", "POST"]


@login_not_required  # What an area agreed on is for everybody.
@vary_on_headers("HX-Request")
@require_safe
def priority_list(request: HttpRequest) -> HttpResponse:
    query = with_defaults(request.GET, show="current")
    visible = Priority.objects.visible_to(request.user)
    filters = PriorityFilter(query, visible.for_list(), request=request)
    context = {"filters": filters, "page": page_of(request, filters.qs)}
    return render(request, template(request, "concerns/priority_list.html"), context)


@login_not_required
@require_safe
def priority_detail(request: HttpRequest, pk: int) -> HttpResponse:
    priority = get_object_or_404(_priorities(request), pk=pk)
    user = request.user
    concerns = Concern.objects.visible_to(user).filter(priorities=priority).newest_first()
    meetings = Meeting.objects.visible_to(user).filter(pk=priority.meeting_id)
    context = {
        "priority": priority,
        "may_change": user.has_perm("concerns.change_priority", priority),
        "is_police": user.is_authenticated and user.is_police,
        "concerns": concerns.defer("search_text", "text"),
        "meeting": meetings.first() if priority.meeting_id else None,
    }
    return render(request, "concerns/priority_detail.html", context)


@require_http_methods(ASKED)
def priority_create(request: SignedInRequest) -> HttpResponse:
    """`?area=` and `?meeting=` fill in where and when it was agreed."""
    require(request.user.has_perm("concerns.set_priorities"))
    given = {name: request.GET[name] for name in ("area", "meeting") if name in request.GET}
    form = PriorityForm(data_of(request), user=request.user, initial=given)
    if done(form, lambda: actions.agree(by=request.user, **form.cleaned_data)):
        messages.success(request, _("It is agreed, and stands on the area page."))
        return redirect(form.cleaned_data["area"])
    return _ask(request, form, title=_("Agree on a priority"), label=_("Agree on it"))


@require_http_methods(ASKED)
def priority_update(request: SignedInRequest, pk: int) -> HttpResponse:
    priority = _priority(request, pk)
    written = {"issue": priority.issue, "issue_date": priority.issue_date}
    form = IssueForm(data_of(request), initial=written)
    if done(form, lambda: actions.change(priority=priority, by=request.user, **form.cleaned_data)):
        messages.success(request, _("Saved."))
        return redirect(priority)
    title = _("Set the words right")
    return _ask(request, form, priority=priority, title=title, label=_("Save"))


@require_http_methods(ASKED)
def priority_act(request: SignedInRequest, pk: int) -> HttpResponse:
    priority = _priority(request, pk)
    written = {"action": priority.action} if priority.action else {}
    form = ActForm(data_of(request), initial=written)
    if done(form, lambda: actions.act(priority=priority, by=request.user, **form.cleaned_data)):
        messages.success(request, _("Everybody can read what was done."))
        return redirect(priority)
    title = _("Say what was done")
    return _ask(request, form, priority=priority, title=title, label=_("Say it"))


@require_POST
def priority_up(request: SignedInRequest, pk: int) -> HttpResponse:
    return _move(request, pk, by=-1)


@require_POST
def priority_down(request: SignedInRequest, pk: int) -> HttpResponse:
    return _move(request, pk, by=1)


@require_POST
def priority_settle(request: SignedInRequest, pk: int) -> HttpResponse:
    priority = _priority(request, pk)
    try:
        actions.settle(priority=priority, by=request.user)
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
    else:
        messages.success(request, _("It is settled, and stays to be seen."))
    return redirect(priority)


@require_POST
def priority_reopen(request: SignedInRequest, pk: int) -> HttpResponse:
    priority = _priority(request, pk)
    actions.take_up_again(priority=priority, by=request.user)
    messages.success(request, _("It is worked on again, last in the order."))
    return redirect(priority)


def _move(request: SignedInRequest, pk: int, *, by: int) -> HttpResponse:
    """One place up or down; at the end of the order it stays where it is."""
    priority = _priority(request, pk)
    try:
        actions.move(priority=priority, places=by, by=request.user)
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
    return redirect(priority.area)


def _priorities(request: HttpRequest) -> Any:
    return Priority.objects.visible_to(request.user).for_page()


def _priority(request: SignedInRequest, pk: int) -> Priority:
    priority: Priority = get_object_or_404(_priorities(request), pk=pk)
    require(request.user.has_perm("concerns.change_priority", priority))
    return priority


def _ask(
    request: SignedInRequest, form: forms.Form, *, priority: Priority | None = None, **words: str
) -> HttpResponse:
    context = {"form": form, "priority": priority, **words}
    status = 422 if form.errors else 200
    return render(request, "concerns/priority_form.html", context, status=status)
