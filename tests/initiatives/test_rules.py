"""Who may do what with an initiative: tables of truth."""

from __future__ import annotations

import pytest

from tests.factories.initiatives import TargetAreaFactory

PERSONAS = [
    "nobody",
    "stranger",
    "partner_user",
    "leader_user",
    "elsewhere",
    "officer",
    "lead",
    "coordinator",
    "administrator",
]
POLICE = {"elsewhere", "officer", "lead", "coordinator", "administrator"}
# The officer is one of its area, the lead is one of no area.
WORKING = {"officer", "lead", "coordinator", "administrator"}


def allowed(request, permission, subject=None):
    return {
        name
        for name in PERSONAS
        if request.getfixturevalue(name).has_perm(f"initiatives.{permission}", subject)
    }


@pytest.mark.parametrize(
    ("permission", "expected"),
    [
        ("add", POLICE),
        ("read_work", {"partner_user", "leader_user", *POLICE}),
        ("change", {"leader_user", *WORKING}),
        ("change_stage", WORKING),
        ("change_people", WORKING),
        ("change_places", WORKING),
        ("register_plan", WORKING),
        ("link_concerns", WORKING),
        ("show", {"lead", "coordinator", "administrator"}),
    ],
)
def test_right_on_an_initiative(request, initiative, permission, expected):
    assert allowed(request, permission, initiative) == expected


@pytest.mark.parametrize("permission", ["read_work", "change", "change_stage", "show"])
def test_no_initiative_gives_no_right_to_a_leader(leader_user, permission):
    assert not leader_user.has_perm(f"initiatives.{permission}")


def test_officer_of_a_comparison_area_does_not_work_on_it(initiative, elsewhere, other_area):
    other_area.officers.add(elsewhere)
    TargetAreaFactory(initiative=initiative, area=other_area, role="comparison")

    assert not elsewhere.has_perm("initiatives.change", initiative)


@pytest.mark.parametrize("name", ["lead", "leader_user", "partner_user", "coordinator"])
def test_account_that_ended_has_no_right(request, initiative, name):
    user = request.getfixturevalue(name)
    user.is_active = False

    assert not user.has_perm("initiatives.read_work", initiative)
