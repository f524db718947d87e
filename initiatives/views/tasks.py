"""Tasks of an initiative: as a list, as a board of columns, over time."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.requests import SignedInRequest
from initiatives import timeline
from initiatives.actions import tasks as actions
from initiatives.errors import TaskMoved
from initiatives.forms.tasks import MoveForm, TaskForm
from initiatives.models import Initiative, Task
from initiatives.views.asking import ASKED, ask, initiative_for
from leaders.views.asking import data_of, done
from leaders.views.pages import page_of, require

VIEWS = {
    "list": gettext_lazy("List"),
    "board": gettext_lazy("Board"),
    "time": gettext_lazy("Over time"),
}
MOST_IN_COLUMN = 50
State = Task.State


@require_safe
def initiative_tasks(request: SignedInRequest, pk: int) -> HttpResponse:
    initiative = initiative_for(request, pk, "initiatives.read_work")
    tasks = Task.objects.visible_to(request.user).of_initiative(initiative).with_owners()
    view = request.GET.get("view", "list")
    view = view if view in VIEWS else "list"
    may_change = request.user.has_perm("initiatives.add_task", initiative)
    context: dict[str, Any] = {
        "initiative": initiative,
        "views": VIEWS.items(),
        "view": view,
        "may_change": may_change,
        "today": timezone.localdate(),
        "overdue": tasks.overdue().count(),
        "own": set() if may_change else _own(request, initiative),
    }
    if view == "board":
        context["columns"] = _columns(tasks)
    else:
        context["page"] = page_of(request, tasks)
        context["timeline"] = timeline.of(list(context["page"].object_list), context["today"])
    return render(request, "initiatives/task_list.html", context)


@require_http_methods(ASKED)
def task_create(request: SignedInRequest, pk: int) -> HttpResponse:
    initiative = initiative_for(request, pk, "initiatives.add_task")
    form = TaskForm(data_of(request), initiative=initiative)
    if done(form, lambda: actions.add(initiative=initiative, by=request.user, **form.values())):
        messages.success(request, _("It is on the list."))
        return redirect(address(initiative))
    return ask(request, initiative, form, title=_("Add a task"), label=_("Add the task"))


@require_http_methods(ASKED)
def task_update(request: SignedInRequest, pk: int, task: int) -> HttpResponse:
    initiative, found = _task(request, pk, task, "initiatives.change_task")
    form = TaskForm(data_of(request), initiative=initiative, task=found)
    if done(form, lambda: actions.change(task=found, by=request.user, **form.values())):
        messages.success(request, _("Saved."))
        return redirect(address(initiative))
    if form.has_error("__all__", "conflict"):
        return _moved(request, initiative, found)
    return ask(request, initiative, form, title=_("Change the task"), label=_("Save"))


@require_POST
def task_move(request: SignedInRequest, pk: int, task: int) -> HttpResponse:
    """Into another column. Who saw another state of it is shown the present one, with 409."""
    initiative, found = _task(request, pk, task, "initiatives.move_task")
    form = MoveForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Choose where the task goes."))
        return redirect(address(initiative))
    values = form.cleaned_data
    view = values.pop("view")
    try:
        actions.move(task=found, by=request.user, **values)
    except TaskMoved:
        return _moved(request, initiative, found)
    return redirect(address(initiative, view if view in VIEWS else ""))


def address(initiative: Initiative, view: str = "") -> str:
    path = reverse("initiatives:initiative-tasks", kwargs={"pk": initiative.pk})
    return f"{path}?view={view}" if view else path


def _task(request: SignedInRequest, pk: int, key: int, permission: str) -> tuple[Initiative, Task]:
    initiative = initiative_for(request, pk, "initiatives.read_work")
    visible = Task.objects.visible_to(request.user).of_initiative(initiative).with_owners()
    found = get_object_or_404(visible, pk=key)
    found.initiative = initiative
    require(request.user.has_perm(permission, found))
    return initiative, found


def _moved(request: SignedInRequest, initiative: Initiative, task: Task) -> HttpResponse:
    fresh = Task.objects.with_owners().get(pk=task.pk)
    context = {"initiative": initiative, "task": fresh, "states": State.choices}
    return render(request, "initiatives/task_moved.html", context, status=HTTPStatus.CONFLICT)


def _own(request: SignedInRequest, initiative: Initiative) -> set[int]:
    """Which of them a reader without further rights may move: their own."""
    own = Task.objects.of_initiative(initiative).owned_by(request.user)
    return set(own.values_list("pk", flat=True))


def _columns(tasks: Any) -> list[dict[str, Any]]:
    """To do, being done, done: each with the buttons that lead elsewhere."""
    shown = (State.TODO, State.DOING, State.DONE)
    found = []
    for state in shown:
        rows = list(tasks.filter(state=state)[: MOST_IN_COLUMN + 1])
        others = [other for other in shown if other != state]
        found.append(
            {
                "state": state,
                "rows": rows[:MOST_IN_COLUMN],
                "has_more": len(rows) > MOST_IN_COLUMN,
                "others": [(other.value, other.label) for other in others],
            }
        )
    return found
