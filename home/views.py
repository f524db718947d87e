"""Start pages by persona, and the public area page."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from home import area_page, coordinator_page, leader_page, officer_page, public_page
from leaders.models import Area


@login_not_required
@require_safe
def start(request: HttpRequest) -> HttpResponse:
    """A visitor's front door, or the signed-in person's own desk."""
    user, at = request.user, timezone.now()
    page: object
    if not user.is_authenticated:
        template, page = "home/start_public.html", public_page.build(user, at)
    elif user.is_coordinating:
        template, page = "home/start_coordinator.html", coordinator_page.build(user, at)
    elif user.is_police:
        template, page = "home/start_officer.html", officer_page.build(user, at)
    else:
        template, page = "home/start_leader.html", leader_page.build(user, at)
    return render(request, template, {"page": page, "today": timezone.localdate(at), "now": at})


@login_not_required
@require_safe
def area(request: HttpRequest, code: str) -> HttpResponse:
    found = get_object_or_404(Area.objects.visible_to(request.user), code__iexact=code)
    at = timezone.now()
    page = area_page.build(found, request.user, at)
    context = {"page": page, "today": timezone.localdate(at)}
    return render(request, "home/area_detail.html", context)
