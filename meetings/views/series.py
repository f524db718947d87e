"""Regular meetings: the list, one series, a new one, a changed one, the end of one."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe
from django.views.decorators.vary import vary_on_headers

from accounts.requests import SignedInRequest
from leaders.views.pages import page_of, require, template, with_defaults
from meetings.actions import series as actions
from meetings.audiences import audience_of
from meetings.filters import SeriesFilter
from meetings.forms.series import EndForm, SeriesForm, before_in_words
from meetings.models import Series
from meetings.reminders import department_rules

DATES_SHOWN = 6
COMING_SHOWN = 15
UNPROCESSABLE = 422


@require_safe
@vary_on_headers("HX-Request")
def series_list(request: SignedInRequest) -> HttpResponse:
    require(request.user.has_perm("meetings.plan_meeting"))
    query = with_defaults(request.GET, active="active")
    visible = Series.objects.visible_to(request.user)
    filters = SeriesFilter(query, visible, request=request)
    page = page_of(request, filters.qs.for_list())
    context = {"filters": filters, "page": page}
    return render(request, template(request, "meetings/series_list.html"), context)


@require_safe
def series_detail(request: SignedInRequest, pk: int) -> HttpResponse:
    visible = Series.objects.visible_to(request.user).select_related("host")
    series = get_object_or_404(visible, pk=pk)
    coming = series.meetings.upcoming().order_by("starts_at", "pk")
    reminders = list(series.reminder_rules.all()) or department_rules()
    context = {
        "series": series,
        "areas": series.areas.only("code", "name"),
        "invite_areas": series.invite_areas.only("code", "name"),
        "invited_count": audience_of(series).members().count(),
        "coming": coming[:COMING_SHOWN],
        "reminders": [before_in_words(rule.minutes_before) for rule in reminders],
        "may_change": request.user.has_perm("meetings.change_series", series),
    }
    return render(request, "meetings/series_detail.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def series_create(request: SignedInRequest) -> HttpResponse:
    require(request.user.has_perm("meetings.plan_series"))
    form = SeriesForm(request.POST or None, by=request.user)
    if form.is_valid() and _is_to_save(request):
        try:
            series = actions.begin(by=request.user, **form.values())
        except ValidationError as refusal:
            form.add_error(None, refusal)
        else:
            messages.success(request, _("The series is planned a year ahead."))
            return redirect(series)
    return _form_page(request, form)


@require_http_methods(["GET", "HEAD", "POST"])
def series_update(request: SignedInRequest, pk: int) -> HttpResponse:
    series = get_object_or_404(Series.objects.visible_to(request.user), pk=pk)
    require(request.user.has_perm("meetings.change_series", series))
    form = SeriesForm(request.POST or None, by=request.user, series=series)
    if form.is_valid() and _is_to_save(request):
        try:
            series = actions.change(series=series, by=request.user, **form.values())
        except ValidationError as refusal:
            form.add_error(None, refusal)
        else:
            messages.success(request, _("Saved, for this and all that follow."))
            return redirect(series)
    return _form_page(request, form, series=series)


@require_http_methods(["GET", "HEAD", "POST"])
def series_end(request: SignedInRequest, pk: int) -> HttpResponse:
    series = get_object_or_404(Series.objects.visible_to(request.user), pk=pk)
    require(request.user.has_perm("meetings.change_series", series))
    form = EndForm(request.POST or None, initial={"last_day": timezone.localdate()})
    if form.is_valid():
        try:
            actions.end(series=series, by=request.user, **form.cleaned_data)
        except ValidationError as refusal:
            form.add_error(None, refusal)
        else:
            messages.success(request, _("The series has ended."))
            return redirect(series)
    return render(request, "meetings/series_end.html", {"series": series, "form": form})


def _is_to_save(request: SignedInRequest) -> bool:
    """Looking at the dates and finding people saves nothing; nor does the Enter key."""
    return request.POST.get("do") == "save"


def _form_page(
    request: SignedInRequest, form: SeriesForm, series: Series | None = None
) -> HttpResponse:
    context: dict[str, Any] = {"form": form, "series": series}
    if form.is_bound and form.is_valid():
        context |= {
            "words": form.in_words,
            "dates": form.schedule.upcoming(DATES_SHOWN, timezone.now()),
            "zone": form.cleaned_data["timezone"],
            "invited_count": form.audience.members().count(),
        }
    name = template(request, "meetings/series_form.html", "preview")
    return render(request, name, context)
