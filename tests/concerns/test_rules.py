"""Who may do what with a concern: tables of truth."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import AnonymousUser

from tests.factories.concerns import ConcernFactory, PriorityFactory

PERSONAS = [
    "nobody",
    "stranger",
    "leader_user",
    "elsewhere",
    "officer",
    "coordinator",
    "administrator",
]
POLICE = {"elsewhere", "officer", "coordinator", "administrator"}
COORDINATING = {"coordinator", "administrator"}
# The officer is one of the concern's area, the leader's account raised it.
WORKING = {"officer", *COORDINATING}


def allowed(request, permission, subject=None):
    """Every persona who may."""
    return {
        name
        for name in PERSONAS
        if request.getfixturevalue(name).has_perm(f"concerns.{permission}", subject)
    }


@pytest.mark.parametrize(
    ("permission", "expected"),
    [
        ("raise_for_others", POLICE),
        ("view_queue", POLICE),
        ("set_priorities", POLICE),
        ("import_concerns", COORDINATING),
        ("export", COORDINATING),
        ("assign_many", COORDINATING),
        ("manage_categories", COORDINATING),
        ("manage_routing", COORDINATING),
        ("manage_texts", COORDINATING),
    ],
)
def test_general_right(request, db, permission, expected):
    assert allowed(request, permission) == expected


@pytest.mark.parametrize(
    ("permission", "expected"),
    [
        ("read_thread", {"leader_user", *POLICE}),
        ("read_notes", POLICE),
        ("view_looks", COORDINATING),
        ("forget_raiser", COORDINATING),
        ("note", POLICE),
        ("take", POLICE),
        ("reply", POLICE),
        ("change", WORKING),
        ("pause", WORKING),
        ("close", WORKING),
        ("assign", WORKING),
        ("reopen", {"leader_user", *WORKING}),
        ("accept", {"leader_user"}),
        ("write_as_raiser", {"leader_user"}),
        ("link_duplicate", WORKING),
        ("convert", WORKING),
        ("publish", COORDINATING),
        ("support", set()),
    ],
)
@pytest.mark.parametrize("mode", ["open_concern", "confidential"])
def test_right_on_a_concern(request, mode, permission, expected):
    assert allowed(request, permission, request.getfixturevalue(mode)) == expected


def test_owner_of_another_area_works_on_it(elsewhere, open_concern):
    open_concern.owner = elsewhere

    assert elsewhere.has_perm("concerns.close", open_concern)


@pytest.mark.parametrize(
    ("mode", "expected"),
    [("open_concern", POLICE), ("confidential", COORDINATING), ("anonymous", set())],
)
def test_who_sees_an_identity(request, mode, expected):
    assert allowed(request, "see_identity", request.getfixturevalue(mode)) == expected


@pytest.mark.parametrize(
    ("mode", "expected"), [("open_concern", True), ("confidential", True), ("anonymous", False)]
)
def test_owner_sees_the_identity_there_is(request, elsewhere, mode, expected):
    concern = request.getfixturevalue(mode)
    concern.owner = elsewhere

    assert elsewhere.has_perm("concerns.see_identity", concern) == expected


def test_leader_who_owns_a_confidential_concern_by_mistake_sees_no_identity(stranger, confidential):
    confidential.owner = stranger

    assert not stranger.has_perm("concerns.see_identity", confidential)


def test_published_concern_is_supported_by_another_leader(request, leader):
    assert allowed(request, "support", ConcernFactory(published=True)) == {"leader_user"}


def test_published_concern_is_not_supported_by_its_raiser(leader):
    concern = ConcernFactory(published=True, reporter=leader)

    assert not leader.user.has_perm("concerns.support", concern)


@pytest.mark.parametrize(
    "permission",
    ["read_notes", "see_identity", "reopen", "accept", "close", "support", "write_as_raiser"],
)
def test_no_concern_gives_no_right_to_a_leader(leader_user, permission):
    assert not leader_user.has_perm(f"concerns.{permission}")


def test_account_that_ended_has_no_right(coordinator, open_concern):
    coordinator.is_active = False

    assert not coordinator.has_perm("concerns.reply", open_concern)


def test_priority_is_changed_by_officers_of_its_area(request, area):
    assert allowed(request, "change_priority", PriorityFactory(area=area)) == WORKING


def test_nobody_owns_what_nobody_owns(db):
    assert not AnonymousUser().has_perm("concerns.close", ConcernFactory())
