"""Tasks are written down, given to somebody, moved from column to column."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from initiatives import playbooks
from initiatives.actions import records
from initiatives.errors import BadTask, Conflict, TaskMoved
from initiatives.models import Initiative, Playbook, Task
from leaders.models import Leader, Organization

State = Task.State
Owner = User | Leader | Organization


@transaction.atomic
def add(
    *,
    initiative: Initiative,
    title: str,
    by: User,
    owner: Owner | None = None,
    starts_on: date | None = None,
    due_on: date | None = None,
    is_milestone: bool = False,
    note: str = "",
) -> Task:
    held = records.locked(initiative)
    if not held.is_open:
        raise Conflict(_("Nobody works on this initiative now. Take it up again first."))
    task = Task(initiative=held, created_by=by)
    return _write(
        task,
        title=title,
        owner=owner,
        days=(starts_on, due_on),
        is_milestone=is_milestone,
        note=note,
    )


@transaction.atomic
def change(
    *,
    task: Task,
    title: str,
    by: User,  # noqa: ARG001 -- the history records who
    owner: Owner | None = None,
    starts_on: date | None = None,
    due_on: date | None = None,
    is_milestone: bool = False,
    note: str = "",
    revision: int | None = None,
) -> Task:
    held = locked(task, revision=revision)
    held.revision += 1
    return _write(
        held,
        title=title,
        owner=owner,
        days=(starts_on, due_on),
        is_milestone=is_milestone,
        note=note,
    )


@transaction.atomic
def move(
    *,
    task: Task,
    state: str,
    by: User,  # noqa: ARG001 -- as above
    revision: int | None = None,
    at: datetime | None = None,
) -> Task:
    """Into another column. Where it is there already, nothing happens, whoever put it there."""
    held = locked(task)
    if held.state == state:
        return held
    _check(held, revision)
    held.state = State(state)
    held.done_at = (at or timezone.now()) if state == State.DONE else None
    held.revision += 1
    held.save()
    return held


def from_playbook(initiative: Initiative, playbook: Playbook, *, by: User, on: date) -> None:
    """Its tasks, due so many days after that day; inside the transaction that begins it."""
    Task.objects.bulk_create(
        Task(
            initiative=initiative,
            title=line.title,
            due_on=on + timedelta(days=line.days),
            created_by=by,
        )
        for line in playbooks.task_lines(playbook.tasks)
    )


def locked(task: Task, *, revision: int | None = None) -> Task:
    """The task as it is now, held until the transaction ends."""
    held = Task.objects.select_for_update(of=("self",)).with_owners().get(pk=task.pk)
    _check(held, revision)
    return held


def _check(task: Task, revision: int | None) -> None:
    if revision is not None and revision != task.revision:
        raise TaskMoved


def _write(
    task: Task,
    *,
    title: str,
    owner: Owner | None,
    days: tuple[date | None, date | None],
    is_milestone: bool,
    note: str,
) -> Task:
    starts_on, due_on = days
    task.title = records.said(
        title, field="title", missing=_("Say what is to be done."), longest=200
    )
    task.note = records.clean(note, field="note", longest=2000)
    if starts_on and due_on and starts_on > due_on:
        raise BadTask({"due_on": _("It cannot be due before it begins.")})
    if is_milestone and due_on is None:
        raise BadTask({"due_on": _("A milestone needs its day.")})
    if isinstance(owner, User) and not owner.is_police:
        raise BadTask({"owner": _("Choose somebody who works for the department.")})
    task.starts_on, task.due_on, task.is_milestone = starts_on, due_on, is_milestone
    task.owner_user = owner if isinstance(owner, User) else None
    task.owner_leader = owner if isinstance(owner, Leader) else None
    task.owner_organization = owner if isinstance(owner, Organization) else None
    task.save()
    return task
