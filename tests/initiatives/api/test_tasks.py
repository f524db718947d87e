"""Tasks and playbooks over the API."""

from __future__ import annotations

import pytest

from initiatives.models import Task
from tests.conftest import signed_in
from tests.factories.initiatives import InitiativeFactory, TaskFactory

pytestmark = pytest.mark.django_db
URL = "/api/v1/tasks/"


def post(client, path, data):
    return client.post(path, data, content_type="application/json")


def test_task_is_added_changed_and_moved(officer_client, initiative, leader):
    data = {"initiative": initiative.pk, "title": "Walk", "owner_leader": leader.pk}
    made = post(officer_client, URL, data).json()
    at = f"{URL}{made['id']}/"
    change = {"title": "Walk late", "due_on": "2027-01-01", "revision": 1}
    changed = officer_client.put(at, change, content_type="application/json").json()
    moved = post(officer_client, f"{at}move/", {"state": "done", "revision": 2})

    assert (made["owner_leader"], changed["owner_leader"], changed["title"]) == (
        leader.pk,
        None,
        "Walk late",
    )
    assert (moved.status_code, Task.objects.get().state) == (200, "done")


def test_second_of_two_gets_a_conflict(officer_client, initiative):
    task = TaskFactory(initiative=initiative)
    post(officer_client, f"{URL}{task.pk}/move/", {"state": "doing", "revision": 1})

    answer = post(officer_client, f"{URL}{task.pk}/move/", {"state": "done", "revision": 1})
    assert (answer.status_code, Task.objects.get().state) == (409, "doing")


def test_two_owners_are_refused(officer_client, officer, initiative, leader):
    data = {"initiative": initiative.pk, "title": "Walk", "owner_leader": leader.pk}

    assert post(officer_client, URL, data | {"owner_user": officer.pk}).status_code == 400


def test_nobody_adds_to_what_they_do_not_see(stranger_client, initiative):
    answer = post(stranger_client, URL, {"initiative": initiative.pk, "title": "Walk"})

    assert (answer.status_code, Task.objects.exists()) == (400, False)


def test_list_is_narrowed_to_one_initiative_and_ones_own(officer_client, officer, initiative):
    TaskFactory(initiative=initiative, title="Mine", owner_user=officer)
    TaskFactory(initiative=initiative, title="Free")
    TaskFactory(initiative=InitiativeFactory(), title="Elsewhere", owner_user=officer)
    rows = officer_client.get(f"{URL}?initiative={initiative.pk}&is_mine=true").json()["results"]

    assert [row["title"] for row in rows] == ["Mine"]


def test_partner_reads_no_task_of_a_draft(initiative, partner_user):
    TaskFactory(initiative=initiative)

    assert signed_in(partner_user).get(URL).json()["count"] == 0


@pytest.mark.parametrize("count", [1, 3])
def test_list_takes_few_queries(officer_client, django_assert_max_num_queries, count):
    TaskFactory.create_batch(count)

    with django_assert_max_num_queries(4):
        assert officer_client.get(URL).json()["count"] == count


def test_playbooks_are_read(leader_client):
    assert leader_client.get("/api/v1/playbooks/").json()["count"] == 8
