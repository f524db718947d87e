"""Pages on which an officer logs a meeting: on a phone, in a minute."""

from __future__ import annotations

from uuid import uuid4

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from accounts.models import User
from accounts.requests import SignedInRequest
from leaders.views.pages import require
from meetings.actions.logging import log_meeting, start_unplanned_meeting
from meetings.actions.minutes import readers
from meetings.errors import LogChanged, MinutesChanged
from meetings.forms.log_sheet import LogSheet
from meetings.forms.logging import UnplannedMeetingForm
from meetings.forms.resumed import resumed
from meetings.forms.typed import draft_key
from meetings.models import Commitment, Meeting, Minutes
from meetings.querysets import MeetingQuerySet
from meetings.views import kept_text

UNPROCESSABLE = 422
CONFLICT = 409
MOST_LISTED = 20


@require_http_methods(["GET", "POST"])
def log_start(request: SignedInRequest) -> HttpResponse:
    """The officer's button: which meeting?"""
    user = request.user
    require(user.has_perm("meetings.log_meeting"))
    data = request.POST if request.method == "POST" else None
    form = UnplannedMeetingForm(data, user=user, initial=_now())
    if form.is_valid():
        cleaned = form.cleaned_data
        area = cleaned.pop("area")
        meeting = start_unplanned_meeting(**cleaned, areas=[area], by=user)
        return redirect("meetings:meeting-log", pk=meeting.pk)
    to_log = _to_log(request, user)
    context = {"form": form, "meetings": to_log[:MOST_LISTED], "is_all": "all" in request.GET}
    status = UNPROCESSABLE if form.is_bound else None
    return render(request, "meetings/meeting_log_start.html", context, status=status)


# Also for those whose session has ended: what they typed is kept while they sign in.
@login_not_required
@require_http_methods(["GET", "POST"])
def meeting_log(request: HttpRequest, pk: int) -> HttpResponse:
    if not request.user.is_authenticated:
        return kept_text.keep(request)
    user = request.user
    meeting = get_object_or_404(Meeting.objects.visible_to(user), pk=pk)
    require(user.has_perm("meetings.log_meeting", meeting))
    if request.method == "POST":
        return _answer(request, meeting, user)
    typed = kept_text.kept(request, meeting=meeting, user=user)
    if typed is None:
        return _show(request, LogSheet(meeting=meeting, user=user))
    return _show(request, _as_typed(meeting, user, typed), was_kept=True)


@require_GET
def meeting_logged(request: SignedInRequest, pk: int) -> HttpResponse:
    """Says that the log is saved, and what comes next."""
    user = request.user
    meeting = get_object_or_404(Meeting.objects.visible_to(user).logged(), pk=pk)
    require(user.has_perm("meetings.log_meeting", meeting))
    context = {
        "meeting": meeting,
        "draft_key": draft_key(user=user.pk, meeting=meeting.pk),
        "came_count": meeting.attendances.count() + meeting.others_count,
        "minutes": Minutes.objects.visible_to(user).filter(meeting=meeting).first(),
        "promises": Commitment.objects.filter(meeting=meeting).with_people(),
        "readers": readers(meeting),
    }
    return render(request, "meetings/meeting_logged.html", context)


def _answer(request: HttpRequest, meeting: Meeting, user: User) -> HttpResponse:
    """A button was pressed: save, or one that only helps with typing."""
    button = request.POST.get("do", "save")
    if button == "discard":
        kept_text.forget(request, meeting=meeting)
        return redirect("meetings:meeting-log", pk=meeting.pk)
    if button == "save":
        return _save(request, meeting, user)
    sheet = _as_typed(meeting, user, request.POST)
    if button == "search":
        sheet.search()
    elif button == "add-walk-in":
        sheet.add_walk_in()
    elif button == "add-promise":
        sheet.add_promise()
    return _show(request, sheet)


def _save(request: HttpRequest, meeting: Meeting, user: User) -> HttpResponse:
    sheet = LogSheet(meeting=meeting, user=user, data=request.POST, is_submitted=True)
    if not sheet.is_valid():
        return _show(request, sheet, status=UNPROCESSABLE)
    try:
        log_meeting(meeting=meeting, log=sheet.log(), by=user)
    except MinutesChanged as conflict:
        typed = request.POST.copy()
        typed["revision"] = str(conflict.minutes.revision)
        sheet = LogSheet(meeting=meeting, user=user, data=typed)
        return _show(request, sheet, conflict=conflict.minutes, status=CONFLICT)
    except LogChanged:
        sheet = _as_typed(meeting, user, request.POST)
        return _show(request, sheet, was_saved=True, status=CONFLICT)
    except ValidationError as refusal:
        status = CONFLICT if getattr(refusal, "code", "") == "conflict" else UNPROCESSABLE
        return _show(request, sheet, refusals=refusal.messages, status=status)
    kept_text.forget(request, meeting=meeting)
    return redirect("meetings:meeting-logged", pk=meeting.pk)


def _as_typed(meeting: Meeting, user: User, data: QueryDict) -> LogSheet:
    typed = resumed(data, meeting=meeting, user=user)
    return LogSheet(meeting=meeting, user=user, data=typed)


def _show(
    request: HttpRequest, sheet: LogSheet, status: int | None = None, **context: object
) -> HttpResponse:
    context |= {"sheet": sheet, "meeting": sheet.meeting}
    return render(request, "meetings/meeting_log.html", context, status=status)


def _to_log(request: HttpRequest, user: User) -> MeetingQuerySet:
    """Today's, also the coming ones, then those that wait; mine, unless all are asked for."""
    until = timezone.localtime().replace(hour=23, minute=59, second=59)
    meetings = Meeting.objects.visible_to(user).to_log(until)
    is_all = "all" in request.GET or user.is_coordinating
    return meetings if is_all else meetings.of_officer(user)


def _now() -> dict[str, object]:
    now = timezone.localtime().replace(second=0, microsecond=0)
    return {"starts_at": now, "nonce": uuid4()}
