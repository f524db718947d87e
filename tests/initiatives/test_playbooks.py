"""Playbooks: ours and the department's, and beginning with one."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from initiatives.models import Initiative, Playbook
from initiatives.playbooks import IndicatorLine, TaskLine, indicator_lines, task_lines

pytestmark = pytest.mark.django_db
LIST = "/initiatives/playbooks/"


def test_eight_come_with_tasks_indicators_and_partners():
    ours = Playbook.objects.exclude(key=None)

    assert set(ours.values_list("kind", flat=True)) == set(Initiative.Kind.values) - {"other"}
    assert all(
        task_lines(each.tasks) and indicator_lines(each.indicators) and each.sectors
        for each in ours
    )


def test_what_is_not_assessed_names_no_source():
    told = {
        (bool(each.evidence), bool(each.source))
        for each in Playbook.objects.filter(grade="unknown")
    }

    assert told == {(False, False)}


def test_lines_are_read_as_people_write_them():
    assert task_lines("14 Walk\n\n  Begin at once \n9") == [
        TaskLine(14, "Walk"),
        TaskLine(0, "Begin at once"),
        TaskLine(0, "9"),
    ]
    assert indicator_lines("- Theft\n+People\nNoise") == [
        IndicatorLine("Theft", False),
        IndicatorLine("People", True),
        IndicatorLine("Noise", False),
    ]


def test_beginning_with_one_brings_its_tasks(officer_client):
    playbook = Playbook.objects.get(key="watch")
    detail = officer_client.get(f"{LIST}{playbook.pk}/").text
    officer_client.post(
        "/initiatives/new/", {"title": "Watch", "kind": "watch", "playbook": playbook.pk}
    )

    made = Initiative.objects.get()
    days = made.tasks.values_list("due_on", flat=True)
    today = timezone.localdate()
    assert f"?playbook={playbook.pk}&amp;kind=watch" in detail
    assert list(days) == [today + timedelta(days=n) for n in (7, 21, 30, 45, 90)]


def test_everybody_reads_what_is_known(client):
    page = client.get(LIST).text

    assert "Promising: some good studies, not all agree" in page
    assert "Not assessed here" in page


NEW = {
    "title": "Night bus",
    "kind": "other",
    "summary": "Officers ride along.",
    "tasks": "7 Ask the drivers",
    "indicators": "- Incidents",
    "sectors": ["youth"],
    "grade": "unknown",
    "is_active": "on",
}


def test_department_writes_its_own_and_changes_it(coordinator_client):
    coordinator_client.post(f"{LIST}new/", NEW)
    made = Playbook.objects.get(title="Night bus")
    coordinator_client.post(f"{LIST}{made.pk}/edit/", NEW | {"title": "Night tram"})

    made.refresh_from_db()
    assert (made.key, made.title, made.sectors) == (None, "Night tram", ["youth"])


def test_title_that_exists_is_refused(coordinator_client):
    answer = coordinator_client.post(f"{LIST}new/", NEW | {"title": "Youth program"})

    assert answer.status_code == 422
    assert "There is already a playbook of this title." in answer.text


@pytest.mark.parametrize("persona", ["officer_client", "leader_client"])
def test_only_coordinators_write_playbooks(request, persona):
    assert request.getfixturevalue(persona).get(f"{LIST}new/").status_code == 403


def test_one_that_is_not_offered_is_for_the_department_only(client, officer_client):
    playbook = Playbook.objects.get(key="youth")
    Playbook.objects.filter(pk=playbook.pk).update(is_active=False)
    address = reverse("initiatives:playbook-detail", args=[playbook.pk])

    assert (client.get(address).status_code, officer_client.get(address).status_code) == (404, 200)
