from __future__ import annotations

import pytest

from leaders.models import Organization, Sector
from tests.factories.leaders import AffiliationFactory, LeaderFactory, OrganizationFactory

CHAPEL = {"name": "Grace Chapel", "sector": "faith"}


def listed(response):
    return [row.name for row in response.context["page"].object_list]


@pytest.mark.parametrize("count", [1, 3])
def test_list_takes_the_same_queries_for_any_number_of_rows(
    officer_client, area, django_assert_num_queries, count
):
    for _ in range(count):
        AffiliationFactory(organization=OrganizationFactory(areas=[area]))

    with django_assert_num_queries(5):
        response = officer_client.get("/organizations/")

    assert len(listed(response)) == count


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", ["Academy", "Chapel"]),
        ("q=chap", ["Chapel"]),
        ("sector=school", ["Academy"]),
        ("area=north", ["Chapel"]),
        ("active=inactive", ["Zen Center"]),
        ("active=all&sort=-name", ["Zen Center", "Chapel", "Academy"]),
        ("sort=sector", ["Chapel", "Academy"]),
        ("sort=-leaders", ["Chapel", "Academy"]),
        ("sort=nonsense", ["Academy", "Chapel"]),
    ],
)
def test_list_is_filtered_and_sorted_by_its_address(officer_client, area, query, found):
    chapel = OrganizationFactory(name="Chapel", areas=[area])
    OrganizationFactory(name="Academy", sector=Sector.SCHOOL)
    OrganizationFactory(name="Zen Center", is_active=False)
    AffiliationFactory(organization=chapel)

    assert listed(officer_client.get(f"/organizations/?{query}")) == found


def test_empty_list_says_what_to_do(officer_client):
    content = officer_client.get("/organizations/").content.decode()

    assert "No organization fits" in content


@pytest.mark.parametrize("count", [1, 3])
def test_detail_takes_the_same_queries_for_any_number_of_leaders(
    officer_client, django_assert_num_queries, count
):
    chapel = OrganizationFactory(address="1 Main Street\nPort Ellery")
    for number in range(count):
        AffiliationFactory(organization=chapel, leader=LeaderFactory(name=f"Person {number}"))

    with django_assert_num_queries(6):
        content = officer_client.get(f"/organizations/{chapel.pk}/").content.decode()

    assert content.count("Person ") == count
    assert "1 Main Street<br>Port Ellery" in content


def test_detail_without_leaders_says_what_to_do(officer_client):
    chapel = OrganizationFactory()

    content = officer_client.get(f"/organizations/{chapel.pk}/").content.decode()

    assert "Add the person who speaks for this organization." in content


def test_organization_is_added(officer_client, area):
    response = officer_client.post(
        "/organizations/new/", CHAPEL | {"website": "grace.example.org", "areas": [area.pk]}
    )

    chapel = Organization.objects.get()
    assert response.headers["Location"] == f"/organizations/{chapel.pk}/"
    assert (chapel.website, list(chapel.areas.all())) == ("https://grace.example.org", [area])


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"name": "GRACE chapel"}, "There is already an organization with this name."),
        ({"name": ""}, "This field is required"),
        ({"name": "New", "sector": "mafia"}, "mafia is not one of the available choices"),
        ({"name": "New", "website": "javascript:alert(1)"}, "Enter a valid URL"),
        ({"name": "New", "phone": "12"}, "This is not a phone number"),
    ],
)
def test_refused_organization_is_shown_again_with_the_sentence(officer_client, fields, sentence):
    OrganizationFactory(name="Grace Chapel")

    response = officer_client.post("/organizations/new/", CHAPEL | fields)

    assert sentence in response.content.decode()
    assert Organization.objects.count() == 1


def test_organization_is_changed(officer_client):
    chapel = OrganizationFactory(name="Old")

    officer_client.post(f"/organizations/{chapel.pk}/edit/", CHAPEL)

    chapel.refresh_from_db()
    assert chapel.name == "Grace Chapel"


def test_change_to_a_taken_name_is_refused(officer_client):
    OrganizationFactory(name="Grace Chapel")
    other = OrganizationFactory(name="Other")

    response = officer_client.post(f"/organizations/{other.pk}/edit/", CHAPEL)

    assert "already an organization with this name" in response.content.decode()
    assert "<h1>Other</h1>" in response.content.decode()


def test_organization_closes_and_opens(officer_client):
    chapel = OrganizationFactory()

    officer_client.post(f"/organizations/{chapel.pk}/deactivate/")
    page = officer_client.get(f"/organizations/{chapel.pk}/").content.decode()
    assert "No longer takes part" in page

    officer_client.post(f"/organizations/{chapel.pk}/reactivate/")
    assert Organization.objects.active().exists()
