"""What is done with a meeting in one step, each asked about first: nothing changes by a link."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.requests import SignedInRequest
from leaders.views.asking import data_of, done
from leaders.views.pages import require
from meetings import summaries
from meetings.actions import planning
from meetings.forms.planning import CancelForm, MoveForm
from meetings.models import Meeting


@require_http_methods(["GET", "HEAD", "POST"])
def meeting_publish(request: SignedInRequest, pk: int) -> HttpResponse:
    meeting = _meeting(request, pk, "meetings.publish_meeting")
    form = forms.Form(data_of(request))
    if done(form, lambda: planning.publish(meeting=meeting, by=request.user)):
        messages.success(request, _("The meeting is published."))
        return redirect(meeting)
    counts = summaries.answers_of(meeting)
    return _ask(
        request,
        meeting,
        form,
        title=_("Publish this meeting?"),
        lead=_publishing(meeting, counts.invited),
        label=_("Publish the meeting"),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def meeting_move(request: SignedInRequest, pk: int) -> HttpResponse:
    meeting = _meeting(request, pk, "meetings.change_meeting")
    form = MoveForm(data_of(request), meeting=meeting)
    if done(form, lambda: planning.move(meeting=meeting, by=request.user, **form.values())):
        messages.success(request, _("The meeting is moved. Whoever was invited is told."))
        return redirect(meeting)
    return _ask(
        request,
        meeting,
        form,
        title=_("Move this meeting"),
        lead=_("Answers stay as they are. Whoever was invited is told the new time and place."),
        label=_("Move the meeting"),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def meeting_cancel(request: SignedInRequest, pk: int) -> HttpResponse:
    meeting = _meeting(request, pk, "meetings.cancel_meeting")
    form = CancelForm(data_of(request))
    if done(form, lambda: planning.cancel(meeting=meeting, by=request.user, **form.cleaned_data)):
        messages.success(request, _("The meeting is cancelled. Whoever may have come is told."))
        return redirect(meeting)
    return _ask(
        request,
        meeting,
        form,
        title=_("Cancel this meeting?"),
        lead=_("Whoever may come is told why. This cannot be undone."),
        label=_("Cancel the meeting"),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def meeting_discard(request: SignedInRequest, pk: int) -> HttpResponse:
    meeting = _meeting(request, pk, "meetings.change_meeting")
    form = forms.Form(data_of(request))
    if done(form, lambda: planning.discard(meeting=meeting, by=request.user)):
        messages.success(request, _("The draft is deleted."))
        return redirect("meetings:meeting-list")
    return _ask(
        request,
        meeting,
        form,
        title=_("Delete this draft?"),
        lead=_("Nobody knows of it, so nobody is told. This cannot be undone."),
        label=_("Delete the draft"),
    )


def _meeting(request: SignedInRequest, pk: int, permission: str) -> Meeting:
    meeting = get_object_or_404(Meeting.objects.visible_to(request.user), pk=pk)
    require(request.user.has_perm(permission, meeting))
    return meeting


def _ask(
    request: SignedInRequest, meeting: Meeting, form: forms.Form, **words: str
) -> HttpResponse:
    return render(
        request, "meetings/meeting_step.html", {"meeting": meeting, "form": form, **words}
    )


def _publishing(meeting: Meeting, invited: int) -> str:
    if not invited and not meeting.series_id:
        return _("It is shown to the public. Nobody is invited yet.")
    if meeting.invite_at:
        return _("It is shown to the public. Invitations go out at their time.")
    return _("It is shown to the public, and invitations go out at once.")
