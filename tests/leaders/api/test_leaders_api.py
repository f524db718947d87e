from __future__ import annotations

import pytest

from leaders.models import Leader
from tests.factories.leaders import (
    AffiliationFactory,
    AreaFactory,
    ContactFactory,
    LeaderFactory,
    OrganizationFactory,
)

pytestmark = pytest.mark.django_db
LISTS = ["areas", "organizations", "leaders", "contacts"]


def post(client, name, data):
    return client.post(f"/api/v1/{name}/", data, content_type="application/json")


def patch(client, path, data):
    return client.patch(f"/api/v1/{path}/", data, content_type="application/json")


def test_leader_is_added_with_area_and_affiliation(officer_client, area):
    body = post(
        officer_client,
        "leaders",
        {
            "name": "Nia North",
            "email": "nia@example.org",
            "areas": ["north"],
            "affiliations": [{"organization": OrganizationFactory().pk, "position": "Chair"}],
        },
    ).json()

    leader = Leader.objects.get(pk=body["id"])
    assert (body["areas"], leader.affiliations.get().position) == ([area.pk], "Chair")


@pytest.mark.parametrize(
    "change",
    [{"name": ""}, {"email": "nobody"}, {"phone": "call me"}, {"email": "TAKEN@example.org"}],
    ids=["name", "email", "phone", "taken"],
)
def test_leader_that_cannot_be_is_refused(officer_client, change):
    LeaderFactory(email="taken@example.org")

    response = post(officer_client, "leaders", {"name": "Nia"} | change)

    assert (response.status_code, Leader.objects.count()) == (400, 1)


def test_leader_is_changed(officer_client):
    leader = LeaderFactory()

    body = patch(officer_client, f"leaders/{leader.pk}", {"name": "Another Name"}).json()

    assert body["name"] == "Another Name"


def test_leader_sees_only_their_own_record_without_the_department_notes(leader_client, leader):
    Leader.objects.filter(pk=leader.pk).update(notes="Prefers mornings")
    LeaderFactory()

    (row,) = leader_client.get("/api/v1/leaders/").json()["results"]

    assert (row["id"], "notes" in row, "consent_note" in row) == (leader.pk, False, False)


def test_officer_sees_the_notes(officer_client):
    LeaderFactory(notes="Prefers mornings")

    (row,) = officer_client.get("/api/v1/leaders/").json()["results"]

    assert row["notes"] == "Prefers mornings"


def test_contact_is_logged_by_who_calls(officer_client, officer):
    body = post(
        officer_client, "contacts", {"kind": "call", "leaders": [LeaderFactory().pk]}
    ).json()

    assert body["logged_by"] == officer.pk


def test_area_list_leaves_the_boundary_out(coordinator_client):
    area = AreaFactory(boundary={"type": "MultiPolygon", "coordinates": []})

    (row,) = coordinator_client.get("/api/v1/areas/").json()["results"]
    detail = coordinator_client.get(f"/api/v1/areas/{area.pk}/").json()

    assert ("boundary" in row, detail["boundary"]) == (False, area.boundary)


def test_area_with_a_code_that_is_taken_is_refused(coordinator_client, area):
    response = post(coordinator_client, "areas", {"code": "NORTH", "name": "Again"})

    assert response.status_code == 400


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("areas", {"code": "west", "name": "West"}),
        ("organizations", {"name": "New"}),
        ("leaders", {"name": "New"}),
        ("contacts", {"leaders": [1]}),
    ],
)
def test_leaders_may_add_nothing(leader_client, name, data):
    assert post(leader_client, name, data).status_code in {400, 403}


@pytest.mark.parametrize(
    ("persona", "code"),
    [("officer_client", 403), ("coordinator_client", 201), ("administrator_client", 201)],
)
def test_areas_are_added_by_coordinators(request, persona, code):
    response = post(request.getfixturevalue(persona), "areas", {"code": "west", "name": "West"})

    assert response.status_code == code


@pytest.mark.parametrize("name", LISTS)
def test_lists_need_an_account(client, name):
    assert client.get(f"/api/v1/{name}/").status_code == 403


@pytest.mark.parametrize("name", ["organizations", "contacts"])
def test_lists_of_the_department_are_empty_for_leaders(leader_client, leader, name):
    OrganizationFactory()
    ContactFactory(leaders=[leader])

    assert leader_client.get(f"/api/v1/{name}/").json()["count"] == 0


@pytest.mark.parametrize("rows", [1, 3])
@pytest.mark.parametrize(
    ("name", "queries"), [("areas", 5), ("organizations", 4), ("leaders", 4), ("contacts", 4)]
)
def test_lists_take_the_same_queries_for_any_number_of_rows(
    coordinator_client, area, name, queries, rows, django_assert_num_queries
):
    for _ in range(rows):
        leader = LeaderFactory(areas=[area])
        AffiliationFactory(leader=leader, organization=OrganizationFactory(areas=[area]))
        ContactFactory(leaders=[leader])

    with django_assert_num_queries(queries):
        coordinator_client.get(f"/api/v1/{name}/")
