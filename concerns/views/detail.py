"""The page of one concern: the department's desk, or what everybody may know of it."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from accounts.models import User
from accounts.requests import SignedInRequest
from concerns import next_steps, summaries
from concerns.actions import identity
from concerns.forms.work import LookForm
from concerns.models import Concern, IdentityLook, Photo, Priority, Reporter, Update
from concerns.views.asking import ask, concern_for
from leaders.views.asking import data_of
from meetings.models import Commitment


@login_not_required  # What is published is for everybody.
@require_safe
def concern_detail(request: HttpRequest, pk: int) -> HttpResponse:
    concern = get_object_or_404(Concern.objects.visible_to(request.user).for_page(), pk=pk)
    user = request.user
    if isinstance(user, User) and user.is_police:
        context = _desk(user, concern)
        return render(request, "concerns/concern_detail.html", context)
    if user.has_perm("concerns.read_thread", concern):
        return redirect("concerns:own", pk=concern.pk)
    context = {"concern": concern, "may_support": user.has_perm("concerns.support", concern)}
    return render(request, "concerns/concern_public.html", context)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def concern_identity(request: SignedInRequest, pk: int) -> HttpResponse:
    """GET asks why; only the POST, once the look is recorded, shows who raised it."""
    concern = concern_for(request, pk, "concerns.see_identity")
    form = LookForm(data_of(request))
    template = "concerns/concern_identity.html"
    reporter = None
    if form.is_valid():
        try:
            reporter = identity.look(concern=concern, by=request.user, **form.cleaned_data)
        except ValidationError as refusal:
            form.add_error(None, refusal.messages)
    looks = _looks(request.user, concern)
    return ask(request, concern, form, template=template, reporter=reporter, looks=looks)


def _desk(user: User, concern: Concern) -> dict[str, Any]:
    at = timezone.now()
    may_see = user.has_perm("concerns.see_identity", concern)
    visible = Concern.objects.visible_to(user)
    return {
        "concern": concern,
        "summary": summaries.summary(concern, at),
        "deadline": summaries.deadline(concern, at),
        "step": next_steps.next_step(concern, user),
        "steps": next_steps.possible(concern, user),
        "may_take": concern.is_open and concern.owner_id != user.pk,
        "may_see_identity": may_see,
        "may_publish": user.has_perm("concerns.publish", concern),
        "may_convert": user.has_perm("concerns.convert", concern),
        "may_join": user.has_perm("concerns.link_duplicate", concern),
        "reporter": _open_reporter(user, concern) if may_see else None,
        "updates": Update.objects.visible_to(user).of_concern(concern).with_writers(),
        "photos": Photo.objects.visible_to(user).without_content().filter(concern=concern),
        "joined": visible.filter(duplicate_of=concern).only("reference", "subject"),
        "promises": Commitment.objects.visible_to(user).filter(concerns=concern),
        "priorities": Priority.objects.visible_to(user).filter(concerns=concern),
        "looks": _looks(user, concern),
    }


def _open_reporter(user: User, concern: Concern) -> Reporter | None:
    """Of a concern raised openly: no reason is asked, and the look changes nothing."""
    if concern.confidentiality != Concern.Confidentiality.OPEN:
        return None
    try:
        return identity.look(concern=concern, by=user, reason="")
    except ValidationError:
        return None


def _looks(user: User, concern: Concern) -> list[IdentityLook]:
    """Who looked, for those who may know."""
    if not concern.is_confidential or not user.has_perm("concerns.view_looks", concern):
        return []
    looks = IdentityLook.objects.visible_to(user).of_concern(concern)
    return list(looks.select_related("by"))
