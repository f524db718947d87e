"""Invitations as the department sees them; a signed-in leader finds their own."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from django.views.decorators.vary import vary_on_headers

from accounts.requests import SignedInRequest
from leaders import languages
from leaders.views.pages import PAGE_SIZE, require, template, with_defaults
from meetings import answers, emails
from meetings.actions import invitations as actions
from meetings.actions import rsvp
from meetings.explanations import explain_reminders
from meetings.forms.invitations import InvitationFilter
from meetings.forms.rsvp import AnswerForm
from meetings.invitation_rows import rows_of
from meetings.models import Invitation
from outbox.models import Message
from outbox.pagination import BoundedPaginator


@require_safe
@vary_on_headers("HX-Request")
def invitation_list(request: SignedInRequest) -> HttpResponse:
    """All to the department; to a leader those to coming meetings, with what to do."""
    visible = Invitation.objects.visible_to(request.user)
    if not request.user.has_perm("meetings.view_invitations"):
        coming = (
            visible.select_related("meeting")
            .sent()
            .to_come(timezone.now())
            .order_by("meeting__starts_at", "pk")
        )
        return render(request, "meetings/invitation_own_list.html", {"invitations": coming})
    asked = with_defaults(request.GET, when="coming")
    found = visible.for_list().sorted_by(asked.get("sort", ""))
    filters = InvitationFilter(asked, found, request=request)
    page = BoundedPaginator(filters.qs, PAGE_SIZE).get_page(request.GET.get("page"))
    context = {"filters": filters, "page": page, "rows": rows_of(page.object_list)}
    return render(request, template(request, "meetings/invitation_list.html"), context)


@require_safe
def invitation_detail(request: SignedInRequest, pk: int) -> HttpResponse:
    """What one person was asked, answered and mailed; and why, or why not."""
    invitation = _visible(request, pk)
    if not request.user.has_perm("meetings.view_invitations"):
        return redirect("meetings:rsvp", token=invitation.token)
    context = {
        "invitation": invitation,
        "meeting": invitation.meeting,
        "answer": answers.in_words(invitation),
        "interpreter": languages.label(invitation.interpreter_language),
        "reminders": explain_reminders(invitation),
        "mails": Message.objects.about(emails.about(invitation.meeting))
        .to_recipient(emails.recipient(invitation))
        .order_by("created_at", "pk"),
        "refusal": rsvp.refusal(invitation, at=timezone.now()),
        "may_read": request.user.has_perm("outbox.view_messages"),
        "may_explain": request.user.has_perm("outbox.explain"),
        "may_withdraw": request.user.has_perm("meetings.invite", invitation.meeting),
    }
    return render(request, "meetings/invitation_detail.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def invitation_answer(request: SignedInRequest, pk: int) -> HttpResponse:
    """Somebody called, or said so at the door: the department records it for them."""
    invitation = _visible(request, pk)
    require(request.user.has_perm("meetings.record_answer"))
    data = request.POST if request.method == "POST" else None
    form = AnswerForm(data, initial=AnswerForm.answered(invitation))
    if form.is_valid():
        try:
            rsvp.set_response(invitation=invitation, via=Invitation.Via.STAFF, **form.cleaned_data)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(
                request, _("Recorded. %s is mailed what you entered.") % invitation.leader
            )
            return redirect("meetings:invitation-detail", pk=pk)
    context = {"form": form, "invitation": invitation, "meeting": invitation.meeting}
    return render(request, "meetings/invitation_answer.html", context)


@require_POST
def invitation_withdraw(request: SignedInRequest, pk: int) -> HttpResponse:
    invitation = _visible(request, pk)
    require(request.user.has_perm("meetings.invite", invitation.meeting))
    try:
        actions.withdraw_invitation(invitation=invitation, by=request.user)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        messages.success(request, _("The invitation is withdrawn."))
    return redirect("meetings:invitation-detail", pk=pk)


def _visible(request: HttpRequest, pk: int) -> Invitation:
    visible = Invitation.objects.visible_to(request.user).select_related("meeting", "leader")
    return get_object_or_404(visible, pk=pk)
