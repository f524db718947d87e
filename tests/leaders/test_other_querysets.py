"""Areas, organizations, contacts and uploaded files."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from leaders.models import Area, Contact, ContactImport, Organization, Sector
from tests.factories.leaders import (
    AffiliationFactory,
    AreaFactory,
    ContactFactory,
    ContactImportFactory,
    LeaderFactory,
    OrganizationFactory,
)

PERSONAS = ["anonymous", "stranger", "leader_user", "officer", "coordinator", "administrator"]


@pytest.fixture
def seen_by(request):
    def seen(model):
        users = [
            AnonymousUser() if who == "anonymous" else request.getfixturevalue(who)
            for who in PERSONAS
        ]
        return [model.objects.visible_to(user).count() for user in users]

    return seen


def test_areas_are_public(area, seen_by):
    assert seen_by(Area) == [1, 1, 1, 1, 1, 1]


def test_organizations_are_seen_by_the_department_and_their_own_people(leader, seen_by):
    AffiliationFactory(leader=leader)
    OrganizationFactory()

    assert seen_by(Organization) == [0, 0, 1, 2, 2, 2]


def test_contacts_are_the_departments_own(leader, seen_by):
    ContactFactory(leaders=[leader])

    assert seen_by(Contact) == [0, 0, 0, 1, 1, 1]


def test_uploaded_lists_are_for_who_runs_the_partnership(db, seen_by):
    ContactImportFactory()

    assert seen_by(ContactImport) == [0, 0, 0, 0, 1, 1]


def test_areas_are_in_the_order_of_their_numbers(db):
    for number in (10, 9, 101, 1):
        AreaFactory(name=f"District {number}")

    assert [area.name for area in Area.objects.all()] == [
        "District 1",
        "District 9",
        "District 10",
        "District 101",
    ]


def test_areas_of_an_officer(officer):
    AreaFactory(name="Elsewhere")

    assert [area.name for area in Area.objects.of_officer(officer)] == ["North District"]


@pytest.mark.parametrize(("text", "found"), [("north", 1), ("NOR dist", 1), ("south", 0), ("", 1)])
def test_areas_are_found_by_name_and_code(area, text, found):
    assert Area.objects.search(text).count() == found


def test_area_counts_its_active_leaders(area):
    LeaderFactory(areas=[area])
    LeaderFactory(areas=[area], is_active=False)
    AreaFactory(name="Empty")

    counted = {row.name: row.leader_count for row in Area.objects.with_leader_count()}

    assert counted == {"North District": 1, "Empty": 0}


def test_organization_counts_its_active_leaders(db):
    chapel = OrganizationFactory(name="Chapel")
    AffiliationFactory(organization=chapel)
    AffiliationFactory(organization=chapel, leader=LeaderFactory(is_active=False))
    OrganizationFactory(name="Empty")

    counted = {row.name: row.leader_count for row in Organization.objects.with_leader_count()}

    assert counted == {"Chapel": 1, "Empty": 0}


def test_organizations_by_area_sector_and_name(area):
    OrganizationFactory(name="Iglesia São João", sector=Sector.FAITH, areas=[area])
    OrganizationFactory(name="School", sector=Sector.SCHOOL, is_active=False)
    asked = (
        Organization.objects.active()
        .in_areas([area])
        .in_sectors([Sector.FAITH])
        .search("sao iglesia")
    )

    assert [row.name for row in asked] == ["Iglesia São João"]


def test_contacts_with_a_leader_by_somebody_since(leader, officer):
    moment = timezone.now() - timedelta(days=5)
    wanted = ContactFactory(leaders=[leader, LeaderFactory()], logged_by=officer)
    ContactFactory(leaders=[leader], logged_by=officer, happened_at=moment - timedelta(days=1))
    ContactFactory(leaders=[leader])
    ContactFactory(leaders=[LeaderFactory()], logged_by=officer)

    found = Contact.objects.with_leader(leader).logged_by(officer).since(moment)

    assert list(found) == [wanted]


def test_files_older_than_a_week(db):
    old = ContactImportFactory(created_at=timezone.now() - timedelta(days=8))
    ContactImportFactory()

    assert list(ContactImport.objects.open().older_than(timedelta(days=7))) == [old]


def test_files_with_the_same_columns_and_a_mapping(db):
    known = ContactImportFactory(header=["Name", "Mail"])
    ContactImportFactory(header=["Name", "Mail"], mapping={})
    ContactImportFactory(header=["Mail", "Name"])

    assert list(ContactImport.objects.with_header(["Name", "Mail"])) == [known]
