"""Leaders stand behind what others raised: published concerns of their areas."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.requests import SignedInRequest
from concerns.actions import support as actions
from concerns.models import Concern
from leaders.models import Leader
from leaders.views.pages import page_of, require


@require_safe
def support_list(request: SignedInRequest) -> HttpResponse:
    leader = get_object_or_404(Leader.objects.of_user(request.user))
    published = Concern.objects.visible_to(request.user).published().in_areas(leader.areas.all())
    page = page_of(request, published.for_list().with_support_count().order_by("-published_at"))
    shown = [concern.pk for concern in page.object_list]
    supported = Concern.objects.filter(pk__in=shown).supported_by(leader)
    context = {
        "page": page,
        "supported": set(supported.values_list("pk", flat=True)),
        "own": set(
            Concern.objects.filter(pk__in=shown).raised_by(leader).values_list("pk", flat=True)
        ),
    }
    return render(request, "concerns/support_list.html", context)


@require_POST
def support(request: SignedInRequest, pk: int) -> HttpResponse:
    concern = get_object_or_404(Concern.objects.visible_to(request.user), pk=pk)
    require(request.user.has_perm("concerns.support", concern))
    leader = get_object_or_404(Leader.objects.of_user(request.user))
    if "withdraw" in request.POST:
        actions.withdraw(concern=concern, leader=leader)
        messages.success(request, _("You no longer support it."))
    else:
        actions.support(concern=concern, leader=leader)
        messages.success(request, _("You support it. The department sees that you do."))
    return redirect("concerns:support-list")
