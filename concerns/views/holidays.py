"""The days on which working hours do not count."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.requests import SignedInRequest
from concerns.actions import tools as actions
from concerns.forms.tools import HolidayForm
from concerns.models import Holiday
from leaders.views.asking import data_of, done
from leaders.views.pages import require


@require_http_methods(["GET", "HEAD", "POST"])
def holiday_list(request: SignedInRequest) -> HttpResponse:
    """A POST adds one."""
    require(request.user.has_perm("concerns.manage_categories"))
    form = HolidayForm(data_of(request))
    if done(form, lambda: actions.add_holiday(**form.cleaned_data)):
        messages.success(request, _("Added. Deadlines already given stay as they are."))
        return redirect("concerns:holiday-list")
    coming = Holiday.objects.visible_to(request.user).since(timezone.localdate())
    context = {"form": form, "holidays": coming}
    status = 422 if form.errors else 200
    return render(request, "concerns/holiday_list.html", context, status=status)


@require_POST
def holiday_delete(request: SignedInRequest, pk: int) -> HttpResponse:
    holiday = get_object_or_404(Holiday.objects.visible_to(request.user), pk=pk)
    require(request.user.has_perm("concerns.manage_categories"))
    actions.remove_holiday(holiday=holiday)
    messages.success(request, _("It is a working day again, for concerns raised from now on."))
    return redirect("concerns:holiday-list")
