"""Pages of promises: who owes whom what, by when, and whether it was kept."""

from __future__ import annotations

from collections.abc import Iterable
from http import HTTPStatus
from typing import Any

from django import forms
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from django.views.decorators.vary import vary_on_headers

from accounts.requests import SignedInRequest
from leaders.models import Leader
from leaders.querysets import LeaderQuerySet
from leaders.views.pages import page_of, require, template
from meetings import timeline
from meetings.actions import commitments as actions
from meetings.filters import CommitmentFilter
from meetings.forms.commitments import (
    KEPT,
    AnswerForm,
    CommitmentForm,
    CorrectionForm,
    DoneForm,
    WithdrawForm,
)
from meetings.models import Commitment, Meeting

MOST_FOUND = 12
SORTS = {"due_on", "-due_on", "created_at", "-created_at"}


@login_not_required  # Promises marked public are for everybody.
@vary_on_headers("HX-Request")
@require_safe
def commitment_list(request: HttpRequest) -> HttpResponse:
    promises = Commitment.objects.visible_to(request.user).for_list()
    filters = CommitmentFilter(request.GET, promises.unsettled_first(), request=request)
    sort = request.GET.get("sort", "")
    rows = filters.qs.order_by(sort, "pk") if sort in SORTS else filters.qs
    context = {"page": page_of(request, rows), "filters": filters}
    return render(request, template(request, "meetings/commitment_list.html"), context)


@login_not_required
@require_safe
def commitment_detail(request: HttpRequest, pk: int) -> HttpResponse:
    return _detail(request, _visible(request, pk))


@require_http_methods(["GET", "HEAD", "POST"])
def commitment_create(request: SignedInRequest) -> HttpResponse:
    """A promise outside a meeting: first the leader, then the promise."""
    user = request.user
    require(user.has_perm("meetings.record_commitment"))
    chosen = request.GET.get("leader", "")
    known = Leader.objects.visible_to(user).active()
    if not chosen:
        return _choose_leader(request, known)
    leader = get_object_or_404(known, pk=chosen if chosen.isdecimal() else None)
    data = request.POST if request.method == "POST" else None
    today = timezone.localdate()
    form = CommitmentForm(data, user=user, leader=leader, today=today, earliest=today)
    if form.is_valid():
        return redirect(actions.promise(**form.promise(), by=user))
    filled: dict[str, object] = {"form": form, "leader": leader}
    return render(request, "meetings/commitment_form.html", filled, status=_status(form))


def _choose_leader(request: HttpRequest, known: LeaderQuerySet) -> HttpResponse:
    text = request.GET.get("q", "").strip()
    found = known.search(text)[:MOST_FOUND] if text else None
    context = {"leaders": found, "q": text}
    return render(request, "meetings/commitment_choose_leader.html", context)


@require_POST
def commitment_done(request: SignedInRequest, pk: int) -> HttpResponse:
    commitment = _visible(request, pk, "meetings.finish_commitment")
    form = DoneForm(request.POST)
    return _change(request, commitment, actions.mark_done, done=form)


@require_POST
def commitment_reopen(request: SignedInRequest, pk: int) -> HttpResponse:
    commitment = _visible(request, pk, "meetings.finish_commitment")
    return _change(request, commitment, actions.reopen, reopen=forms.Form(request.POST))


@require_POST
def commitment_withdraw(request: SignedInRequest, pk: int) -> HttpResponse:
    commitment = _visible(request, pk, "meetings.withdraw_commitment")
    form = WithdrawForm(request.POST)
    return _change(request, commitment, actions.withdraw, withdraw=form)


@require_POST
def commitment_answer(request: SignedInRequest, pk: int) -> HttpResponse:
    commitment = _visible(request, pk, "meetings.answer_commitment")
    form = AnswerForm(request.POST, commitment=commitment)
    return _change(request, commitment, answer, answer=form)


@require_http_methods(["GET", "HEAD", "POST"])
def commitment_update(request: SignedInRequest, pk: int) -> HttpResponse:
    commitment = _visible(request, pk, "meetings.correct_commitment")
    form = CorrectionForm(
        request.POST if request.method == "POST" else None,
        commitment=commitment,
        can_be_corrected=actions.can_be_corrected(commitment),
    )
    if form.is_valid():
        actions.correct(commitment=commitment, by=request.user, **form.cleaned_data)
        return redirect(commitment)
    context = {"form": form, "promise": commitment}
    return render(request, "meetings/commitment_update.html", context, status=_status(form))


def answer(*, commitment: Commitment, answer: str, note: str, by: actions.Person) -> Commitment:
    """Kept, or disputed, as the form says."""
    if answer == KEPT:
        return actions.keep(commitment=commitment, note=note, by=by)
    return actions.dispute(commitment=commitment, note=note, by=by)


def _status(form: forms.Form) -> HTTPStatus:
    return HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK


def _visible(request: HttpRequest, pk: int, permission: str = "") -> Commitment:
    visible = Commitment.objects.visible_to(request.user).with_people()
    commitment = get_object_or_404(visible.select_related("meeting"), pk=pk)
    require(not permission or request.user.has_perm(permission, commitment))
    return commitment


def _change(
    request: HttpRequest, commitment: Commitment, action: Any, **named: forms.Form
) -> HttpResponse:
    """Call the action with what the form holds; its refusal is shown beside the form."""
    ((name, form),) = named.items()
    if not form.is_valid():
        return _detail(request, commitment, HTTPStatus.UNPROCESSABLE_ENTITY, bound={name: form})
    try:
        action(commitment=commitment, by=request.user, **form.cleaned_data)
    except ValidationError as refusal:
        status, refusals = HTTPStatus.CONFLICT, refusal.messages
        return _detail(request, commitment, status, bound={name: form}, refusals=refusals)
    return redirect(commitment)


def _detail(
    request: HttpRequest,
    commitment: Commitment,
    status: HTTPStatus = HTTPStatus.OK,
    *,
    bound: dict[str, forms.Form] | None = None,
    refusals: Iterable[str] = (),
) -> HttpResponse:
    user = request.user
    shown: dict[str, Any] = {
        "done": DoneForm(),
        "withdraw": WithdrawForm(),
        "answer": AnswerForm(commitment=commitment),
    }
    context = {
        "promise": commitment,
        "areas": commitment.areas.only("code", "name"),
        "moments": timeline.of(commitment, user),
        "forms": shown | (bound or {}),
        "refusals": refusals,
        "is_owner": user.has_perm("meetings.finish_commitment", commitment),
        "is_promisee": user.has_perm("meetings.answer_commitment", commitment),
        "may_correct": user.has_perm("meetings.correct_commitment", commitment),
        "answer_can_change": actions.answer_can_change(commitment),
        "meeting_url": _meeting_url(request, commitment),
    }
    return render(request, "meetings/commitment_detail.html", context, status=status)


def _meeting_url(request: HttpRequest, commitment: Commitment) -> str:
    """The page of the meeting it was made at, if it exists for this reader."""
    if commitment.meeting is None:
        return ""
    visible = Meeting.objects.visible_to(request.user).filter(pk=commitment.meeting.pk)
    return commitment.meeting.get_absolute_url() if visible.exists() else ""
