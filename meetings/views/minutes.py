"""The minutes of a meeting: to read, to publish, and as they were before."""

from __future__ import annotations

from django.apps import apps
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from accounts.requests import SignedInRequest
from leaders.views.pages import require
from meetings.actions import minutes as actions
from meetings.models import Commitment, Meeting, Minutes


@require_safe
def meeting_minutes(request: SignedInRequest, pk: int) -> HttpResponse:
    """The text, or, for the department, an earlier revision of it."""
    visible = Minutes.objects.visible_to(request.user).select_related("meeting", "updated_by")
    minutes = get_object_or_404(visible, meeting=pk)
    meeting = minutes.meeting
    promises = Commitment.objects.visible_to(request.user).filter(meeting=meeting)
    context = {
        "meeting": meeting,
        "minutes": minutes,
        "text": minutes.text,
        "promises": promises.with_people(),
        "came_count": meeting.attendances.count() + meeting.others_count,
    }
    if request.user.has_perm("meetings.publish_minutes", meeting):
        context |= _of_department(minutes, request.GET.get("revision", ""))
    return render(request, "meetings/meeting_minutes.html", context)


@require_POST
def minutes_publish(request: SignedInRequest, pk: int) -> HttpResponse:
    meeting = _to_publish(request, pk)
    is_mailed = "is_mailed" in request.POST
    try:
        count = actions.publish_minutes(meeting=meeting, by=request.user, is_mailed=is_mailed)
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
        return redirect("meetings:meeting-log", pk=meeting.pk)
    messages.success(request, _published(count))
    return redirect("meetings:meeting-minutes", pk=meeting.pk)


@require_POST
def minutes_withdraw(request: SignedInRequest, pk: int) -> HttpResponse:
    meeting = _to_publish(request, pk)
    actions.withdraw_minutes(meeting=meeting, by=request.user)
    messages.success(request, _("The minutes are a draft again."))
    return redirect("meetings:meeting-minutes", pk=meeting.pk)


def _to_publish(request: SignedInRequest, pk: int) -> Meeting:
    meeting = get_object_or_404(Meeting.objects.visible_to(request.user), pk=pk)
    require(request.user.has_perm("meetings.publish_minutes", meeting))
    return meeting


def _of_department(minutes: Minutes, revision: str) -> dict[str, object]:
    """Who came, who can be mailed, and every revision; one of them, if it is asked for."""
    history = apps.get_model("meetings.MinutesEvent").objects.filter(pgh_obj=minutes)
    revisions = list(
        history.order_by("-revision", "pgh_id").distinct("revision").select_related("updated_by")
    )
    shown: dict[str, object] = {
        "revisions": revisions,
        "attendances": minutes.meeting.attendances.select_related("leader", "user"),
        "readers": actions.readers(minutes.meeting),
        "may_publish": True,
    }
    if revision:
        earlier = next((row for row in revisions if str(row.revision) == revision), None)
        if earlier is None:
            raise Http404
        shown |= {"text": earlier.text, "earlier": earlier}
    return shown


def _published(count: int) -> str:
    if not count:
        return _("The minutes are published.")
    return ngettext(
        "The minutes are published and mailed to %(count)s person.",
        "The minutes are published and mailed to %(count)s people.",
        count,
    ) % {"count": count}
