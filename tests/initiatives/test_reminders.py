"""Owners are reminded once before a task is due and once when it is late, as they wish."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from initiatives import tasks
from initiatives.actions.timed import remind_task_owners
from initiatives.models import Initiative
from outbox.models import Message
from tests.factories.initiatives import TaskFactory
from tests.factories.leaders import LeaderFactory, OrganizationFactory

pytestmark = pytest.mark.django_db


def due_in(days):
    return timezone.localdate() + timedelta(days=days)


@pytest.mark.parametrize(
    ("days", "kinds"),
    [
        (-8, []),
        (-7, ["initiatives.task_late"]),
        (-1, ["initiatives.task_late"]),
        (0, ["initiatives.task_due"]),
        (2, ["initiatives.task_due"]),
        (3, []),
    ],
)
def test_reminder_comes_around_the_day(initiative, officer, days, kinds):
    TaskFactory(initiative=initiative, owner_user=officer, due_on=due_in(days))
    for _ in range(2):
        remind_task_owners()

    assert list(Message.objects.values_list("kind", flat=True)) == kinds


def test_owners_are_written_to_in_their_language(initiative, leader):
    leader.preferred_language = "es"
    leader.save()
    TaskFactory(initiative=initiative, title="Bring lamps", owner_leader=leader, due_on=due_in(1))
    TaskFactory(
        initiative=initiative,
        owner_organization=OrganizationFactory(email="tenants@example.org"),
        due_on=due_in(1),
    )
    remind_task_owners()

    assert set(Message.objects.values_list("address", "language")) == {
        ("leader@example.org", "es"),
        ("tenants@example.org", "en"),
    }


@pytest.mark.parametrize(
    "values",
    [{"preferred_channel": "phone"}, {"email": ""}, {"is_active": False}],
    ids=["phone", "no address", "stepped back"],
)
def test_who_wants_or_can_get_no_mail_gets_none(initiative, values):
    TaskFactory(initiative=initiative, owner_leader=LeaderFactory(**values), due_on=due_in(1))
    TaskFactory(initiative=initiative, due_on=due_in(1))

    assert remind_task_owners() == 0


@pytest.mark.parametrize("state", ["done", "dropped"])
def test_what_is_done_is_not_reminded_of(initiative, officer, state):
    at = timezone.now() if state == "done" else None
    TaskFactory(
        initiative=initiative, owner_user=officer, due_on=due_in(1), state=state, done_at=at
    )

    assert remind_task_owners() == 0


def test_nobody_is_reminded_of_what_was_set_aside(initiative, officer):
    TaskFactory(initiative=initiative, owner_user=officer, due_on=due_in(1))
    Initiative.objects.update(stage="set_aside")

    assert remind_task_owners() == 0


def test_task_of_the_schedule_reminds(initiative, officer):
    TaskFactory(initiative=initiative, owner_user=officer, due_on=due_in(0))

    tasks.remind_task_owners()

    assert Message.objects.get().kind == "initiatives.task_due"
