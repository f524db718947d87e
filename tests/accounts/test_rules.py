"""Truth tables: who may do what with accounts."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import AnonymousUser

from accounts.models import Role, SignUpInvitation, User
from accounts.rules import is_administrator, is_coordinating, is_police

PEOPLE = ["anonymous", "leader", "officer", "coordinator", "administrator"]


def person(word):
    if word == "anonymous":
        return AnonymousUser()
    return User(pk=1, role=Role(word), email=f"{word}@example.org")


@pytest.mark.parametrize(
    ("predicate", "expected"),
    [
        (is_police, [False, False, True, True, True]),
        (is_coordinating, [False, False, False, True, True]),
        (is_administrator, [False, False, False, False, True]),
    ],
    ids=["is_police", "is_coordinating", "is_administrator"],
)
def test_predicate_is_true_of_the_right_roles(predicate, expected):
    assert [predicate(person(word)) for word in PEOPLE] == expected


@pytest.mark.parametrize("predicate", [is_police, is_coordinating, is_administrator])
def test_predicate_is_false_of_somebody_who_may_not_sign_in(predicate):
    user = User(role=Role.ADMINISTRATOR, is_active=False)

    assert predicate(user) is False


@pytest.mark.parametrize("permission", ["accounts.view_users", "accounts.invite"])
def test_coordinators_and_administrators_run_accounts(permission):
    allowed = [person(word).has_perm(permission) for word in PEOPLE]

    assert allowed == [False, False, False, True, True]


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("anonymous", []),
        ("leader", []),
        ("officer", []),
        ("coordinator", [Role.LEADER, Role.OFFICER, Role.COORDINATOR]),
        ("administrator", [Role.LEADER, Role.OFFICER, Role.COORDINATOR, Role.ADMINISTRATOR]),
    ],
)
def test_only_administrators_make_administrators(word, expected):
    invited = [role for role in Role if person(word).has_perm("accounts.invite_as", role)]
    changed = [
        role
        for role in Role
        if person(word).has_perm("accounts.change_invitation", SignUpInvitation(role=role))
    ]

    assert (invited, changed) == (expected, expected)


@pytest.mark.parametrize("permission", ["accounts.invite_as", "accounts.change_invitation"])
def test_a_coordinator_invites_nobody_as_nothing(permission):
    assert person("coordinator").has_perm(permission) is False


def test_only_administrators_change_other_users():
    other = User(pk=2)
    allowed = [person(word).has_perm("accounts.change_user", other) for word in PEOPLE]

    assert allowed == [False, False, False, False, True]


def test_nobody_changes_their_own_role():
    administrator = person("administrator")

    assert administrator.has_perm("accounts.change_user", administrator) is False


def test_somebody_who_may_not_sign_in_may_do_nothing():
    former = User(role=Role.ADMINISTRATOR, is_active=False)

    assert former.has_perms(["accounts.view_users"]) is False
    assert former.has_module_perms("accounts") is False
