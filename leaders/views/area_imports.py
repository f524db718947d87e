"""Areas from a GeoJSON file: upload, choose properties, look, take all or none."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.requests import SignedInRequest
from leaders import actions
from leaders.actions import area_imports
from leaders.forms.areas import AreaFileForm, AreaPropertiesForm
from leaders.geojson import drawing, reading
from leaders.geojson.plan import AreaPlan, Choices
from leaders.models import AreaImport
from leaders.views.pages import require

IMPORTS_SHOWN = 20
PROBLEMS_SHOWN = 50


@require_http_methods(["GET", "HEAD", "POST"])
def area_import(request: SignedInRequest) -> HttpResponse:
    require(request.user.has_perm("leaders.import_areas"))
    is_upload = request.method == "POST"
    form = AreaFileForm(request.POST if is_upload else None, request.FILES or None)
    if form.is_valid():
        file = form.cleaned_data["file"]
        try:
            kept = actions.upload_areas(by=request.user, file_name=file.name, content=file.read())
        except ValidationError as refusal:
            form.add_error("file", refusal)
        else:
            return redirect("leaders:area-import-detail", pk=kept.pk)
    earlier = AreaImport.objects.visible_to(request.user).without_content()
    context = {"form": form, "imports": earlier.select_related("uploaded_by")[:IMPORTS_SHOWN]}
    return render(request, "leaders/area_import.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def area_import_detail(request: SignedInRequest, pk: int) -> HttpResponse:
    kept = get_object_or_404(AreaImport.objects.visible_to(request.user), pk=pk)
    require(request.user.has_perm("leaders.import_areas"))
    if not kept.is_open:
        return render(request, "leaders/area_import_detail.html", {"import": kept})
    collection = reading.read(bytes(kept.content))
    form = AreaPropertiesForm(
        request.POST or None, initial=kept.mapping, properties=collection.properties
    )
    if form.is_valid():
        actions.choose_properties(area_import=kept, by=request.user, choices=form.choices())
        return redirect("leaders:area-import-detail", pk=kept.pk)
    context = {"import": kept, "form": form, "collection": collection} | _preview(kept, collection)
    return render(request, "leaders/area_import_detail.html", context)


@require_POST
def area_import_commit(request: SignedInRequest, pk: int) -> HttpResponse:
    kept = get_object_or_404(AreaImport.objects.visible_to(request.user), pk=pk)
    require(request.user.has_perm("leaders.import_areas"))
    try:
        plan = actions.commit_areas(area_import=kept, by=request.user)
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
        return redirect("leaders:area-import-detail", pk=kept.pk)
    counts = {"new": len(plan.new), "changed": len(plan.changed)}
    messages.success(request, _("Imported: %(new)s new areas, %(changed)s changed.") % counts)
    return redirect("leaders:area-list")


@require_POST
def area_import_discard(request: SignedInRequest, pk: int) -> HttpResponse:
    kept = get_object_or_404(AreaImport.objects.visible_to(request.user), pk=pk)
    require(request.user.has_perm("leaders.import_areas"))
    try:
        actions.discard_areas(area_import=kept, by=request.user)
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
    else:
        messages.success(request, _("The file is deleted; nothing was imported."))
    return redirect("leaders:area-import")


def _preview(kept: AreaImport, collection: reading.Collection) -> dict[str, Any]:
    """What the import would do with the choices made so far; none while they do not fit."""
    try:
        plan: AreaPlan = area_imports.planned(collection, Choices(**kept.mapping))
    except ValidationError as refusal:
        return {"refusal": " ".join(refusal.messages)}
    return {
        "plan": plan,
        "refusals": plan.refusals[:PROBLEMS_SHOWN],
        "notices": plan.notices[:PROBLEMS_SHOWN],
        "picture": drawing.drawn(plan.drafts),
    }
