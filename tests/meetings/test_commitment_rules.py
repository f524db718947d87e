"""Who may record, finish, withdraw and answer a promise, log a meeting, publish its minutes."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import AnonymousUser

from tests.factories.meetings import CommitmentFactory

PERSONAS = ["anonymous", "stranger", "leader_user", "officer", "coordinator", "administrator"]
POLICE = ["officer", "coordinator", "administrator"]


def persona(request, name):
    return AnonymousUser() if name == "anonymous" else request.getfixturevalue(name)


@pytest.mark.parametrize("name", PERSONAS)
@pytest.mark.parametrize("permission", ["log_meeting", "publish_minutes", "record_commitment"])
def test_department_logs_publishes_and_records(request, db, name, permission):
    user = persona(request, name)

    assert user.has_perm(f"meetings.{permission}") == (name in POLICE)


@pytest.mark.parametrize("name", PERSONAS)
def test_department_promise_is_finished_by_its_owner_and_answered_by_the_leader(
    request, leader, officer, name
):
    commitment = CommitmentFactory(owner_user=officer, promised_to_leader=leader)
    user = persona(request, name)

    assert user.has_perm("meetings.finish_commitment", commitment) == (name == "officer")
    assert user.has_perm("meetings.withdraw_commitment", commitment) == (name == "officer")
    assert user.has_perm("meetings.answer_commitment", commitment) == (name == "leader_user")


@pytest.mark.parametrize("name", PERSONAS)
def test_leaders_promise_is_finished_by_the_leader_and_answered_by_the_officer(
    request, leader, officer, name
):
    commitment = CommitmentFactory(
        owner_user=None, owner_leader=leader, promised_to_leader=None, promised_to_user=officer
    )
    user = persona(request, name)

    assert user.has_perm("meetings.finish_commitment", commitment) == (name == "leader_user")
    assert user.has_perm("meetings.withdraw_commitment", commitment) == (name == "leader_user")
    assert user.has_perm("meetings.answer_commitment", commitment) == (name == "officer")


def test_promise_of_a_leader_without_account_is_nobody_elses(officer, coordinator):
    commitment = CommitmentFactory(owner_user=officer)

    assert not coordinator.has_perm("meetings.answer_commitment", commitment)
    assert not AnonymousUser().has_perm("meetings.answer_commitment", commitment)


@pytest.mark.parametrize(
    "permission", ["finish_commitment", "withdraw_commitment", "answer_commitment"]
)
def test_no_promise_gives_no_right(officer, permission):
    assert not officer.has_perm(f"meetings.{permission}")
