"""Priorities and categories over the API."""

from __future__ import annotations

import pytest
from django.utils import timezone

from concerns.models import Category, Priority
from tests.factories.concerns import ConcernFactory, PriorityFactory
from tests.factories.leaders import AreaFactory

pytestmark = pytest.mark.django_db
URL = "/api/v1/priorities/"


def post(client, path, data=None):
    return client.post(path, data or {}, content_type="application/json")


def test_officer_agrees_on_a_priority(officer_client, area):
    concern = ConcernFactory(area=area)
    response = post(
        officer_client, URL, {"area": "north", "issue": "Dark streets", "concerns": [concern.pk]}
    )

    body = response.json()
    assert (response.status_code, body["rank"], body["concerns"]) == (201, 1, [concern.pk])
    assert body["issue_date"] == timezone.localdate().isoformat()


def test_leader_reads_and_does_not_set(leader_client, area):
    PriorityFactory(area=area, issue="Dark streets")

    assert [row["issue"] for row in leader_client.get(URL).json()["results"]] == ["Dark streets"]
    assert post(leader_client, URL, {"area": "north", "issue": "Mine"}).status_code == 403


def test_leader_does_not_learn_which_concerns_are_behind_it(leader_client, area):
    published = ConcernFactory(published=True)
    PriorityFactory(area=area, concerns=[ConcernFactory(confidentiality="confidential"), published])

    assert leader_client.get(URL).json()["results"][0]["concerns"] == [published.pk]


def test_priority_is_acted_on_and_settled(officer_client, area):
    priority = PriorityFactory(area=area)
    address = f"{URL}{priority.pk}/"
    assert post(officer_client, f"{address}settle/").status_code == 400

    acted = post(officer_client, f"{address}act/", {"action": "Walked every night."}).json()
    settled = post(officer_client, f"{address}settle/").json()
    assert (acted["action"], bool(settled["closed_on"])) == ("Walked every night.", True)


def test_words_are_changed(officer_client, area):
    priority = PriorityFactory(area=area)
    response = officer_client.patch(
        f"{URL}{priority.pk}/", {"issue": "Speeding"}, content_type="application/json"
    )

    assert (response.status_code, response.json()["issue"]) == (200, "Speeding")


def test_officer_of_another_area_does_not_change_it(officer_client):
    priority = PriorityFactory()
    act = post(officer_client, f"{URL}{priority.pk}/act/", {"action": "Walked."})
    order = post(
        officer_client,
        f"{URL}reorder/",
        {"area": priority.area.pk, "priorities": [priority.pk]},
    )

    assert (act.status_code, order.status_code) == (403, 403)


def test_order_is_changed(officer_client, area):
    one, two = PriorityFactory(area=area, rank=1), PriorityFactory(area=area, rank=2)
    response = post(
        officer_client, f"{URL}reorder/", {"area": "north", "priorities": [two.pk, one.pk]}
    )

    assert [row["id"] for row in response.json()] == [two.pk, one.pk]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("area=north", {"here", "over"}),
        ("is_current=true", {"here", "there"}),
        ("q=dark", {"here"}),
    ],
)
def test_list_is_narrowed(officer_client, area, query, expected):
    today = timezone.localdate()
    made = {
        "here": PriorityFactory(area=area, issue="Dark streets"),
        "over": PriorityFactory(area=area, action="x", action_date=today, closed_on=today),
        "there": PriorityFactory(area=AreaFactory()),
    }
    found = {row["id"] for row in officer_client.get(f"{URL}?{query}").json()["results"]}

    assert {name for name, priority in made.items() if priority.pk in found} == expected


@pytest.mark.parametrize("count", [1, 3])
def test_list_takes_few_queries(officer_client, django_assert_max_num_queries, count):
    for _ in range(count):
        PriorityFactory(concerns=[ConcernFactory()])

    with django_assert_max_num_queries(6):
        assert officer_client.get(URL).json()["count"] == count


def test_categories_are_those_offered(leader_client):
    Category.objects.filter(key="noise").update(is_active=False)
    keys = [row["key"] for row in leader_client.get("/api/v1/categories/").json()["results"]]

    assert keys[0] == "traffic"
    assert "noise" not in keys


def test_history_of_priorities_is_kept(area):
    priority = PriorityFactory(area=area)
    Priority.objects.filter(pk=priority.pk).update(issue="Other")

    assert priority.events.count() == 2
