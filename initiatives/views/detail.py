"""The page of one initiative: the desk of those who work on it, or what everybody may know."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.models import User
from concerns.models import Concern, Priority
from initiatives import next_steps, stages, summaries
from initiatives.forms.words import FIRST
from initiatives.models import Initiative, StageChange, TargetArea, Task
from initiatives.querysets.initiatives import CHEERS

TASKS_SHOWN = 3


@login_not_required  # What is shown to everybody.
@require_safe
def initiative_detail(request: HttpRequest, pk: int) -> HttpResponse:
    user = request.user
    initiative = get_object_or_404(Initiative.objects.visible_to(user).for_page(), pk=pk)
    context = _for_everybody(request, initiative)
    if isinstance(user, User) and user.has_perm("initiatives.read_work", initiative):
        context |= _desk(user, initiative)
        return render(request, "initiatives/initiative_detail.html", context)
    return render(request, "initiatives/initiative_public.html", context)


def _for_everybody(request: HttpRequest, initiative: Initiative) -> dict[str, Any]:
    published = Concern.objects.published().filter(initiatives=initiative).newest_first()
    return {
        "initiative": initiative,
        "way": summaries.way(initiative),
        "question": summaries.question(initiative),
        "places": places(initiative),
        "partners": initiative.partners.present().with_names(),
        "priorities": Priority.objects.visible_to(request.user)
        .filter(initiatives=initiative)
        .for_list(),
        "published": published.only("public_summary", "public_answer", "published_at"),
    }


def _desk(user: User, initiative: Initiative) -> dict[str, Any]:
    concerns = Concern.objects.visible_to(user).filter(initiatives=initiative).newest_first()
    history = StageChange.objects.filter(initiative=initiative).select_related("by")
    return {
        "summary": summaries.summary(initiative),
        "missing": next_steps.missing(initiative, user),
        "ahead": stages.next_stage(initiative),
        "ahead_label": _label(stages.next_stage(initiative)),
        "may_advance": user.has_perm("initiatives.change_stage", initiative),
        "may_change_people": user.has_perm("initiatives.change_people", initiative),
        "may_link": user.has_perm("initiatives.link_concerns", initiative),
        "steps": next_steps.possible(initiative, user),
        "cheers": [(FIRST[name], getattr(initiative, name)) for name in CHEERS],
        "all_partners": initiative.partners.with_names(),
        "is_police": user.is_police,
        # A leader reads of those that are public or their own.
        "concerns": concerns.defer("search_text", "text"),
        "history": history,
        "tasks": _tasks(user, initiative),
    }


def _tasks(user: User, initiative: Initiative) -> dict[str, Any]:
    """How many are open and late, and the next ones."""
    open_ones = Task.objects.visible_to(user).of_initiative(initiative).open()
    counts = open_ones.aggregate(
        open=Count("pk"), overdue=Count("pk", filter=Q(due_on__lt=timezone.localdate()))
    )
    return counts | {"next": open_ones.with_owners()[:TASKS_SHOWN]}


def _label(stage: str) -> str:
    return str(Initiative.Stage(stage).label) if stage else ""


def places(initiative: Initiative) -> list[tuple[str, list[TargetArea]]]:
    """The areas by their role, as the page lists them."""
    rows = list(initiative.target_areas.all())
    found = [
        (str(role.label), [row for row in rows if row.role == role]) for role in TargetArea.Role
    ]
    return [(label, areas) for label, areas in found if areas]
