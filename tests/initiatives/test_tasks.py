"""Tasks: written, given, moved; two who move one at once; who may."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import IntegrityError
from django.urls import reverse
from django.utils import timezone

from initiatives import timeline
from initiatives.actions import tasks as actions
from initiatives.errors import BadTask, Conflict
from initiatives.models import Task
from tests.conftest import signed_in
from tests.factories.initiatives import InitiativeFactory, PartnerFactory, TaskFactory
from tests.factories.leaders import AffiliationFactory, LeaderFactory

pytestmark = pytest.mark.django_db
TODAY = date(2026, 6, 1)


def address(task, verb):
    return reverse(f"initiatives:task-{verb}", args=[task.initiative_id, task.pk])


def tasks_of(initiative, view=""):
    return reverse("initiatives:initiative-tasks", args=[initiative.pk]) + view


@pytest.fixture
def task(initiative):
    return TaskFactory(initiative=initiative, title="Walk the blocks")


@pytest.mark.parametrize(
    ("constraint", "values"),
    [
        ("task_has_title", {"title": ""}),
        ("task_begins_before_it_is_due", {"starts_on": "2026-02-01", "due_on": "2026-01-01"}),
        ("task_done_has_time", {"state": "done"}),
        ("task_done_has_time", {"done_at": timezone.now()}),
        ("task_milestone_has_day", {"is_milestone": True, "due_on": None}),
    ],
)
def test_task_is_refused(initiative, constraint, values):
    with pytest.raises(IntegrityError, match=constraint):
        TaskFactory(initiative=initiative, **values)


def test_task_with_two_owners_is_refused(initiative, officer, leader):
    with pytest.raises(IntegrityError, match="task_one_owner"):
        TaskFactory(initiative=initiative, owner_user=officer, owner_leader=leader)


@pytest.mark.parametrize("kind", ["user", "leader", "organization"])
def test_task_is_given_to_each_kind_of_owner(initiative, officer, leader, kind):
    owners = {
        "user": officer,
        "leader": leader,
        "organization": PartnerFactory(initiative=initiative).organization,
    }
    made = actions.add(initiative=initiative, title="Walk", by=officer, owner=owners[kind])

    assert Task.objects.get(pk=made.pk).owner == owners[kind]


@pytest.mark.parametrize(
    "values",
    [
        {"starts_on": TODAY, "due_on": TODAY - timedelta(days=1)},
        {"is_milestone": True},
    ],
)
def test_task_with_days_that_do_not_fit_is_refused(initiative, officer, values):
    with pytest.raises(BadTask):
        actions.add(initiative=initiative, title="Walk", by=officer, **values)


def test_what_is_closed_takes_no_task(officer):
    with pytest.raises(Conflict):
        actions.add(initiative=InitiativeFactory(stage="set_aside"), title="Walk", by=officer)


def test_task_done_and_taken_up_again(task, officer):
    done = actions.move(task=task, state="done", by=officer)
    again = actions.move(task=task, state="doing", by=officer)

    assert (bool(done.done_at), again.done_at) == (True, None)


def test_second_of_two_movers_sees_where_it_went(coordinator_client, officer_client, task):
    data = {"state": "doing", "revision": task.revision}
    first = officer_client.post(address(task, "move"), data)
    second = coordinator_client.post(address(task, "move"), data | {"state": "done"})
    same = coordinator_client.post(address(task, "move"), data)

    assert [answer.status_code for answer in (first, second, same)] == [302, 409, 302]
    assert "Somebody was faster" in second.text
    assert Task.objects.get().state == "doing"


def test_second_of_two_writers_is_told(officer_client, task):
    data = {"title": "Walk at night", "revision": task.revision}
    officer_client.post(address(task, "update"), data)
    answer = officer_client.post(address(task, "update"), data | {"title": "Drive"})

    assert answer.status_code == 409
    assert Task.objects.get().title == "Walk at night"


@pytest.mark.parametrize("state", ["", "lost"])
def test_move_to_nowhere_changes_nothing(officer_client, task, state):
    answer = officer_client.post(address(task, "move"), {"state": state}, follow=True)

    assert "Choose where the task goes." in answer.text
    assert Task.objects.get().state == "todo"


def test_task_is_added_for_a_partner(officer_client, initiative):
    body = PartnerFactory(initiative=initiative).organization
    add = reverse("initiatives:initiative-task-create", args=[initiative.pk])
    officer_client.post(add, {"title": "Bring lamps", "owner": f"organization:{body.pk}"})

    assert Task.objects.get().owner == body


def test_owner_from_elsewhere_is_refused(officer_client, initiative):
    stranger = LeaderFactory()
    add = reverse("initiatives:initiative-task-create", args=[initiative.pk])
    answer = officer_client.post(add, {"title": "Bring lamps", "owner": f"leader:{stranger.pk}"})

    assert (answer.status_code, Task.objects.exists()) == (422, False)


VIEWS = {"": "Walk the blocks", "?view=board": "Move to:", "?view=time": "<rect", "?view=x": "List"}


@pytest.mark.parametrize("view", VIEWS)
def test_tasks_are_seen_in_each_way(officer_client, task, view):
    Task.objects.update(due_on=timezone.localdate())

    assert VIEWS[view] in officer_client.get(tasks_of(task.initiative, view)).text


@pytest.mark.parametrize(("view", "queries"), [("", 8), ("?view=board", 9), ("?view=time", 8)])
@pytest.mark.parametrize("count", [1, 3])
def test_tasks_take_the_same_queries_for_any_number(
    officer_client, initiative, officer, leader, view, queries, count, django_assert_num_queries
):
    for number in range(count):
        TaskFactory(
            initiative=initiative, **[{"owner_user": officer}, {"owner_leader": leader}][number % 2]
        )

    with django_assert_num_queries(queries):
        officer_client.get(tasks_of(initiative, view))


# Who may


def may(user, task):
    return (
        Task.objects.visible_to(user).filter(pk=task.pk).exists(),
        user.has_perm("initiatives.change_task", task),
        user.has_perm("initiatives.move_task", task),
    )


NOT_AT_ALL, READS, MOVES, ALL = (
    (False, False, False),
    (True, False, False),
    (True, False, True),
    (True, True, True),
)


@pytest.mark.parametrize(
    ("persona", "expected"),
    [
        ("nobody", NOT_AT_ALL),
        ("stranger", NOT_AT_ALL),
        ("partner_user", READS),
        ("leader_user", ALL),
        ("elsewhere", READS),
        ("officer", ALL),
        ("lead", ALL),
        ("coordinator", ALL),
    ],
)
def test_who_may_what_with_a_task(request, task, persona, expected):
    person = request.getfixturevalue(persona)
    task.initiative.visibility = "partners"
    task.initiative.save()

    assert may(person, task) == expected


def test_officer_from_elsewhere_moves_their_own(elsewhere, task):
    task.owner_user = elsewhere
    task.save()

    assert may(elsewhere, task) == MOVES


def test_who_speaks_for_the_owning_partner_moves_its_task(initiative, partner_user):
    initiative.visibility = "partners"
    initiative.save()
    body = initiative.partners.get().organization
    task = TaskFactory(initiative=initiative, owner_organization=body)
    browser = signed_in(partner_user)
    page = browser.get(tasks_of(initiative, "?view=board")).text
    moved = browser.post(address(task, "move"), {"state": "done", "revision": 1})

    assert (may(partner_user, task), address(task, "move") in page) == (MOVES, True)
    assert (moved.status_code, Task.objects.get().state) == (302, "done")


def test_partner_does_not_move_what_is_of_others(task, partner_user):
    task.initiative.visibility = "partners"
    task.initiative.save()

    assert signed_in(partner_user).post(address(task, "move"), {"state": "done"}).status_code == 403


def test_task_of_a_draft_is_not_there_for_partners(task, partner_user):
    task.owner_organization = task.initiative.partners.get().organization
    task.save()

    assert signed_in(partner_user).post(address(task, "move"), {"state": "done"}).status_code == 404


def test_owner_who_spoke_for_two_partners_sees_it_once(initiative, partner_user):
    body = initiative.partners.get().organization
    AffiliationFactory(
        leader=partner_user.leader, organization=PartnerFactory(initiative=initiative).organization
    )
    TaskFactory(initiative=initiative, owner_organization=body)

    assert Task.objects.owned_by(partner_user).count() == 1


# Over time


def test_timeline_holds_every_bar_in_its_box(initiative):
    for number in range(3):
        TaskFactory(
            initiative=initiative,
            starts_on=TODAY + timedelta(days=number),
            due_on=TODAY + timedelta(days=40 * (number + 1)),
        )
    drawn = timeline.of(list(Task.objects.all()), TODAY + timedelta(days=10))

    assert [round(bar.x + bar.width) for bar in drawn.bars] == [
        round((40 * (n + 1) + 1) * 720 / 121) for n in range(3)
    ]
    assert [mark.day for mark in drawn.months] == [date(2026, month, 1) for month in (6, 7, 8, 9)]


def test_timeline_of_tasks_without_days_is_none(initiative):
    assert timeline.of([TaskFactory(initiative=initiative, due_on=None)], TODAY) is None
