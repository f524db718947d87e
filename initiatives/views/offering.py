"""A leader offers by the link in a mail, without an account. Opening it changes nothing."""

from __future__ import annotations

from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from concerns.views.private import private, status_of
from initiatives import links
from initiatives.actions import resources
from initiatives.forms.resources import GiveForm
from initiatives.models import Need, Offer
from initiatives.views.asking import ASKED
from leaders.models import Leader
from leaders.views.asking import done
from meetings.views import links as by_link
from outbox.rendering import written_language


@private
@require_http_methods(ASKED)
def offer_by_link(request: HttpRequest, token: str) -> HttpResponse:
    found = links.read_offer(token)
    if found is None:
        # Not 404: that would be logged with the address, which may hold a secret.
        status = HTTPStatus.GONE
        return render(request, "initiatives/offer_link_unknown.html", status=status)
    need, leader = found
    with by_link.language(request, written_language(leader.preferred_language)):
        return _give(request, need, leader)


def _give(request: HttpRequest, need: Need, leader: Leader) -> HttpResponse:
    form = GiveForm(request.POST if request.method == "POST" else None)
    if done(form, lambda: _offer(form, need, leader)):
        return redirect(f"{request.path}?done=offered")
    own = Offer.objects.filter(need=need, leader=leader)
    context = {
        "need": need,
        "leader": leader,
        "form": form,
        "own": own,
        "is_done": request.GET.get("done") == "offered",
    }
    return render(request, "initiatives/offer_by_link.html", context, status=status_of(form))


def _offer(form: GiveForm, need: Need, leader: Leader) -> Offer:
    return resources.offer(
        need=need,
        leader=leader,
        kind=need.kind,
        title=need.title,
        unit=need.unit,
        currency=need.currency,
        **form.cleaned_data,
    )
