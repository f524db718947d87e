"""Truth tables: who may do what in the directory."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import AnonymousUser

from accounts.models import Role
from tests.factories.accounts import UserFactory
from tests.factories.leaders import ContactFactory

PERSONAS = ["anonymous", "stranger", "leader", "officer", "coordinator", "administrator"]
POLICE = ["officer", "coordinator", "administrator"]
COORDINATING = ["coordinator", "administrator"]

MAY = {
    "leaders.view_directory": POLICE,
    "leaders.view_notes": POLICE,
    "leaders.add_leader": POLICE,
    "leaders.change_leader": POLICE,
    "leaders.add_organization": POLICE,
    "leaders.change_organization": POLICE,
    "leaders.view_contacts": POLICE,
    "leaders.log_contact": POLICE,
    "leaders.export": COORDINATING,
    "leaders.import_contacts": COORDINATING,
    "leaders.add_area": COORDINATING,
    "leaders.change_area": COORDINATING,
    "leaders.import_areas": COORDINATING,
}


@pytest.fixture
def people(stranger, leader_user, officer, coordinator, administrator):
    return {
        "anonymous": AnonymousUser(),
        "stranger": stranger,
        "leader": leader_user,
        "officer": officer,
        "coordinator": coordinator,
        "administrator": administrator,
    }


@pytest.mark.parametrize("permission", MAY)
def test_permission_of_each_persona(people, permission):
    assert [who for who in PERSONAS if people[who].has_perm(permission)] == MAY[permission]


def test_only_oneself_changes_own_profile(people, leader):
    allowed = [
        who for who in PERSONAS if people[who].has_perm("leaders.change_own_profile", leader)
    ]

    assert allowed == ["leader"]


def test_contact_is_changed_by_who_logged_it_or_runs_the_partnership(people, officer):
    contact = ContactFactory(logged_by=officer)
    people["other officer"] = UserFactory(role=Role.OFFICER)

    allowed = [who for who in people if people[who].has_perm("leaders.change_contact", contact)]

    assert allowed == ["officer", "coordinator", "administrator"]


def test_contact_without_author_is_not_everybodys(people):
    contact = ContactFactory(logged_by=None)

    assert [
        who for who in PERSONAS if people[who].has_perm("leaders.change_contact", contact)
    ] == COORDINATING
