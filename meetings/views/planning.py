"""Meetings: the list, one of them, a new one, a changed one."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe
from django.views.decorators.vary import vary_on_headers

from accounts.models import User
from accounts.requests import SignedInRequest
from leaders.views.pages import PAGE_SIZE, page_of, require, template
from meetings import listing, next_steps, summaries
from meetings.actions import planning
from meetings.filters import MeetingFilter
from meetings.forms.planning import MeetingForm
from meetings.models import Commitment, Meeting, Minutes


@login_not_required
@require_safe
@vary_on_headers("HX-Request")
def meeting_list(request: HttpRequest) -> HttpResponse:
    user = request.user
    tab = listing.tab_named(request.GET.get("show", ""), user)
    visible = listing.in_tab(Meeting.objects.visible_to(user), tab)
    filters = MeetingFilter(request.GET, visible, request=request)
    may_plan = user.has_perm("meetings.plan_meeting")
    found = filters.qs.for_list()
    page = page_of(request, found.with_answers() if may_plan else found)
    context = {
        "filters": filters,
        "page": page,
        "days": listing.by_day(page.object_list),
        "tab": tab,
        "tabs": listing.tabs_for(user),
        "may_plan": may_plan,
        "now": timezone.now(),
    }
    return render(request, template(request, "meetings/meeting_list.html"), context)


@login_not_required
@require_safe
def meeting_detail(request: HttpRequest, pk: int) -> HttpResponse:
    user, now = request.user, timezone.now()
    visible = Meeting.objects.visible_to(user).select_related("series", "host", "minutes")
    meeting = get_object_or_404(visible, pk=pk)
    may_change = user.has_perm("meetings.change_meeting", meeting)
    answers: dict[str, Any] = {}
    if user.has_perm("meetings.view_invitations", meeting):
        answers = _answers(request, meeting)
    invited = answers["counts"].invited if answers else 0
    areas = list(meeting.areas.only("code", "name"))
    context = {
        "meeting": meeting,
        "areas": areas,
        "agenda": meeting.agenda_items.all(),
        "promises": Commitment.objects.visible_to(user).for_agenda(meeting).in_words(),
        "summary": summaries.meeting_in_words(meeting, areas, at=now),
        "step": next_steps.of_meeting(meeting, user, at=now, may_run=may_change, invited=invited),
        "is_past": meeting.ends_at <= now,
        "may_change": may_change,
    }
    if meeting.logged_at:
        context |= _record(meeting, user)
    return render(request, "meetings/meeting_detail.html", context | answers)


@require_http_methods(["GET", "HEAD", "POST"])
def meeting_create(request: SignedInRequest) -> HttpResponse:
    require(request.user.has_perm("meetings.plan_meeting"))
    form = MeetingForm(request.POST or None, by=request.user)
    if form.is_valid():
        try:
            meeting = planning.plan(by=request.user, **form.values())
        except ValidationError as refusal:
            form.add_error(None, refusal)
        else:
            messages.success(request, _("The draft is saved. Nothing was sent."))
            _warn_of_the_past(request, meeting)
            return redirect(meeting)
    return render(request, "meetings/meeting_form.html", {"form": form})


@require_http_methods(["GET", "HEAD", "POST"])
def meeting_update(request: SignedInRequest, pk: int) -> HttpResponse:
    meeting = get_object_or_404(Meeting.objects.visible_to(request.user), pk=pk)
    require(request.user.has_perm("meetings.change_meeting", meeting))
    form = MeetingForm(request.POST or None, by=request.user, meeting=meeting)
    if form.is_valid():
        try:
            meeting = planning.change(meeting=meeting, by=request.user, **form.values())
        except ValidationError as refusal:
            form.add_error(None, refusal)
        else:
            messages.success(request, _("Saved."))
            _warn_of_the_past(request, meeting)
            return redirect(meeting)
    return render(request, "meetings/meeting_form.html", {"form": form, "meeting": meeting})


def _answers(request: HttpRequest, meeting: Meeting) -> dict[str, Any]:
    """Who was invited and answered what, for the department."""
    counts = summaries.answers_of(meeting)
    numbers = {"yes": counts.yes, "maybe": counts.maybe, "no": counts.no, "none": counts.none}
    answer = request.GET.get("answer", "")
    standing = meeting.invitations.standing().for_answers()
    chosen = standing.filter(response=answer) if answer in numbers else standing
    paginator = Paginator(chosen, PAGE_SIZE)
    paginator.count = numbers.get(answer, counts.invited)  # Counted already.
    return {
        "counts": counts,
        "answer": answer if answer in numbers else "",
        "invitations": paginator.get_page(request.GET.get("page")),
        "waiting": standing.waiting() if counts.waiting else [],
    }


def _record(meeting: Meeting, user: User | AnonymousUser) -> dict[str, Any]:
    """What happened: all of it for the department, for others what they may read."""
    is_police = user.has_perm("meetings.view_attendance", meeting)
    minutes = getattr(meeting, "minutes", None)
    if minutes and not is_police:
        minutes = Minutes.objects.visible_to(user).filter(pk=minutes.pk).first()
    names = ("walk_in_name", "leader__name", "user__name", "user__email")
    came = meeting.attendances.select_related("leader", "user").only(*names)
    return {
        "minutes": minutes,
        "came": came if is_police else [],
        "made": Commitment.objects.visible_to(user).filter(meeting=meeting).in_words(),
    }


def _warn_of_the_past(request: HttpRequest, meeting: Meeting) -> None:
    if meeting.starts_at < timezone.now():
        messages.warning(request, _("Mind that this meeting begins in the past."))
