"""The case library tells what is proven from what is only claimed."""

from __future__ import annotations

import re

import pytest
from django.db import IntegrityError
from django.utils import timezone

from initiatives.models import CaseStudy
from tests.factories.initiatives import InitiativeFactory

pytestmark = pytest.mark.django_db
LIST = "/cases/"
NEW = {
    "title": "Night bus",
    "kind": "other",
    "summary": "Officers ride along.",
    "grade": "reported",
    "effect": "Fewer calls",
    "is_published": "on",
}


def grades(text):
    return re.findall(r"(Proven|Promising|Mixed|Tested|Reported|Claimed):", text)


def test_what_is_known_best_comes_first_and_claims_last(client):
    text = client.get(LIST).text.partition('id="rows"')[2]

    assert grades(text) == [
        "Proven",
        "Proven",
        "Promising",
        "Mixed",
        "Mixed",
        "Reported",
        "Claimed",
    ]


def test_claim_stands_beside_what_was_found(client):
    case = CaseStudy.objects.get(key="oakland")
    text = client.get(case.get_absolute_url()).text

    assert all(
        word in text
        for word in (case.claim, case.effect, "Claimed: we could not confirm it", "None was found.")
    )


@pytest.mark.parametrize("grade", ["proven", "promising", "mixed", "no_effect"])
def test_nothing_is_called_tested_without_a_source(coordinator_client, grade):
    with pytest.raises(IntegrityError, match="case_tested_has_source"):
        CaseStudy.objects.create(title="x", summary="x", effect="x", grade=grade)


def test_page_asks_for_the_source_of_a_test(coordinator_client):
    answer = coordinator_client.post(f"{LIST}new/", NEW | {"grade": "proven"})

    assert answer.status_code == 422
    assert "Say where the test can be read." in answer.text


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("q=philadelphia", {"philadelphia"}),
        ("grade=claimed", {"oakland"}),
        ("kind=watch", {"watch"}),
    ],
)
def test_library_is_filtered(client, query, expected):
    text = client.get(f"{LIST}?{query}").text
    keys = dict(CaseStudy.objects.values_list("pk", "key"))

    assert {keys[int(pk)] for pk in re.findall(r'href="/cases/(\d+)/"', text)} == expected


def closed():
    return InitiativeFactory(
        ready=True,
        stage="closed",
        verdict="worked",
        learned="Light first.",
        response="Two lamps.",
        closed_at=timezone.now(),
    )


def test_finished_initiative_is_put_into_the_library(coordinator_client):
    made = closed()
    address = f"/initiatives/{made.pk}/case/"
    page = coordinator_client.get(address).text
    answer = coordinator_client.post(address, NEW)

    case = CaseStudy.objects.get(initiative=made)
    assert all(word in page for word in ("Light first.", "Two lamps.", "It worked"))
    assert (answer.url, "Our own initiative" in case.source) == (case.get_absolute_url(), True)


def test_initiative_without_comparison_is_not_called_proven(coordinator_client):
    made = closed()
    answer = coordinator_client.post(f"/initiatives/{made.pk}/case/", NEW | {"grade": "proven"})

    assert (answer.status_code, CaseStudy.objects.filter(initiative=made).exists()) == (422, False)


def test_initiative_stands_in_the_library_once(coordinator_client):
    made = closed()
    codes = [
        coordinator_client.post(f"/initiatives/{made.pk}/case/", NEW).status_code for _ in range(2)
    ]

    assert codes == [302, 409]


def test_what_is_not_closed_is_refused(coordinator_client):
    made = InitiativeFactory(ready=True, stage="response")

    assert coordinator_client.post(f"/initiatives/{made.pk}/case/", NEW).status_code == 409


def test_case_that_is_not_shown_is_for_the_department(client, officer_client, coordinator_client):
    data = {name: value for name, value in NEW.items() if name != "is_published"}
    coordinator_client.post(f"{LIST}new/", data)
    address = CaseStudy.objects.get(title="Night bus").get_absolute_url()

    assert (client.get(address).status_code, officer_client.get(address).status_code) == (404, 200)


@pytest.mark.parametrize("persona", ["officer_client", "leader_client"])
def test_only_coordinators_write_cases(request, persona):
    assert request.getfixturevalue(persona).get(f"{LIST}new/").status_code == 403


@pytest.mark.parametrize("count", [1, 3])
def test_library_takes_the_same_queries_for_any_number(client, count, django_assert_num_queries):
    CaseStudy.objects.bulk_create(
        CaseStudy(title=f"{number}", summary="x", effect="x", grade="unknown")
        for number in range(count)
    )

    with django_assert_num_queries(2):
        client.get(LIST)
