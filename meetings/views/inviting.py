"""Choosing whom to invite: first see who matches, then ask them."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from accounts.requests import SignedInRequest
from leaders.models import Leader
from leaders.querysets import LeaderQuerySet
from leaders.views.pages import require
from meetings.actions import invitations
from meetings.forms.inviting import TICKED, AudienceForm, TickedForm
from meetings.models import Meeting

SHOWN = 100


@require_http_methods(["GET", "HEAD", "POST"])
def meeting_invite(request: SignedInRequest, pk: int) -> HttpResponse:
    meeting = get_object_or_404(Meeting.objects.visible_to(request.user), pk=pk)
    require(request.user.has_perm("meetings.invite", meeting))
    form = AudienceForm(request.GET or _own_areas(meeting))
    matching = form.matching() if form.is_valid() else Leader.objects.none()
    invited = meeting.invitations.standing()
    new = matching.exclude(pk__in=invited.values("leader"))
    if request.method == "POST" and _invite(request, meeting, new):
        return redirect(meeting)
    count = new.count()
    context = {
        "meeting": meeting,
        "form": form,
        "leaders": new.for_choice()[:SHOWN],
        "count": count,
        "more": max(count - SHOWN, 0),
        "unreachable": new.filter(email="").count(),
        "already": matching.filter(pk__in=invited.values("leader")).count(),
        "query": request.GET.urlencode(),
        "is_sent_now": invitations.invitations_are_out(meeting, at=timezone.now()),
    }
    return render(request, "meetings/meeting_invite.html", context)


def _own_areas(meeting: Meeting) -> QueryDict:
    """Where nothing is chosen yet: the leaders of the meeting's areas."""
    chosen = QueryDict(mutable=True)
    chosen.setlist("areas", [str(pk) for pk in meeting.areas.values_list("pk", flat=True)])
    return chosen


def _invite(request: SignedInRequest, meeting: Meeting, matching: LeaderQuerySet) -> bool:
    form = TickedForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Choose the people once more."))
        return False
    is_by_name = form.cleaned_data["who"] == TICKED
    leaders = form.cleaned_data["leaders"] if is_by_name else matching
    if not leaders:
        messages.error(request, _("Nobody is chosen."))
        return False
    try:
        count = invitations.invite(meeting=meeting, leaders=leaders, by=request.user)
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
        return True
    text = ngettext("%(count)d leader is invited.", "%(count)d leaders are invited.", count)
    messages.success(request, text % {"count": count})
    return True
