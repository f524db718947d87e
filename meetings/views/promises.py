"""Saying whether a promise was kept, by the link in a mail, without an account.

Nothing changes by opening the page. What is answered can be changed for two weeks, and is mailed to
the leader: mail scanners open links, and some even press buttons.
"""

from __future__ import annotations

from http import HTTPStatus

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import translation
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from leaders.models import Leader
from meetings.actions.commitments import answer_can_change
from meetings.forms.commitments import AnswerForm
from meetings.letters import language_of
from meetings.models import Commitment
from meetings.views import links
from meetings.views.commitments import answer

State = Commitment.State


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def promise(request: HttpRequest, token: str) -> HttpResponse:
    commitment = _of_token(token)
    if commitment is None:
        return links.unknown(request, "meetings/promise_unknown.html")
    leader = commitment.promised_to_leader
    if leader is None:
        return redirect(commitment)  # To somebody of the department, who signs in.
    with links.language(request, language_of(leader)):
        response = _answered(request, commitment, leader)
        response.headers.setdefault("Content-Language", translation.get_language())
    return links.private(response)


def _answered(request: HttpRequest, commitment: Commitment, leader: Leader) -> HttpResponse:
    if _is_closed(commitment):
        return _page(request, commitment, status=HTTPStatus.GONE)
    data = request.POST if request.method == "POST" else None
    form = AnswerForm(data, commitment=commitment, initial=_initial(commitment))
    if form.is_valid():
        try:
            answer(commitment=commitment, by=leader, **form.cleaned_data)
        except ValidationError as refusal:
            form.add_error(None, refusal.messages)
        else:
            return redirect("meetings:promise", token=commitment.token)
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return _page(request, commitment, status=status, form=form)


def _is_closed(commitment: Commitment) -> bool:
    """Withdrawn, or confirmed so long ago that the answer stands."""
    if commitment.state == State.KEPT:
        return not answer_can_change(commitment)
    return commitment.state == State.WITHDRAWN


def _initial(commitment: Commitment) -> dict[str, str]:
    """What was answered before; at first nothing is chosen."""
    if commitment.state not in {State.KEPT, State.DISPUTED}:
        return {}
    return {"answer": commitment.state, "note": commitment.closing_note}


def _of_token(token: str) -> Commitment | None:
    if not links.TOKEN.fullmatch(token):
        return None
    return Commitment.objects.with_people().filter(token=token).first()


def _page(
    request: HttpRequest,
    commitment: Commitment,
    *,
    status: HTTPStatus,
    form: AnswerForm | None = None,
) -> HttpResponse:
    context = {
        "promise": commitment,
        "form": form,
        "is_answered": commitment.state in {State.KEPT, State.DISPUTED},
    }
    return render(request, "meetings/promise.html", context, status=status)
