"""A leader claims an account by the address they were invited under."""

from __future__ import annotations

import pytest

from accounts import links
from accounts.actions import invitations, users
from accounts.models import Role
from tests.factories.accounts import SignUpInvitationFactory, UserFactory
from tests.factories.leaders import LeaderFactory


def sign_up(role=Role.LEADER):
    return invitations.sign_up(
        invitation=SignUpInvitationFactory(email="ana@example.org", role=role),
        name="Ana",
        password="a long enough one",
        language="en",
    )


def change_address(user, new):
    users.change_address(change=links.AddressChange.of(user, new))


def test_leader_claims_the_account_in_any_case_of_the_address(db):
    leader = LeaderFactory(email="Ana@Example.org")

    user = sign_up()

    leader.refresh_from_db()
    assert leader.user == user


def test_leader_who_has_an_account_keeps_it(db):
    first = UserFactory()
    leader = LeaderFactory(email="ana@example.org", user=first)

    sign_up()

    leader.refresh_from_db()
    assert leader.user == first


@pytest.mark.parametrize("role", [Role.OFFICER, Role.COORDINATOR, Role.ADMINISTRATOR])
def test_who_works_for_the_department_claims_no_leader(role, db):
    leader = LeaderFactory(email="ana@example.org")

    sign_up(role)

    leader.refresh_from_db()
    assert leader.user is None


def test_account_of_somebody_not_in_the_directory_stands_alone(db):
    other = LeaderFactory(email="other@example.org")

    sign_up()

    other.refresh_from_db()
    assert other.user is None


def test_leader_is_written_to_at_the_new_address(leader):
    change_address(leader.user, "new@example.org")

    leader.refresh_from_db()
    assert leader.email == "new@example.org"


def test_leader_with_another_address_in_the_directory_keeps_it(leader):
    leader.email = "office@example.org"
    leader.save()

    change_address(leader.user, "new@example.org")

    leader.refresh_from_db()
    assert leader.email == "office@example.org"


def test_address_of_another_leader_stays_theirs(leader):
    LeaderFactory(email="new@example.org")

    change_address(leader.user, "new@example.org")

    leader.refresh_from_db()
    assert leader.email == "leader@example.org"
