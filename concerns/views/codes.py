"""Reading and answering an anonymous concern with its receipt code.

Only ever by POST: the code stands in no address, cookie or session, and every form of the page
brings it along.
"""

from __future__ import annotations

from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from concerns import limits, receipts
from concerns.forms.following import CodeForm
from concerns.models import Concern
from concerns.views import dialogue
from concerns.views.private import private


@private
@require_http_methods(["GET", "HEAD", "POST"])
def code(request: HttpRequest) -> HttpResponse:
    if request.method != "POST":
        return _ask(request, CodeForm())
    form = CodeForm(request.POST)
    concern = _of_code(form.cleaned_data["code"]) if form.is_valid() else None
    if concern is None:
        return _refused(request, form)
    said = dialogue.act(request, concern)
    concern.refresh_from_db()
    return dialogue.page(request, concern, said, code=receipts.normal(form.cleaned_data["code"]))


def _of_code(typed: str) -> Concern | None:
    """Looked up by its digest: how long that takes tells nothing about a code."""
    if not receipts.looks_right(typed):
        return None
    return Concern.objects.filter(receipt_hash=receipts.digest(typed)).first()


def _refused(request: HttpRequest, form: CodeForm) -> HttpResponse:
    """A wrong code. Many from one place are told to stop, yet a right one opens from there, too:
    neighbors share an address, and nobody finds one of 29 to the power of 16 by guessing.
    """
    if limits.WRONG_CODES.count(limits.address_of(request)):
        form.add_error(
            "code",
            _("Too many wrong codes come from here. Read yours sign by sign: a right one opens."),
        )
        return _ask(request, form, HTTPStatus.TOO_MANY_REQUESTS)
    if form.is_valid():
        form.add_error("code", _("This code opens nothing. Check every letter and digit."))
    return _ask(request, form, HTTPStatus.UNPROCESSABLE_ENTITY)


def _ask(request: HttpRequest, form: CodeForm, status: HTTPStatus = HTTPStatus.OK) -> HttpResponse:
    return render(request, "concerns/code_form.html", {"form": form}, status=status)
