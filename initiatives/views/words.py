"""What is written about an initiative, a page for each stage."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.requests import SignedInRequest
from initiatives.actions import initiatives as actions
from initiatives.forms.words import AnalyseForm, RespondForm, ScanForm, StepForm, WordsForm
from initiatives.models import Initiative
from initiatives.views.asking import ASKED, ask, initiative_for
from leaders.views.asking import data_of, done


@require_http_methods(ASKED)
def initiative_update(request: SignedInRequest, pk: int) -> HttpResponse:
    initiative = initiative_for(request, pk, "initiatives.change")
    form = WordsForm(data_of(request), initiative=initiative, user=request.user)
    title = _("Title, summary and date")
    return _written(request, initiative, form, title=title)


@require_http_methods(ASKED)
def initiative_scan(request: SignedInRequest, pk: int) -> HttpResponse:
    initiative = initiative_for(request, pk, "initiatives.change")
    form = ScanForm(data_of(request), initiative=initiative)
    lead = _(
        "Six questions (CHEERS) tell a problem that can be solved from trouble that comes once. "
        "You can save and go on later."
    )
    return _written(request, initiative, form, title=_("Scanning: the problem"), lead=lead)


@require_http_methods(ASKED)
def initiative_analyse(request: SignedInRequest, pk: int) -> HttpResponse:
    initiative = initiative_for(request, pk, "initiatives.change")
    form = AnalyseForm(data_of(request), initiative=initiative)
    lead = _("Look before you act: the causes decide what will help.")
    return _written(request, initiative, form, title=_("Analysis: why it happens"), lead=lead)


@require_http_methods(ASKED)
def initiative_respond(request: SignedInRequest, pk: int) -> HttpResponse:
    initiative = initiative_for(request, pk, "initiatives.change")
    form = RespondForm(data_of(request), initiative=initiative)
    return _written(request, initiative, form, title=_("Response: what is done"))


def _written(
    request: SignedInRequest, initiative: Initiative, form: StepForm, *, title: str, lead: str = ""
) -> HttpResponse:
    act = actions.change
    if done(form, lambda: act(initiative=initiative, by=request.user, **form.values())):
        messages.success(request, _("Saved."))
        return redirect(initiative)
    return ask(request, initiative, form, title=title, lead=lead, label=_("Save"))
