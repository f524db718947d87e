"""Search and filters of the lists, by the rules of the pages."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from leaders.models import Leader
from tests.factories.leaders import (
    AffiliationFactory,
    AreaFactory,
    ContactFactory,
    LeaderFactory,
    OrganizationFactory,
)

pytestmark = pytest.mark.django_db


def names(client, query):
    return [row["name"] for row in client.get(f"/api/v1/{query}").json()["results"]]


LEADERS = {
    "all": ("", ["Ana", "Ben", "Cleo"]),
    "a name": ("q=AN", ["Ana"]),
    "an address": ("q=ben@example", ["Ben"]),
    "an organization": ("q=baptist", ["Cleo"]),
    "nobody": ("q=zoe", []),
    "area by code": ("area=NORTH", ["Ana"]),
    "area by number": ("area={area}", ["Ana"]),
    "no such area": ("area=nowhere", []),
    "sector": ("sector=faith", ["Cleo"]),
    "language": ("language=es", ["Ben"]),
    "role": ("role=policy", ["Ana"]),
    "stepped back": ("active=inactive", ["Ben"]),
    "quiet": ("quiet=30", ["Ben", "Cleo"]),
    "due": ("due=true", ["Cleo"]),
    "two at once": ("area=north&role=advocacy", []),
}


@pytest.mark.parametrize("case", LEADERS)
def test_leaders_are_found_as_on_the_page(officer_client, area, case):
    ana = LeaderFactory(name="Ana", areas=[area], leadership_roles=["policy"])
    LeaderFactory(
        name="Ben",
        email="ben@example.org",
        languages=["es"],
        is_active=False,
        areas=[AreaFactory()],
    )
    cleo = LeaderFactory(name="Cleo", contact_cadence_days=30)
    Leader.objects.filter(pk=cleo.pk).update(created_at=timezone.now() - timedelta(days=60))
    church = OrganizationFactory(name="First Baptist", sector="faith")
    AffiliationFactory(leader=cleo, organization=church)
    ContactFactory(leaders=[ana])
    query, expected = LEADERS[case]

    assert names(officer_client, f"leaders/?{query.format(area=area.pk)}") == expected


@pytest.mark.parametrize("query", ["quiet=1", "due=true"])
def test_filters_do_not_tell_a_leader_when_they_are_to_be_called(leader_client, leader, query):
    """They would, if the answer depended on what the department notes about them."""
    ContactFactory(leaders=[leader])

    assert names(leader_client, f"leaders/?{query}") == ["Lena Leader"]


ORGANIZATIONS = {
    "words": ("q=baptist", ["First Baptist"]),
    "area": ("area={area}", ["First Baptist"]),
    "sector": ("sector=school", ["North School"]),
    "stepped back": ("active=inactive", ["North School"]),
}


@pytest.mark.parametrize("case", ORGANIZATIONS)
def test_organizations_are_found_as_on_the_page(officer_client, area, case):
    OrganizationFactory(name="First Baptist", sector="faith", areas=[area])
    OrganizationFactory(name="North School", sector="school", is_active=False)
    query, expected = ORGANIZATIONS[case]

    assert names(officer_client, f"organizations/?{query.format(area=area.pk)}") == expected


@pytest.mark.parametrize(
    ("query", "expected"), [("q=nor", ["North District"]), ("kind=beat", ["Beat 12"])]
)
def test_areas_are_found_as_on_the_page(officer_client, area, query, expected):
    AreaFactory(name="Beat 12", kind="beat")

    assert names(officer_client, f"areas/?{query}") == expected


@pytest.mark.parametrize("query", ["leader={leader}", "kind=visit", "since={yesterday}"])
def test_contacts_are_filtered(officer_client, leader, query):
    ContactFactory(kind="call", happened_at=timezone.now() - timedelta(days=9))
    wanted = ContactFactory(kind="visit", leaders=[leader])
    yesterday = (timezone.now() - timedelta(days=1)).strftime("%Y-%m-%dT%H:%M:%SZ")
    query = query.format(leader=leader.pk, yesterday=yesterday)

    rows = officer_client.get(f"/api/v1/contacts/?{query}").json()["results"]

    assert [row["id"] for row in rows] == [wanted.pk]


def test_filter_of_contacts_does_not_tell_which_leaders_exist(stranger_client):
    codes = [
        stranger_client.get(f"/api/v1/contacts/?leader={pk}").status_code
        for pk in (LeaderFactory().pk, 0)
    ]

    assert codes == [400, 400]


@pytest.mark.parametrize(
    "query",
    [
        "leaders/?sector=circus",
        "leaders/?language=xx",
        "leaders/?quiet=-1",
        "leaders/?q=%00",
        "leaders/?area=%00",
        "organizations/?active=perhaps",
        "organizations/?area=%00",
        "areas/?kind=moon",
        "contacts/?since=soon",
        "contacts/?leader=%00",
    ],
)
def test_filters_that_cannot_be_are_refused(officer_client, query):
    assert officer_client.get(f"/api/v1/{query}").status_code == 400
