"""Initiatives over the API."""

from __future__ import annotations

import pytest

from initiatives.models import Initiative
from tests.conftest import signed_in
from tests.factories.concerns import ConcernFactory
from tests.factories.initiatives import ANSWERED, InitiativeFactory, PartnerFactory
from tests.factories.leaders import AreaFactory, OrganizationFactory

pytestmark = pytest.mark.django_db
URL = "/api/v1/initiatives/"


def post(client, path, data=None):
    return client.post(path, data or {}, content_type="application/json")


def test_whole_way(officer_client, officer, leader, area, other_area):
    begun = post(
        officer_client,
        URL,
        {
            "title": "Night walks",
            "problem": "Break-ins",
            "target_areas": ["north"],
            "lead_officer": officer.pk,
            "lead_leader": leader.pk,
        },
    )
    at = f"{URL}{begun.json()['id']}/"
    plan = {
        "measure": "Break-ins",
        "source": "Records",
        "method": "comparison",
        "before_from": "2026-01-01",
        "before_to": "2026-03-31",
        "after_from": "2026-04-01",
        "after_to": "2026-06-30",
        "success": "Fewer",
    }
    codes = [
        begun.status_code,
        post(officer_client, f"{at}advance/").status_code,
        officer_client.patch(
            at,
            {"analysis": "Two blocks", "response": "We walk.", **ANSWERED},
            content_type="application/json",
        ).status_code,
        post(
            officer_client, f"{at}places/", {"targets": ["north"], "comparisons": ["south"]}
        ).status_code,
        post(officer_client, f"{at}plan/", plan).status_code,
        post(officer_client, f"{at}advance/").status_code,
        post(officer_client, f"{at}advance/").status_code,
    ]
    closed = post(officer_client, f"{at}close/", {"verdict": "worked", "learned": "Walk late."})

    assert codes == [201, 200, 200, 200, 200, 200, 200]
    assert [step["to_stage"] for step in closed.json()["stage_changes"]] == [
        "scanning",
        "analysis",
        "response",
        "assessment",
        "closed",
    ]


def test_closed_gate_answers_with_what_is_missing(coordinator_client):
    made = InitiativeFactory()
    answer = post(coordinator_client, f"{URL}{made.pk}/advance/")

    assert answer.status_code == 409
    assert [need["key"] for need in answer.json()["missing"]] == ["problem", "target_areas"]


def test_seen_too_long_ago_is_a_conflict(coordinator_client, initiative):
    answer = coordinator_client.patch(
        f"{URL}{initiative.pk}/", {"title": "x", "revision": 9}, content_type="application/json"
    )

    assert (answer.status_code, Initiative.objects.get().title) == (409, "Night walks")


@pytest.mark.parametrize(
    ("visibility", "expected"),
    [("draft", (404, 200)), ("partners", (404, 200)), ("public", (200, 200))],
)
def test_it_exists_for_whom_it_is_shown(
    stranger_client, leader_client, initiative, visibility, expected
):
    Initiative.objects.update(visibility=visibility)
    at = f"{URL}{initiative.pk}/"

    assert (stranger_client.get(at).status_code, leader_client.get(at).status_code) == expected


WORK = {"problem", "analysis", "lead_leader", "concerns", "stage_changes", "missing", "plan"}


def test_stranger_reads_the_summary_only(stranger_client, initiative):
    Initiative.objects.update(visibility="public")

    assert not WORK & set(stranger_client.get(f"{URL}{initiative.pk}/").json())


def test_leader_does_not_learn_which_concerns_are_behind_it(leader_client, initiative):
    published = ConcernFactory(published=True)
    initiative.concerns.set([ConcernFactory(confidentiality="confidential"), published])

    assert leader_client.get(f"{URL}{initiative.pk}/").json()["concerns"] == [published.pk]


@pytest.mark.parametrize(
    ("verb", "data"),
    [
        ("advance", {}),
        ("back", {"stage": "scanning", "reason": "x"}),
        ("close", {"verdict": "worked", "learned": "x"}),
        ("set-aside", {"reason": "x"}),
        ("leads", {"lead_officer": None, "lead_leader": None}),
        ("places", {"targets": []}),
        ("show", {"visibility": "public"}),
        ("link", {"concern": 1}),
    ],
)
def test_partner_changes_nothing(initiative, partner_user, verb, data):
    Initiative.objects.update(visibility="partners")
    before = initiative.revision
    answer = post(signed_in(partner_user), f"{URL}{initiative.pk}/{verb}/", data)

    initiative.refresh_from_db()
    assert (answer.status_code, initiative.revision) == (403, before)


def test_organization_joins(coordinator_client, initiative):
    body = OrganizationFactory()
    answer = post(
        coordinator_client,
        f"{URL}{initiative.pk}/join/",
        {"organization": body.pk, "level": "involve"},
    )

    partner = answer.json()["partners"][0]
    assert (partner["organization"], partner["level"]) == (body.pk, "involve")


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("area=north", {"Night walks"}),
        ("stage=closed", {"Old watch"}),
        ("is_open=false", {"Old watch"}),
        ("is_open=true", {"Night walks", "Lamps"}),
        ("is_overdue=true", {"Lamps"}),
        ("q=lamp", {"Lamps"}),
    ],
)
def test_list_is_narrowed(officer_client, initiative, query, expected):
    InitiativeFactory(title="Lamps", due_on="2026-01-01")
    closed = {"learned": "x", "verdict": "worked", "closed_at": "2026-05-01T12:00Z"}
    InitiativeFactory(title="Old watch", ready=True, stage="closed", **closed)
    rows = officer_client.get(f"{URL}?{query}").json()["results"]

    assert {row["title"] for row in rows} == expected


@pytest.mark.parametrize("count", [1, 3])
def test_list_takes_few_queries(officer_client, django_assert_max_num_queries, count):
    for _ in range(count):
        PartnerFactory(initiative=InitiativeFactory(targets=[AreaFactory()]))

    with django_assert_max_num_queries(5):
        assert officer_client.get(URL).json()["count"] == count
