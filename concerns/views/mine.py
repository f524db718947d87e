"""My concerns: signed in as a leader, or by a short-lived link to one's own address."""

from __future__ import annotations

from http import HTTPStatus
from urllib.parse import urlsplit

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from concerns import limits, links
from concerns.actions.mailing import mail_link
from concerns.forms.following import AddressForm
from concerns.models import Concern
from concerns.views.private import private, status_of
from leaders.views.pages import page_of
from meetings.views import links as by_link


@private
@require_http_methods(["GET", "HEAD", "POST"])
def mine(request: HttpRequest) -> HttpResponse:
    form = AddressForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and limits.LINKS_ASKED.count(limits.address_of(request)):
        form.add_error(None, _("You have asked very often. Wait an hour, then try again."))
        return _page(request, form, status=HTTPStatus.TOO_MANY_REQUESTS)
    if form.is_valid():
        address = form.cleaned_data["email"]
        if not limits.LINKS_FOR_ADDRESS.count(address.casefold()):
            mail_link(email=address)
        # The same answer whether we know the address or not.
        return render(request, "concerns/link_sent.html", {"address": address})
    return _page(request, form, status=status_of(form))


@private
@require_safe
def mine_by_link(request: HttpRequest, token: str) -> HttpResponse:
    reporter = links.read_mine(token)
    if reporter is None:
        return by_link.unknown(request, "concerns/link_unknown.html")
    raised = Concern.objects.raised_from(reporter.email).select_related("reporter")
    page = page_of(request, raised.for_list().newest_first())
    rows = [
        (concern, urlsplit(links.follow(concern.reporter)).path) for concern in page.object_list
    ]
    return render(request, "concerns/own_by_link.html", {"page": page, "rows": rows})


def _page(request: HttpRequest, form: AddressForm, status: HTTPStatus) -> HttpResponse:
    own = Concern.objects.of_raiser(request.user)
    page = page_of(request, own.for_list().newest_first())
    context = {
        "form": form,
        "page": page,
        "rows": [
            (concern, reverse("concerns:own", kwargs={"pk": concern.pk}))
            for concern in page.object_list
        ],
        "is_leader": hasattr(request.user, "leader"),
    }
    return render(request, "concerns/own_list.html", context, status=status)
