"""The organizations leaders speak for."""

from __future__ import annotations

from copy import copy
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from django.views.decorators.vary import vary_on_headers

from accounts.requests import SignedInRequest
from leaders import actions, exports
from leaders.filters import ACTIVE, OrganizationFilter
from leaders.forms.organizations import OrganizationForm
from leaders.models import Affiliation, Organization
from leaders.views.pages import page_of, require, template, with_defaults


@require_safe
@vary_on_headers("HX-Request")
def organization_list(request: SignedInRequest) -> HttpResponse:
    require(request.user.has_perm("leaders.view_directory"))
    filters = _filters(request)
    found = filters.qs.sorted_by(request.GET.get("sort", "")).for_list_page()
    context = {"filters": filters, "page": page_of(request, found)}
    return render(request, template(request, "leaders/organization_list.html"), context)


@require_safe
def organization_export(request: SignedInRequest) -> StreamingHttpResponse:
    require(request.user.has_perm("leaders.export"))
    found = _filters(request).qs.sorted_by(request.GET.get("sort", ""))
    return exports.csv_response("organizations.csv", exports.organization_rows(found))


@require_safe
def organization_detail(request: SignedInRequest, pk: int) -> HttpResponse:
    organization = get_object_or_404(Organization.objects.visible_to(request.user), pk=pk)
    require(request.user.has_perm("leaders.view_directory"))
    people = Affiliation.objects.filter(organization=organization).select_related("leader")
    context = {
        "organization": organization,
        "areas": organization.areas.only("code", "name"),
        "page": page_of(request, people.order_by("-leader__is_active", "leader__name_key", "pk")),
    }
    return render(request, "leaders/organization_detail.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def organization_create(request: SignedInRequest) -> HttpResponse:
    require(request.user.has_perm("leaders.add_organization"))
    form = OrganizationForm(request.POST or None)
    if form.is_valid():
        try:
            organization = actions.add_organization(by=request.user, **form.cleaned_data)
        except ValidationError as refusal:
            form.add_error(None, refusal)
        else:
            messages.success(request, _("%(name)s is in the directory.") % {"name": organization})
            return redirect(organization)
    return render(request, "leaders/organization_form.html", {"form": form})


@require_http_methods(["GET", "HEAD", "POST"])
def organization_update(request: SignedInRequest, pk: int) -> HttpResponse:
    organization = get_object_or_404(Organization.objects.visible_to(request.user), pk=pk)
    require(request.user.has_perm("leaders.change_organization", organization))
    form = OrganizationForm(request.POST or None, instance=copy(organization))
    if form.is_valid():
        try:
            actions.change_organization(
                organization=organization, by=request.user, **form.cleaned_data
            )
        except ValidationError as refusal:
            form.add_error(None, refusal)
        else:
            messages.success(request, _("Saved."))
            return redirect(organization)
    context = {"form": form, "organization": organization}
    return render(request, "leaders/organization_form.html", context)


@require_POST
def organization_deactivate(request: SignedInRequest, pk: int) -> HttpResponse:
    organization = get_object_or_404(Organization.objects.visible_to(request.user), pk=pk)
    require(request.user.has_perm("leaders.change_organization", organization))
    actions.deactivate_organization(organization=organization, by=request.user)
    messages.success(request, _("%(name)s no longer takes part.") % {"name": organization})
    return redirect(organization)


@require_POST
def organization_reactivate(request: SignedInRequest, pk: int) -> HttpResponse:
    organization = get_object_or_404(Organization.objects.visible_to(request.user), pk=pk)
    require(request.user.has_perm("leaders.change_organization", organization))
    actions.reactivate_organization(organization=organization, by=request.user)
    messages.success(request, _("%(name)s takes part again.") % {"name": organization})
    return redirect(organization)


def _filters(request: SignedInRequest) -> Any:
    query = with_defaults(request.GET, active=ACTIVE)
    visible = Organization.objects.visible_to(request.user)
    return OrganizationFilter(query, visible, request=request)
