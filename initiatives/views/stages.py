"""From stage to stage: asked about where words are needed, done by POST."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.requests import SignedInRequest
from initiatives.actions import initiatives, plans
from initiatives.actions import stages as actions
from initiatives.forms.steps import BackForm, CloseForm, PlanForm, ReasonForm, ShowForm
from initiatives.views.asking import ASKED, ask, initiative_for
from leaders.views.asking import data_of, done


@require_POST
def initiative_advance(request: SignedInRequest, pk: int, stage: str) -> HttpResponse:
    """The address says where to: pressed by two at once, it goes one step."""
    initiative = initiative_for(request, pk, "initiatives.change_stage")
    try:
        moved = actions.advance(initiative=initiative, stage=stage, by=request.user)
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
    else:
        words = {"stage": moved.get_stage_display()}
        messages.success(request, _("It is in %(stage)s now.") % words)
    return redirect(initiative)


@require_http_methods(ASKED)
def initiative_plan(request: SignedInRequest, pk: int) -> HttpResponse:
    initiative = initiative_for(request, pk, "initiatives.register_plan")
    form = PlanForm(data_of(request), initiative=initiative)
    if done(form, lambda: plans.register(initiative=initiative, by=request.user, **form.values())):
        messages.success(request, _("Registered. It stands once the Response begins."))
        return redirect(initiative)
    return ask(
        request,
        initiative,
        form,
        title=_("How the effect will be judged"),
        lead=_("Said before anything is done, it cannot be chosen afterwards to look good."),
        label=_("Register it"),
    )


@require_http_methods(ASKED)
def initiative_close(request: SignedInRequest, pk: int) -> HttpResponse:
    initiative = initiative_for(request, pk, "initiatives.change_stage")
    form = CloseForm(data_of(request), initiative=initiative)
    if done(form, lambda: actions.close(initiative=initiative, by=request.user, **form.values())):
        messages.success(request, _("It is closed. Others can learn from it now."))
        return redirect(initiative)
    lead = ""
    if initiative.plan is not None:
        lead = _("Before anything was done you said what would count as success: %s")
        lead %= initiative.plan.success
    title, label = _("Assessment: what came of it"), _("Close it")
    return ask(request, initiative, form, title=title, lead=lead, label=label)


@require_http_methods(ASKED)
def initiative_back(request: SignedInRequest, pk: int) -> HttpResponse:
    initiative = initiative_for(request, pk, "initiatives.change_stage")
    form = BackForm(data_of(request), initiative=initiative)
    if done(form, lambda: actions.go_back(initiative=initiative, by=request.user, **form.values())):
        messages.success(request, _("It went back. The history says why."))
        return redirect(initiative)
    lead = _("What is learned later changes what was thought before. Nothing written is lost.")
    title, label = _("Go back a stage"), _("Go back")
    return ask(request, initiative, form, title=title, lead=lead, label=label)


@require_http_methods(ASKED)
def initiative_set_aside(request: SignedInRequest, pk: int) -> HttpResponse:
    initiative = initiative_for(request, pk, "initiatives.change_stage")
    form = ReasonForm(data_of(request), initiative=initiative)
    if done(
        form, lambda: actions.set_aside(initiative=initiative, by=request.user, **form.values())
    ):
        messages.success(request, _("It is set aside. It can be taken up again."))
        return redirect(initiative)
    lead = _("For what turned out to be no problem, or nobody can work on now.")
    title, label = _("Set it aside"), _("Set it aside")
    return ask(request, initiative, form, title=title, lead=lead, label=label)


@require_http_methods(ASKED)
def initiative_show(request: SignedInRequest, pk: int) -> HttpResponse:
    initiative = initiative_for(request, pk, "initiatives.show")
    form = ShowForm(data_of(request), initiative=initiative)
    if done(
        form, lambda: initiatives.show(initiative=initiative, by=request.user, **form.values())
    ):
        messages.success(request, _("Saved."))
        return redirect(initiative)
    lead = _("Who raised a concern is told to nobody, whatever you choose.")
    title, label = _("Who sees it"), _("Save")
    return ask(request, initiative, form, title=title, lead=lead, label=label)
