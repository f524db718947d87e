"""The log of contacts: written on a phone, in a minute."""

from __future__ import annotations

import re
from copy import copy
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.requests import SignedInRequest
from leaders import actions
from leaders.forms.contacts import ContactForm
from leaders.models import Contact, Leader
from leaders.querysets import LeaderQuerySet
from leaders.views.pages import require

FOUND_SHOWN = 12
NUMBER = re.compile(r"[0-9]{1,18}")


@require_http_methods(["GET", "HEAD", "POST"])
def contact_create(request: SignedInRequest) -> HttpResponse:
    """With `?leader=12` that leader is ticked. The button "Find" posts too, and only searches."""
    require(request.user.has_perm("leaders.log_contact"))
    form = _form(request, Contact(happened_at=timezone.now()))
    if form.is_bound and form.is_valid():
        try:
            contact = actions.log_contact(by=request.user, **form.cleaned_data)
        except ValidationError as refusal:
            form.add_error(None, refusal)
        else:
            messages.success(request, _("Noted."))
            return redirect(contact.leaders.all()[0])
    return render(request, "leaders/contact_form.html", {"form": form, "text": _text(request)})


@require_http_methods(["GET", "HEAD", "POST"])
def contact_update(request: SignedInRequest, pk: int) -> HttpResponse:
    contact = get_object_or_404(Contact.objects.visible_to(request.user), pk=pk)
    require(request.user.has_perm("leaders.change_contact", contact))
    form = _form(request, copy(contact))
    if form.is_bound and form.is_valid():
        try:
            actions.change_contact(contact=contact, by=request.user, **form.cleaned_data)
        except ValidationError as refusal:
            form.add_error(None, refusal)
        else:
            messages.success(request, _("Saved."))
            return redirect(contact.leaders.all()[0])
    context = {"form": form, "text": _text(request), "contact": contact}
    return render(request, "leaders/contact_form.html", context)


def _form(request: SignedInRequest, contact: Contact) -> ContactForm:
    """Bound only when something is to be saved; a search keeps what was typed."""
    ticked = _ticked(request, contact)
    offered = _offered(request, ticked)
    if request.method == "POST" and "find" not in request.POST:
        return ContactForm(request.POST, instance=contact, offered=offered)
    initial: dict[str, Any] = {"leaders": ticked}
    if request.method == "POST":
        initial |= {name: request.POST.get(name, "") for name in ("kind", "happened_at", "notes")}
    return ContactForm(instance=contact, initial=initial, offered=offered)


def _ticked(request: SignedInRequest, contact: Contact) -> list[int]:
    query: QueryDict = request.POST if request.method == "POST" else request.GET
    named = query.getlist("leaders" if request.method == "POST" else "leader")
    if request.method != "POST" and not named and contact.pk:
        return list(contact.leaders.values_list("pk", flat=True))
    return [int(value) for value in named if NUMBER.fullmatch(value)]


def _offered(request: SignedInRequest, ticked: list[int]) -> LeaderQuerySet:
    """The people named so far, and those a search has found."""
    visible = Leader.objects.visible_to(request.user)
    found: list[int] = []
    if text := _text(request):
        matches = visible.active().search(text).values_list("pk", flat=True)
        found = list(matches[:FOUND_SHOWN])
    return visible.filter(pk__in=[*ticked, *found]).for_choice()


def _text(request: SignedInRequest) -> str:
    query: QueryDict = request.POST if request.method == "POST" else request.GET
    return query.get("q", "").strip()
