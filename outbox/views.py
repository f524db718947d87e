"""What was sent to whom, what became of it, and letting it flow again."""

from __future__ import annotations

from csp.constants import SELF
from csp.decorators import csp_update
from django.contrib import messages as notices
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_POST, require_safe
from django.views.decorators.vary import vary_on_headers

from outbox import actions
from outbox.errors import NotSendable
from outbox.explanation import Explanation, explain, explain_address
from outbox.forms import MessageFilter, WhyForm
from outbox.models import Message, Suppression
from outbox.pagination import BoundedPaginator

PAGE_SIZE = 50
# A mail's own styles are inline; nothing else of it may do anything.
PREVIEW_POLICY = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'self'; sandbox"


@require_safe
@vary_on_headers("HX-Request")
def message_list(request: HttpRequest) -> HttpResponse:
    found = Message.objects.visible_to(request.user).for_list()
    _require(request.user.has_perm("outbox.view_messages"))
    filters = MessageFilter(request.GET, queryset=found)
    paginator = BoundedPaginator(filters.qs, PAGE_SIZE)
    context = {
        "filters": filters,
        "page": paginator.get_page(request.GET.get("page")),
        "may_explain": request.user.has_perm("outbox.explain"),
    }
    name = "outbox/message_list.html"
    return render(request, f"{name}#rows" if getattr(request, "htmx", False) else name, context)


@require_safe
@csp_update({"frame-src": [SELF]})  # type: ignore[arg-type]  # its type knows no arguments
def message_detail(request: HttpRequest, pk: int) -> HttpResponse:
    message = get_object_or_404(Message.objects.visible_to(request.user), pk=pk)
    _require(request.user.has_perm("outbox.view_messages"))
    context = {
        "message": message,
        "explanation": Explanation(message, explain(message)),
        "may_explain": request.user.has_perm("outbox.explain"),
        "may_read": request.user.has_perm("outbox.read_content", message),
        "may_send_again": request.user.has_perm("outbox.send_again")
        and not actions.reason_not_to_send_again(message),
    }
    return render(request, "outbox/message_detail.html", context)


@require_safe
@xframe_options_sameorigin
def message_html(request: HttpRequest, pk: int) -> HttpResponse:
    """The mail as mail programs show it, in a frame where nothing of it can act."""
    message = get_object_or_404(Message.objects.visible_to(request.user), pk=pk)
    _require(request.user.has_perm("outbox.read_content", message))
    return HttpResponse(message.html, headers={"Content-Security-Policy": PREVIEW_POLICY})


@require_safe
def why(request: HttpRequest) -> HttpResponse:
    _require(request.user.has_perm("outbox.explain"))
    form = WhyForm(request.GET if "address" in request.GET else None)
    report = explain_address(form.cleaned_data["address"]) if form.is_valid() else None
    return render(request, "outbox/why.html", {"form": form, "report": report})


@require_POST
def send_again(request: HttpRequest, pk: int) -> HttpResponse:
    message = get_object_or_404(Message.objects.visible_to(request.user), pk=pk)
    _require(request.user.has_perm("outbox.send_again"))
    try:
        actions.send_again(by=request.user, message=message)
    except NotSendable as refusal:
        notices.error(request, refusal.message)
    else:
        notices.success(request, _("It will be sent again within the next minute."))
    return redirect("outbox:message-detail", pk=pk)


@require_POST
def lift_suppression(request: HttpRequest, pk: int) -> HttpResponse:
    suppression = get_object_or_404(Suppression.objects.visible_to(request.user), pk=pk)
    _require(request.user.has_perm("outbox.lift_suppression"))
    actions.lift_suppression(by=request.user, suppression=suppression)
    notices.success(request, _("Mail to this address is sent again from now on."))
    return redirect(reverse("outbox:why", query={"address": suppression.address}))


def _require(is_allowed: bool) -> None:
    if not is_allowed:
        raise PermissionDenied
