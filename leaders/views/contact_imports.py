"""Organizations and leaders from a CSV file: upload, columns, look at each row, take or not."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.requests import SignedInRequest
from leaders import actions, exports
from leaders.actions import contact_imports
from leaders.actions.contact_imports import Choices
from leaders.contact_lists import problems, reading
from leaders.contact_lists.table import Table
from leaders.forms.contact_imports import ColumnsForm, ContactFileForm, SkipForm
from leaders.models import ContactImport
from leaders.views.pages import require

IMPORTS_SHOWN = 20
PROBLEMS_SHOWN = 100


@require_http_methods(["GET", "HEAD", "POST"])
def contact_import_list(request: SignedInRequest) -> HttpResponse:
    """Earlier files, and the form for another."""
    require(request.user.has_perm("leaders.import_contacts"))
    is_upload = request.method == "POST"
    form = ContactFileForm(request.POST if is_upload else None, request.FILES or None)
    if form.is_valid():
        file = form.cleaned_data["file"]
        try:
            kept = actions.upload_contacts(
                by=request.user, file_name=file.name, content=file.read()
            )
        except ValidationError as refusal:
            form.add_error("file", refusal)
        else:
            return redirect("leaders:contact-import-detail", pk=kept.pk)
    earlier = ContactImport.objects.visible_to(request.user).without_content()
    context = {"form": form, "imports": earlier.select_related("uploaded_by")[:IMPORTS_SHOWN]}
    return render(request, "leaders/contact_import_list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def contact_import_detail(request: SignedInRequest, pk: int) -> HttpResponse:
    kept = get_object_or_404(ContactImport.objects.visible_to(request.user), pk=pk)
    require(request.user.has_perm("leaders.import_contacts"))
    if not kept.is_open:
        return render(request, "leaders/contact_import_closed.html", _report(kept))
    table = reading.read(bytes(kept.content))
    form = ColumnsForm(request.POST or None, table=table, mapping=kept.mapping)
    if form.is_valid():
        actions.choose_columns(contact_import=kept, by=request.user, choices=form.choices())
        return redirect("leaders:contact-import-detail", pk=kept.pk)
    context = {"import": kept, "form": form, "table": table} | _preview(kept, table)
    return render(request, "leaders/contact_import_detail.html", context)


@require_safe
def contact_import_report(request: SignedInRequest, pk: int) -> StreamingHttpResponse:
    """Every row and what becomes of it, while the file is kept."""
    kept = get_object_or_404(ContactImport.objects.visible_to(request.user), pk=pk)
    require(request.user.has_perm("leaders.import_contacts"))
    if not kept.is_open:
        raise Http404
    try:
        table = reading.read(bytes(kept.content))
        plan = contact_imports.planned(table, Choices(**kept.mapping))
    except ValidationError as refusal:
        raise Http404 from refusal
    return exports.csv_response("import-report.csv", exports.import_report_rows(plan))


@require_POST
def contact_import_commit(request: SignedInRequest, pk: int) -> HttpResponse:
    kept = get_object_or_404(ContactImport.objects.visible_to(request.user), pk=pk)
    require(request.user.has_perm("leaders.import_contacts"))
    form = SkipForm(request.POST)
    is_skipping = form.is_valid() and form.cleaned_data["skip_refused"]
    try:
        plan = actions.commit_contacts(
            contact_import=kept, by=request.user, skip_refused=is_skipping
        )
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
    else:
        sentence = _(
            "Imported: %(organizations_new)s new organizations, %(leaders_new)s new leaders."
        )
        messages.success(request, sentence % plan.counts())
    return redirect("leaders:contact-import-detail", pk=kept.pk)


@require_POST
def contact_import_discard(request: SignedInRequest, pk: int) -> HttpResponse:
    kept = get_object_or_404(ContactImport.objects.visible_to(request.user), pk=pk)
    require(request.user.has_perm("leaders.import_contacts"))
    try:
        actions.discard_contacts(contact_import=kept, by=request.user)
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
    else:
        messages.success(request, _("The file is deleted; nothing was imported."))
    return redirect("leaders:contact-import-list")


def _preview(kept: ContactImport, table: Table) -> dict[str, Any]:
    """What the import would do with the columns chosen so far."""
    try:
        plan = contact_imports.planned(table, Choices(**kept.mapping))
    except ValidationError as refusal:
        return {"refusal": " ".join(refusal.messages)}
    return {
        "plan": plan,
        "counts": plan.counts(),
        "problems": plan.problems[:PROBLEMS_SHOWN],
        "skip_form": SkipForm() if plan.refused else None,
    }


def _report(kept: ContactImport) -> dict[str, Any]:
    """What became of a file that is not kept any more."""
    records = kept.report.get("problems", [])
    return {
        "import": kept,
        "counts": kept.report.get("counts"),
        "problems": [problems.from_record(record) for record in records],
    }
