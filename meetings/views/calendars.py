"""Calendars that phones and computers subscribe to, and one's own address for that."""

from __future__ import annotations

import hashlib

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.cache import get_conditional_response
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from accounts.models import User
from accounts.requests import SignedInRequest
from leaders.models import Area, Leader
from leaders.models.areas import code_validator
from meetings import feeds, icalendar
from meetings.actions.calendars import renew_address
from meetings.icalendar import Event
from meetings.letters import language_of


@login_not_required
@require_safe
def calendar_feed(request: HttpRequest, token: str) -> HttpResponse:
    """A leader's invitations, or the meetings of a member of the department."""
    leader = Leader.objects.active().filter(calendar_token=token).first()
    owner: Leader | User = leader or get_object_or_404(User.objects.active(), calendar_token=token)
    with translation.override(_language(owner)):
        events = feeds.of_leader(owner) if isinstance(owner, Leader) else feeds.of_user(owner)
        name = _("%(department)s: my meetings") % {"department": settings.DEPARTMENT_NAME}
        response = _feed(request, events, name, "private, no-cache")
    response.headers["X-Robots-Tag"] = "noindex"
    return response


@login_not_required
@require_safe
def area_feed(request: HttpRequest, code: str) -> HttpResponse:
    try:
        code_validator(code)
    except ValidationError as error:
        raise Http404 from error
    area = get_object_or_404(Area.objects.visible_to(request.user), code__iexact=code)
    name = _("%(department)s: %(area)s") % {
        "department": settings.DEPARTMENT_NAME,
        "area": area.name,
    }
    return _feed(request, feeds.of_area(area), name, "public, max-age=900")


@never_cache
@require_safe
def calendar(request: SignedInRequest) -> HttpResponse:
    """One's own address, and how to use it."""
    leader = Leader.objects.of_user(request.user).first()
    token = leader.calendar_token if leader else request.user.calendar_token
    address = settings.SITE_URL + reverse("meetings:calendar-feed", kwargs={"token": token})
    context = {"address": address, "webcal": f"webcal:{address.partition(':')[2]}"}
    return render(request, "meetings/calendar.html", context)


@require_POST
def calendar_renew(request: SignedInRequest) -> HttpResponse:
    renew_address(by=request.user)
    messages.success(request, _("Your calendar has a new address. The old one works no more."))
    return redirect("meetings:calendar")


def _feed(request: HttpRequest, events: list[Event], name: str, caching: str) -> HttpResponse:
    """Sent in full only when something has changed since this program last asked."""
    body = icalendar.feed(events, name=name).encode()
    etag = f'"{hashlib.sha256(body).hexdigest()[:32]}"'
    response = HttpResponse(
        body,
        content_type="text/calendar; charset=utf-8",
        headers={
            "ETag": etag,
            "Cache-Control": caching,
            "Content-Language": translation.get_language(),
        },
    )
    conditional = get_conditional_response(request, etag=etag, response=response)
    return conditional if isinstance(conditional, HttpResponse) else response


def _language(owner: Leader | User) -> str:
    return language_of(owner) if isinstance(owner, Leader) else owner.language
