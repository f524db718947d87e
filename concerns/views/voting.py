"""Leaders of an area say what matters most; the department sees it, and orders by it."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.requests import SignedInRequest
from concerns.actions import voting
from concerns.forms.priorities import VoteForm
from concerns.models import Priority, PriorityVote
from leaders.models import Area, Leader
from leaders.views.asking import data_of, done
from leaders.views.pages import require


@require_http_methods(["GET", "HEAD", "POST"])
def priority_order(request: SignedInRequest, code: str) -> HttpResponse:
    """A POST is the answer of a leader."""
    area = _area(request, code)
    may_vote = request.user.has_perm("concerns.vote_on_priorities", area)
    may_see = request.user.has_perm("concerns.see_votes")
    require(may_vote or (may_see and request.method != "POST"))
    current = Priority.objects.visible_to(request.user).current().in_areas([area])
    form = _form(request, area, current) if may_vote else None
    if form and done(form, lambda: voting.choose(area=area, **form.values())):
        messages.success(request, _("Thank you. The department sees what leaders say together."))
        return redirect("concerns:priority-order", code=area.code)
    counted = list(current.with_vote_count().order_by("rank", "pk")) if may_see else []
    context = {
        "area": area,
        "form": form,
        "may_see": may_see,
        "lead": _("Leaders of an area say which of its priorities come first."),
        "priorities": counted,
        "voters": counted[0].voter_count if counted else 0,
        "is_ordered": Priority.follow_votes(counted),
        "may_order": request.user.has_perm("concerns.change_priority", Priority(area=area)),
        "order_url": reverse("concerns:priority-order-by-votes", kwargs={"code": area.code}),
    }
    status = 422 if form and form.errors else 200
    return render(request, "concerns/priority_order.html", context, status=status)


@require_POST
def priority_order_by_votes(request: SignedInRequest, code: str) -> HttpResponse:
    area = _area(request, code)
    require(request.user.has_perm("concerns.change_priority", Priority(area=area)))
    voting.order_by_votes(area=area, by=request.user)
    messages.success(request, _("The priorities stand in the order of what leaders say."))
    return redirect(area)


def _area(request: SignedInRequest, code: str) -> Area:
    visible = Area.objects.visible_to(request.user).defer("boundary")
    return get_object_or_404(visible.prefetch_related("officers"), code__iexact=code)


def _form(request: SignedInRequest, area: Area, current: object) -> VoteForm:
    leader = Leader.objects.of_user(request.user).get()
    chosen = PriorityVote.objects.visible_to(request.user).filter(priority__area=area)
    initial = {"priorities": list(chosen.values_list("priority", flat=True))}
    return VoteForm(data_of(request), leader=leader, priorities=current, initial=initial)
