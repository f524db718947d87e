"""A concern becomes a promise or a priority, or is joined with another."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.requests import SignedInRequest
from concerns import duplicates
from concerns.actions import conversions
from concerns.actions import duplicates as joining
from concerns.forms.joining import DuplicateForm, PrioritizeForm, PromiseForm
from concerns.views.asking import ask, concern_for
from leaders.views.asking import data_of, done

ASKED = ["GET", "HEAD", "POST"]


@require_http_methods(ASKED)
def concern_promise(request: SignedInRequest, pk: int) -> HttpResponse:
    concern = concern_for(request, pk, "concerns.convert")
    today = timezone.localdate()
    form = PromiseForm(
        data_of(request), concern=concern, user=request.user, today=today, earliest=today
    )
    act = conversions.to_commitment
    if done(form, lambda: act(concern=concern, by=request.user, **form.values())):
        messages.success(request, _("The promise is written down. This concern goes on."))
        return redirect(concern)
    lead = _("What will be done, by whom and by when. The thread of the concern says so.")
    if not concern.is_anonymous:
        lead += " " + _("Think of who may not be known: choosing them here names them.")
    title = _("Make a promise of it")
    return ask(request, concern, form, title=title, lead=lead, label=_("Write down the promise"))


@require_http_methods(ASKED)
def concern_prioritize(request: SignedInRequest, pk: int) -> HttpResponse:
    concern = concern_for(request, pk, "concerns.convert")
    form = PrioritizeForm(data_of(request), concern=concern)
    act = conversions.to_priority
    if done(form, lambda: act(concern=concern, by=request.user, **form.cleaned_data)):
        messages.success(request, _("It is part of what the area works on first."))
        return redirect(concern)
    return ask(
        request,
        concern,
        form,
        title=_("Make it a priority"),
        lead=_("Priorities stand on the public area page. The words of the concern do not."),
        label=_("Make it a priority"),
    )


@require_http_methods(ASKED)
def concern_duplicates(request: SignedInRequest, pk: int) -> HttpResponse:
    concern = concern_for(request, pk, "concerns.link_duplicate")
    form = DuplicateForm(data_of(request), user=request.user)
    act = joining.link
    if done(form, lambda: act(concern=concern, original=form.original(), by=request.user)):
        messages.success(request, _("They are joined. Each person who raised one is answered."))
        return redirect(concern)
    found = duplicates.suggestions(concern, user=request.user)
    template = "concerns/concern_duplicates.html"
    return ask(request, concern, form, template=template, suggestions=found)


@require_POST
def concern_unlink(request: SignedInRequest, pk: int) -> HttpResponse:
    concern = concern_for(request, pk, "concerns.link_duplicate")
    joining.unlink(concern=concern, by=request.user)
    messages.success(request, _("They are two again."))
    return redirect(concern)
