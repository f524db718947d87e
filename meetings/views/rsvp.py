"""Answering an invitation by its link, without an account.

Nothing changes by opening a page. A POST needs the token of a page that was opened, and a choice
that nobody makes by pressing a button blindly; what was recorded is mailed to the leader.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone, translation
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from accounts.typed import language_asked_for, shown_in, typed
from leaders import languages
from meetings import answers, events, icalendar
from meetings.actions import rsvp as actions
from meetings.forms.rsvp import AnswerForm
from meetings.letters import language_of
from meetings.models import Invitation
from meetings.views import links

View = Callable[..., HttpResponse]


def by_link(view: View) -> View:
    """Finds the invitation of a link and shows its page in the leader's language.

    The page is not for search engines, caches, or (by the referrer) other sites. `same-origin`
    rather than `no-referrer`: with that one browsers send "Origin: null", and no answer gets in.
    """

    @wraps(view)
    def guarded(request: HttpRequest, token: str) -> HttpResponse:
        invitation = _of_token(token)
        if invitation is None:
            return links.unknown(request, "meetings/rsvp_unknown.html")
        with links.language(request, language_of(invitation.leader)):
            response = view(request, invitation)
            response.headers.setdefault("Content-Language", translation.get_language())
        return links.private(response)

    return login_not_required(never_cache(guarded))


@by_link
@require_http_methods(["GET", "HEAD", "POST"])
def rsvp(request: HttpRequest, invitation: Invitation) -> HttpResponse:
    if refusal := actions.refusal(invitation, at=timezone.now()):
        return _closed(request, invitation, refusal)
    if code := language_asked_for(request):
        form = AnswerForm(initial=typed(request))
        return shown_in(code, request, lambda: _form_page(request, invitation, form))
    data = request.POST if request.method == "POST" else None
    form = AnswerForm(data, initial=AnswerForm.answered(invitation))
    if form.is_valid():
        try:
            actions.set_response(
                invitation=invitation, via=_via(request, invitation), **form.cleaned_data
            )
        except ValidationError as error:
            form.add_error("guests", error)
        else:
            return redirect("meetings:rsvp-answered", token=invitation.token)
    return _form_page(request, invitation, form)


@by_link
@require_safe
def answered(request: HttpRequest, invitation: Invitation) -> HttpResponse:
    if refusal := actions.refusal(invitation, at=timezone.now()):
        return _closed(request, invitation, refusal)
    if not invitation.responded_at:
        return redirect("meetings:rsvp", token=invitation.token)
    return _page(request, "meetings/rsvp_answered.html", invitation)


@by_link
@require_safe
def calendar_file(request: HttpRequest, invitation: Invitation) -> HttpResponse:
    if invitation.withdrawn_at:
        return _closed(request, invitation, actions.refusal(invitation, at=timezone.now()))
    event = events.event_of(invitation, stamp=timezone.now())
    return HttpResponse(
        icalendar.file(event),
        content_type="text/calendar; charset=utf-8",
        headers={"Content-Disposition": 'attachment; filename="meeting.ics"'},
    )


def _of_token(token: str) -> Invitation | None:
    if not links.TOKEN.fullmatch(token):
        return None
    found = Invitation.objects.select_related("meeting__host", "leader").filter(token=token)
    return found.exclude(meeting__status="draft").first()


def _via(request: HttpRequest, invitation: Invitation) -> str:
    if getattr(request.user, "is_police", False):
        return Invitation.Via.STAFF
    if request.user.is_authenticated and invitation.leader.user_id == request.user.pk:
        return Invitation.Via.ACCOUNT
    return Invitation.Via.LINK


def _page(
    request: HttpRequest,
    template: str,
    invitation: Invitation,
    status: HTTPStatus = HTTPStatus.OK,
    **context: Any,
) -> HttpResponse:
    context |= {
        "invitation": invitation,
        "meeting": invitation.meeting,
        "leader": invitation.leader,
        "answer": answers.in_words(invitation),
        "interpreter": languages.label(invitation.interpreter_language),
    }
    return render(request, template, context, status=status)


def _form_page(request: HttpRequest, invitation: Invitation, form: AnswerForm) -> HttpResponse:
    template = "meetings/rsvp_form.html"
    return _page(request, template, invitation, form=form, typed_form="answer")


def _closed(request: HttpRequest, invitation: Invitation, refusal: str) -> HttpResponse:
    return _page(
        request, "meetings/rsvp_closed.html", invitation, status=HTTPStatus.GONE, refusal=refusal
    )
