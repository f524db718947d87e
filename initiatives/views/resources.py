"""What initiatives need, what is offered, and what became of it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db.models import F
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.requests import SignedInRequest
from initiatives import worth
from initiatives.actions import asking, resources
from initiatives.forms.resources import (
    AskForm,
    BookForm,
    MatchForm,
    NeedForm,
    OfferForm,
    ThankForm,
)
from initiatives.models import Initiative, Need, Offer
from initiatives.views.asking import ASKED, ask, initiative_for
from leaders.views.asking import data_of, done
from leaders.views.pages import page_of, require

SUGGESTED = 5


@require_safe
def initiative_resources(request: SignedInRequest, pk: int) -> HttpResponse:
    initiative = initiative_for(request, pk, "initiatives.read_work")
    user = request.user
    offers = Offer.objects.visible_to(user).of_initiative(initiative).with_names()
    context = {
        "initiative": initiative,
        "needs": Need.objects.visible_to(user).of_initiative(initiative).with_sums(),
        "page": page_of(request, offers),
        "totals": offers.worth() if user.has_perm("initiatives.record_offers", initiative) else (),
        "may_add": user.has_perm("initiatives.add_need", initiative),
        "suggested": Offer.objects.visible_to(user).suggested_for(initiative)[:SUGGESTED],
    }
    return render(request, "initiatives/resource_list.html", context)


@require_http_methods(ASKED)
def need_create(request: SignedInRequest, pk: int) -> HttpResponse:
    initiative = initiative_for(request, pk, "initiatives.add_need")
    form = NeedForm(data_of(request))
    act = resources.ask
    if done(form, lambda: act(initiative=initiative, by=request.user, **form.cleaned_data)):
        messages.success(request, _("It is on the list. Ask somebody for it."))
        return redirect("initiatives:initiative-resources", pk=initiative.pk)
    title, label = _("Say what is needed"), _("Put it on the list")
    return ask(request, initiative, form, title=title, label=label)


@require_http_methods(ASKED)
def need_ask(request: SignedInRequest, pk: int, need: int) -> HttpResponse:
    initiative, found = _need(request, pk, need)
    form = AskForm(data_of(request), initiative=initiative, user=request.user)
    asked: list[int] = []
    act = asking.ask_leaders
    if done(form, lambda: asked.append(act(need=found, by=request.user, **form.cleaned_data))):
        sentence = ngettext(
            "%(count)d leader was asked.", "%(count)d leaders were asked.", asked[0]
        )
        messages.success(request, sentence % {"count": asked[0]})
        return redirect("initiatives:initiative-resources", pk=initiative.pk)
    lead = _("Each gets a mail with a link of their own and offers without an account, once.")
    title = _("Ask for: %s") % found.title
    return ask(request, initiative, form, title=title, lead=lead, label=_("Ask them"))


@require_POST
def need_settle(request: SignedInRequest, pk: int, need: int) -> HttpResponse:
    initiative, found = _need(request, pk, need)
    resources.settle(need=found, by=request.user)
    messages.success(request, _("Nothing more is asked for it."))
    return redirect("initiatives:initiative-resources", pk=initiative.pk)


@require_http_methods(ASKED)
def need_offer(request: SignedInRequest, pk: int, need: int) -> HttpResponse:
    """Write down what somebody gives for this need."""
    initiative, found = _need(request, pk, need)
    require(request.user.is_police)
    form = OfferForm(data_of(request), user=request.user, need=found)
    if done(form, lambda: _offer(request, form, need=found, kind=found.kind, unit=found.unit)):
        messages.success(request, _("The offer is written down."))
        return redirect("initiatives:initiative-resources", pk=initiative.pk)
    title, label = _("Write down an offer"), _("Write it down")
    return ask(request, initiative, form, title=title, lead=str(found), label=label)


@require_http_methods(ASKED)
def offer_create(request: SignedInRequest) -> HttpResponse:
    """Something offered to the department, for whoever needs it."""
    require(request.user.has_perm("initiatives.view_resources"))
    form = OfferForm(data_of(request), user=request.user)
    if done(form, lambda: _offer(request, form)):
        messages.success(request, _("The offer is written down."))
        return redirect("initiatives:offer-list")
    status = 422 if form.errors else 200
    return render(request, "initiatives/offer_form.html", {"form": form}, status=status)


@require_safe
def offer_list(request: SignedInRequest) -> HttpResponse:
    """What is free, and what was given in all: by year, by initiative, by giver."""
    require(request.user.has_perm("initiatives.view_resources"))
    offers = Offer.objects.visible_to(request.user)
    context = {
        "page": page_of(request, offers.free().with_names()),
        "years": worth.by_year(offers),
        "initiatives": worth.largest(
            offers, key=F("need__initiative"), name=F("need__initiative__title")
        ),
        "organizations": worth.largest(offers, key=F("organization"), name=F("organization__name")),
    }
    return render(request, "initiatives/offer_list.html", context)


@require_http_methods(ASKED)
def offer_detail(request: SignedInRequest, pk: int) -> HttpResponse:
    """An offer with its ledger; who works on it books what happened."""
    offer = _offer_for(request, pk)
    may_book = request.user.has_perm("initiatives.book", offer)
    form = BookForm(data_of(request)) if may_book else None
    require(form is not None or request.method != "POST")
    if form is not None and done(
        form, lambda: resources.book(offer=offer, by=request.user, **form.cleaned_data)
    ):
        messages.success(request, _("It is in the ledger."))
        return redirect("initiatives:offer-detail", pk=offer.pk)
    context: dict[str, Any] = {
        "offer": Offer.objects.with_names().get(pk=offer.pk),
        "entries": offer.entries.select_related("by"),
        "form": form,
        "may_book": may_book,
    }
    status = 200
    if form is not None and form.errors:
        status = 409 if form.has_error("__all__", "conflict") else 422
    return render(request, "initiatives/offer_detail.html", context, status=status)


@require_http_methods(ASKED)
def offer_match(request: SignedInRequest, pk: int) -> HttpResponse:
    offer = _offer_for(request, pk)
    require(request.user.has_perm("initiatives.book", offer))
    fitting = Need.objects.visible_to(request.user).fitting(offer).select_related("initiative")
    form = MatchForm(data_of(request), fitting=fitting)
    if done(form, lambda: resources.match(offer=offer, by=request.user, **form.cleaned_data)):
        messages.success(request, _("It is for this need now."))
        return redirect("initiatives:offer-detail", pk=offer.pk)
    return _about(request, offer, form, title=_("Give it to a need"), label=_("Give it"))


@require_http_methods(ASKED)
def offer_thank(request: SignedInRequest, pk: int) -> HttpResponse:
    offer = _offer_for(request, pk)
    require(request.user.has_perm("initiatives.book", offer))
    form = ThankForm(data_of(request))
    if done(form, lambda: resources.thank(offer=offer, by=request.user, **form.cleaned_data)):
        messages.success(request, _("Your thanks are on their way."))
        return redirect("initiatives:offer-detail", pk=offer.pk)
    return _about(request, offer, form, title=_("Say thank you"), label=_("Send it"))


def _about(
    request: SignedInRequest, offer: Offer, form: Any, *, title: str, label: str
) -> HttpResponse:
    status = 409 if form.has_error("__all__", "conflict") else 422 if form.errors else 200
    context = {"offer": offer, "form": form, "title": title, "label": label}
    return render(request, "initiatives/offer_step.html", context, status=status)


def _need(request: SignedInRequest, pk: int, key: int) -> tuple[Initiative, Need]:
    initiative = initiative_for(request, pk, "initiatives.add_need")
    visible = Need.objects.visible_to(request.user).of_initiative(initiative)
    found = get_object_or_404(visible, pk=key)
    found.initiative = initiative
    return initiative, found


def _offer_for(request: SignedInRequest, pk: int) -> Offer:
    found = Offer.objects.visible_to(request.user).with_names()
    return get_object_or_404(found.select_related("need__initiative__lead_leader"), pk=pk)


def _offer(request: SignedInRequest, form: OfferForm, **values: Any) -> Offer:
    return resources.offer(by=request.user, **(form.cleaned_data | values))
