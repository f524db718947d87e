"""Who leads it, where, with whom, and what it answers."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.requests import SignedInRequest
from concerns.models import Concern
from concerns.views.asking import ask as ask_about_concern
from concerns.views.asking import concern_for
from initiatives.actions import conversions, initiatives, partners, places
from initiatives.forms.people import (
    ConvertForm,
    JoinForm,
    LeadsForm,
    LeaveForm,
    LinkForm,
    PlacesForm,
)
from initiatives.models import Initiative
from initiatives.views.asking import ASKED, ask, initiative_for
from leaders.views.asking import data_of, done
from leaders.views.pages import require


@require_http_methods(ASKED)
def initiative_leads(request: SignedInRequest, pk: int) -> HttpResponse:
    initiative = initiative_for(request, pk, "initiatives.change_people")
    form = LeadsForm(data_of(request), initiative=initiative, user=request.user)
    if done(
        form, lambda: initiatives.lead(initiative=initiative, by=request.user, **form.values())
    ):
        messages.success(request, _("Saved."))
        return redirect(initiative)
    lead = _("One of the department and one of the community, from the Response on at the latest.")
    return ask(request, initiative, form, title=_("Who leads it"), lead=lead, label=_("Save"))


@require_http_methods(ASKED)
def initiative_places(request: SignedInRequest, pk: int) -> HttpResponse:
    initiative = initiative_for(request, pk, "initiatives.change_places")
    form = PlacesForm(data_of(request), initiative=initiative)
    if done(form, lambda: places.place(initiative=initiative, by=request.user, **form.values())):
        messages.success(request, _("Saved."))
        return redirect(initiative)
    lead = _("An area has one role.")
    return ask(request, initiative, form, title=_("Places"), lead=lead, label=_("Save"))


@require_http_methods(ASKED)
def initiative_join(request: SignedInRequest, pk: int) -> HttpResponse:
    initiative = initiative_for(request, pk, "initiatives.change_people")
    form = JoinForm(data_of(request), initiative=initiative, user=request.user)
    act = partners.join
    if done(form, lambda: act(initiative=initiative, by=request.user, **form.cleaned_data)):
        messages.success(request, _("They take part now."))
        return redirect(initiative)
    return ask(request, initiative, form, title=_("Add a partner"), label=_("Add the partner"))


@require_http_methods(ASKED)
def partner_leave(request: SignedInRequest, pk: int, partner: int) -> HttpResponse:
    initiative = initiative_for(request, pk, "initiatives.change_people")
    found = get_object_or_404(initiative.partners.present().with_names(), pk=partner)
    form = LeaveForm(data_of(request))
    if done(form, lambda: partners.leave(partner=found, by=request.user, **form.cleaned_data)):
        messages.success(request, _("They take part no longer."))
        return redirect(initiative)
    title = _("%(name)s leaves") % {"name": found.organization}
    return ask(request, initiative, form, title=title, label=_("They leave"))


@require_http_methods(ASKED)
def initiative_link(request: SignedInRequest, pk: int) -> HttpResponse:
    initiative = initiative_for(request, pk, "initiatives.link_concerns")
    form = LinkForm(data_of(request), user=request.user)
    act = conversions.link
    if done(form, lambda: act(initiative=initiative, concern=form.concern, by=request.user)):
        messages.success(request, _("Its thread says that joint work answers it now."))
        return redirect(initiative)
    lead = _("Whoever raised it reads that it became part of joint work, and no names.")
    title, label = _("Add a concern"), _("Add the concern")
    return ask(request, initiative, form, title=title, lead=lead, label=label)


@require_POST
def initiative_unlink(request: SignedInRequest, pk: int, concern: int) -> HttpResponse:
    initiative = initiative_for(request, pk, "initiatives.link_concerns")
    linked = Concern.objects.visible_to(request.user).filter(initiatives=initiative)
    found = get_object_or_404(linked, pk=concern)
    conversions.unlink(initiative=initiative, concern=found, by=request.user)
    messages.success(request, _("It is no longer named here."))
    return redirect(initiative)


@require_http_methods(ASKED)
def concern_convert(request: SignedInRequest, pk: int) -> HttpResponse:
    """A concern becomes joint work."""
    concern = concern_for(request, pk, "concerns.convert")
    require(request.user.has_perm("initiatives.add"))
    form = ConvertForm(data_of(request), user=request.user)
    made: list[Initiative] = []
    if done(form, lambda: made.append(_convert(request, concern, form))):
        messages.success(request, _("It is begun, as a draft. The concern goes on."))
        return redirect(made[0])
    lead = _("Its thread says so. Nothing of the concern's words is taken over.")
    if not concern.is_anonymous:
        lead += " " + _("Think of who may not be known: choosing them here names them.")
    title, label = _("Make it joint work"), _("Begin the initiative")
    return ask_about_concern(request, concern, form, title=title, lead=lead, label=label)


def _convert(request: SignedInRequest, concern: Concern, form: ConvertForm) -> Initiative:
    user = request.user
    return conversions.to_initiative(
        concern=concern, by=user, lead_officer=user, **form.cleaned_data
    )
