"""Pages of initiatives: who reads what, what comes next, and refusals in sentences."""

from __future__ import annotations

import re

import pytest
from django.urls import reverse

from initiatives.models import Initiative, TargetArea
from tests.conftest import signed_in
from tests.factories.concerns import ConcernFactory, PriorityFactory
from tests.factories.initiatives import InitiativeFactory, PartnerFactory, TaskFactory
from tests.factories.leaders import AreaFactory, OrganizationFactory

pytestmark = pytest.mark.django_db
LIST = "/initiatives/"
PLAN = {
    "measure": "Break-ins",
    "source": "Records",
    "method": "before_after",
    "before_from": "2026-01-01",
    "before_to": "2026-03-31",
    "after_from": "2026-04-01",
    "after_to": "2026-06-30",
    "success": "Fewer",
}


def address(initiative, verb="detail", **more):
    return reverse(f"initiatives:initiative-{verb}", kwargs={"pk": initiative.pk, **more})


def listed(response):
    return re.findall(
        r'<th scope="row"><a href="/initiatives/\d+/" dir="auto">([^<]+)</a>', response.text
    )


@pytest.fixture
def lead_client(lead):
    return signed_in(lead)


# The list


LISTS = {
    "": ["Lamps", "Night walks", "Quiet bar"],
    "stage=closed": ["Old watch"],
    "stage=all": ["Lamps", "Night walks", "Old watch", "Quiet bar"],
    "area=north": ["Night walks"],
    "kind=watch&stage=all": ["Old watch"],
    "q=lamp": ["Lamps"],
    "lead=me": ["Quiet bar"],
    "overdue=on": ["Lamps"],
    "stage=nonsense&area=nowhere": ["Lamps", "Night walks", "Old watch", "Quiet bar"],
}


@pytest.mark.parametrize("query", LISTS)
def test_portfolio_is_filtered_by_the_address(officer_client, officer, initiative, query):
    InitiativeFactory(title="Lamps", due_on="2026-01-01")
    InitiativeFactory(title="Quiet bar", lead_officer=officer)
    closed = {"learned": "x", "verdict": "worked", "closed_at": "2026-05-01T12:00Z"}
    InitiativeFactory(title="Old watch", kind="watch", ready=True, stage="closed", **closed)

    assert sorted(listed(officer_client.get(f"{LIST}?{query}"))) == LISTS[query]


def test_everybody_reads_the_list_of_what_is_shown(client, initiative):
    InitiativeFactory(title="Lamps", visibility="public", lead_leader=initiative.lead_leader)
    answer = client.get(LIST)

    assert listed(answer) == ["Lamps"]
    assert "Lena Leader" not in answer.text


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize(("persona", "queries"), [("client", 4), ("officer_client", 7)])
def test_list_takes_the_same_queries_for_any_number_of_rows(
    request, persona, queries, count, area, officer, django_assert_num_queries
):
    for _ in range(count):
        InitiativeFactory(ready=True, targets=[area, AreaFactory()], visibility="public")
    browser = request.getfixturevalue(persona)

    with django_assert_num_queries(queries):
        browser.get(LIST)


# The page


@pytest.mark.parametrize("visibility", Initiative.Visibility.values)
def test_page_exists_for_whom_it_is_shown(
    client, stranger_client, partner_user, visibility, initiative
):
    Initiative.objects.update(visibility=visibility)
    readers = [client, stranger_client, signed_in(partner_user)]
    codes = [reader.get(address(initiative)).status_code for reader in readers]

    assert (
        codes
        == {
            "draft": [404, 404, 404],
            "partners": [404, 404, 200],
            "public": [200, 200, 200],
        }[visibility]
    )


INNER = ("Cars are broken into", "Two dark blocks", "We were wrong", "Lena Leader")


def test_public_page_shows_what_is_for_everybody(client, initiative, officer):
    Initiative.objects.update(visibility="public", analysis="Two dark blocks")
    PartnerFactory(
        initiative=initiative, organization=OrganizationFactory(name="Riverside Tenants")
    )
    text = client.get(address(initiative)).text

    assert [word for word in INNER if word in text] == []
    assert all(word in text for word in ("Night walks", "Riverside Tenants", "North District"))


def test_partner_reads_the_work_and_changes_nothing(initiative, partner_user):
    Initiative.objects.update(visibility="partners")
    browser = signed_in(partner_user)

    assert "Cars are broken into" in browser.get(address(initiative)).text
    assert browser.get(address(initiative, "scan")).status_code == 403


def test_lead_leader_writes_and_does_not_move_it(leader_client, initiative):
    leader_client.post(address(initiative, "analyse"), {"analysis": "Two dark blocks"})
    answer = leader_client.post(address(initiative, "advance", stage="analysis"))

    initiative.refresh_from_db()
    assert (initiative.analysis, initiative.stage, answer.status_code) == (
        "Two dark blocks",
        "scanning",
        403,
    )


NEEDS = {
    "scanning": ["Say what the problem is.", "Say where you work."],
    "analysis": ["Register how the effect will be judged, before anything is done."],
    "response": ["Say what is done about it."],
    "assessment": ["Say what came of it, and what was learned."],
}


@pytest.mark.parametrize("stage", NEEDS)
def test_page_says_what_the_stage_still_needs(coordinator_client, stage):
    made = InitiativeFactory(ready=True, stage=stage)
    if stage == "scanning":
        Initiative.objects.update(problem="")
    text = coordinator_client.get(address(made)).text

    assert [need for needs in NEEDS.values() for need in needs if need in text] == NEEDS[stage]


def test_page_of_an_open_gate_has_the_button_that_goes_on(coordinator_client, initiative):
    assert (
        address(initiative, "advance", stage="analysis")
        in coordinator_client.get(address(initiative)).text
    )


@pytest.mark.parametrize("count", [1, 3])
def test_page_takes_the_same_queries_for_any_number_of_rows(
    officer_client, officer, initiative, count, django_assert_num_queries
):
    for _ in range(count):
        PartnerFactory(initiative=initiative)
        TaskFactory(initiative=initiative, owner_user=officer)
        TargetArea.objects.create(initiative=initiative, area=AreaFactory(officers=[officer]))
        initiative.concerns.add(ConcernFactory())
        initiative.priorities.add(PriorityFactory())
    officer_client.get(address(initiative))

    with django_assert_num_queries(11):
        officer_client.get(address(initiative))


# Elsewhere


def test_area_page_shows_what_is_public_there(client, initiative, area):
    InitiativeFactory(title="Lamps", visibility="public", targets=[area])
    InitiativeFactory(title="Far away", visibility="public", targets=[AreaFactory()])
    text = client.get(area.get_absolute_url()).text

    assert [title for title in ("Lamps", "Night walks", "Far away") if title in text] == ["Lamps"]


@pytest.mark.parametrize("persona", ["lead", "leader_user"])
def test_start_page_shows_what_one_leads(request, initiative, persona):
    InitiativeFactory(title="Of somebody else")
    text = signed_in(request.getfixturevalue(persona)).get("/").text

    assert [title for title in ("Night walks", "Of somebody else") if title in text] == [
        "Night walks"
    ]


def test_coordinator_sees_how_many_are_overdue(coordinator_client):
    InitiativeFactory(due_on="2026-01-01")

    assert "initiative overdue" in coordinator_client.get("/").text
