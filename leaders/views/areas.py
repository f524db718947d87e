"""Areas: the public list, and their care."""

from __future__ import annotations

from copy import copy

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe
from django.views.decorators.vary import vary_on_headers

from accounts.requests import SignedInRequest
from leaders import actions
from leaders.filters import AreaFilter
from leaders.forms.areas import AreaForm
from leaders.models import Area
from leaders.views.pages import page_of, require, template


@login_not_required
@require_safe
@vary_on_headers("HX-Request")
def area_list(request: HttpRequest) -> HttpResponse:
    visible = Area.objects.visible_to(request.user)
    filters = AreaFilter(request.GET, visible.for_list_page(), request=request)
    context = {
        "filters": filters,
        "page": page_of(request, filters.qs),
        "may_see_leaders": request.user.has_perm("leaders.view_directory"),
        "may_change": request.user.has_perm("leaders.change_area"),
    }
    return render(request, template(request, "leaders/area_list.html"), context)


@require_http_methods(["GET", "HEAD", "POST"])
def area_create(request: SignedInRequest) -> HttpResponse:
    require(request.user.has_perm("leaders.add_area"))
    form = AreaForm(request.POST or None)
    if form.is_valid():
        try:
            area = actions.add_area(by=request.user, **form.cleaned_data)
        except ValidationError as refusal:
            form.add_error(None, refusal)
        else:
            messages.success(request, _("%(name)s is on the list.") % {"name": area})
            return redirect("leaders:area-list")
    return render(request, "leaders/area_form.html", {"form": form})


@require_http_methods(["GET", "HEAD", "POST"])
def area_update(request: SignedInRequest, code: str) -> HttpResponse:
    area = get_object_or_404(Area.objects.visible_to(request.user), code__iexact=code)
    require(request.user.has_perm("leaders.change_area", area))
    form = AreaForm(request.POST or None, instance=copy(area))
    if form.is_valid():
        try:
            actions.change_area(area=area, by=request.user, **form.cleaned_data)
        except ValidationError as refusal:
            form.add_error(None, refusal)
        else:
            messages.success(request, _("Saved."))
            return redirect("leaders:area-list")
    return render(request, "leaders/area_form.html", {"form": form, "area": area})
