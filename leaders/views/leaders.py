"""The directory of leaders."""

from __future__ import annotations

from copy import copy
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from django.views.decorators.vary import vary_on_headers

from accounts.requests import SignedInRequest
from leaders import actions, exports, summaries
from leaders.filters import ACTIVE, LeaderFilter
from leaders.forms.leaders import (
    BaseAffiliationFormSet,
    LeaderForm,
    OwnProfileForm,
    affiliation_formset,
)
from leaders.models import Contact, Leader
from leaders.views.pages import page_of, require, template, with_defaults

CONTACTS_SHOWN = 20


@require_safe
@vary_on_headers("HX-Request")
def leader_list(request: SignedInRequest) -> HttpResponse:
    require(request.user.has_perm("leaders.view_directory"))
    filters = _filters(request)
    found = filters.qs.sorted_by(request.GET.get("sort", "")).for_list_page()
    context = {"filters": filters, "page": page_of(request, found)}
    return render(request, template(request, "leaders/leader_list.html"), context)


@require_safe
def leader_export(request: SignedInRequest) -> StreamingHttpResponse:
    require(request.user.has_perm("leaders.export"))
    leaders = _filters(request).qs.sorted_by(request.GET.get("sort", ""))
    return exports.csv_response("leaders.csv", exports.leader_rows(leaders))


@require_safe
def leader_detail(request: SignedInRequest, pk: int) -> HttpResponse:
    visible = Leader.objects.visible_to(request.user).with_last_contact()
    leader = get_object_or_404(visible.select_related("liaison_officer", "user"), pk=pk)
    if request.user.has_perm("leaders.change_own_profile", leader):
        return redirect("leaders:my-profile")
    contacts = Contact.objects.visible_to(request.user).with_leader(leader).for_timeline()
    affiliations = list(leader.affiliations.select_related("organization"))
    areas = list(leader.areas.only("code", "name"))
    context = {
        "leader": leader,
        "affiliations": affiliations,
        "areas": areas,
        "summary": summaries.summary(affiliations, areas),
        "contact_url": f"{reverse('leaders:contact-create')}?leader={leader.pk}",
        "page": page_of(request, contacts),
        "may_invite": request.user.has_perm("accounts.invite"),
    }
    return render(request, "leaders/leader_detail.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def leader_create(request: SignedInRequest) -> HttpResponse:
    require(request.user.has_perm("leaders.add_leader"))
    form = LeaderForm(request.POST or None)
    formset = affiliation_formset(request.POST or None, None)
    if form.is_valid() and formset.is_valid():
        leader = _saved(request, form, formset, None)
        if leader is not None:
            messages.success(request, _("%(name)s is in the directory.") % {"name": leader})
            return redirect(leader)
    context = {"form": form, "formset": formset}
    return render(request, "leaders/leader_form.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def leader_update(request: SignedInRequest, pk: int) -> HttpResponse:
    leader = get_object_or_404(Leader.objects.visible_to(request.user), pk=pk)
    require(request.user.has_perm("leaders.change_leader", leader))
    form = LeaderForm(request.POST or None, instance=copy(leader))
    formset = affiliation_formset(request.POST or None, leader)
    if form.is_valid() and formset.is_valid() and _saved(request, form, formset, leader):
        messages.success(request, _("Saved."))
        return redirect(leader)
    context = {"form": form, "formset": formset, "leader": leader}
    return render(request, "leaders/leader_form.html", context)


@require_POST
def leader_deactivate(request: SignedInRequest, pk: int) -> HttpResponse:
    leader = get_object_or_404(Leader.objects.visible_to(request.user), pk=pk)
    require(request.user.has_perm("leaders.change_leader", leader))
    actions.deactivate_leader(leader=leader, by=request.user)
    messages.success(request, _("%(name)s is no longer invited.") % {"name": leader})
    return redirect(leader)


@require_POST
def leader_reactivate(request: SignedInRequest, pk: int) -> HttpResponse:
    leader = get_object_or_404(Leader.objects.visible_to(request.user), pk=pk)
    require(request.user.has_perm("leaders.change_leader", leader))
    actions.reactivate_leader(leader=leader, by=request.user)
    messages.success(request, _("%(name)s takes part again.") % {"name": leader})
    return redirect(leader)


@require_http_methods(["GET", "HEAD", "POST"])
def my_profile(request: SignedInRequest) -> HttpResponse:
    leader = get_object_or_404(Leader.objects.of_user(request.user))
    require(request.user.has_perm("leaders.change_own_profile", leader))
    form = OwnProfileForm(request.POST or None, instance=copy(leader))
    if form.is_valid():
        try:
            actions.change_own_profile(leader=leader, by=request.user, **form.cleaned_data)
        except ValidationError as refusal:
            form.add_error(None, refusal)
        else:
            messages.success(request, _("Saved."))
            return redirect("leaders:my-profile")
    context = {
        "form": form,
        "leader": leader,
        "affiliations": leader.affiliations.select_related("organization"),
        "areas": leader.areas.only("code", "name"),
    }
    return render(request, "leaders/leader_profile.html", context)


@require_safe
def leader_search(request: SignedInRequest) -> HttpResponse:
    """A few leaders by a word, as boxes to tick: for pages that name people."""
    require(request.user.has_perm("leaders.view_directory"))
    text, field_name = request.GET.get("q", ""), request.GET.get("name", "")
    visible = Leader.objects.visible_to(request.user).active().search(text)
    context = {
        "text": text,
        "leaders": visible.for_choice()[:CONTACTS_SHOWN] if text.strip() else [],
        "field_name": field_name if field_name.isidentifier() else "leaders",
    }
    return render(request, template(request, "leaders/leader_search.html", "found"), context)


def _filters(request: SignedInRequest) -> Any:
    query = with_defaults(request.GET, active=ACTIVE)
    return LeaderFilter(query, Leader.objects.visible_to(request.user), request=request)


def _saved(
    request: SignedInRequest,
    form: LeaderForm,
    formset: BaseAffiliationFormSet,
    leader: Leader | None,
) -> Leader | None:
    """The leader as written; nothing when the action refuses, with its reason in the form."""
    try:
        with transaction.atomic():
            added = {
                name: actions.add_organization(by=request.user, name=name)
                for name in formset.new_names()
            }
            fields = form.cleaned_data | {"affiliations": formset.drafts(added)}
            if leader is None:
                return actions.add_leader(by=request.user, **fields)
            return actions.change_leader(leader=leader, by=request.user, **fields)
    except ValidationError as refusal:
        form.add_error(None, refusal)
        return None
