"""Users in the API, and who gets in with which proof."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client

from accounts.actions import tokens
from accounts.models import ApiToken, Role
from tests.factories.accounts import UserFactory

USERS = "/api/v1/users/"
ME = "/api/v1/users/me/"


def with_token(user):
    _token, secret = tokens.create_token(by=user, name="a program")
    return Client(headers={"authorization": f"Token {secret}"})


def test_users_are_colleagues_by_name_and_role(officer_client, officer, leader_user, coordinator):
    assert officer_client.get(USERS).json()["results"] == [
        {
            "id": coordinator.pk,
            "name": "Casey Coordinator",
            "role": "coordinator",
            "job_title": "",
            "is_active": True,
        },
        {
            "id": officer.pk,
            "name": "Omar Officer",
            "role": "officer",
            "job_title": "",
            "is_active": True,
        },
    ]


def test_leader_sees_the_own_record_only(leader_client, leader_user, officer):
    assert [row["id"] for row in leader_client.get(USERS).json()["results"]] == [leader_user.pk]
    assert leader_client.get(f"{USERS}{officer.pk}/").status_code == 404


@pytest.mark.parametrize("path", [USERS, ME])
def test_nobody_is_shown_nothing(path, client, officer):
    assert client.get(path).status_code == 403


def test_me_is_the_full_own_record(officer_client, officer):
    assert officer_client.get(ME).json() == {
        "id": officer.pk,
        "email": "officer@example.org",
        "name": "Omar Officer",
        "role": "officer",
        "job_title": "",
        "phone": "",
        "language": "en",
        "timezone": "America/New_York",
    }


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_users_are_read_only(method, administrator_client, officer):
    assert getattr(administrator_client, method)(f"{USERS}{officer.pk}/").status_code == 405


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("role=officer", ["Omar Officer"]),
        ("q=casey", ["Casey Coordinator"]),
        ("is_active=false", ["Fay Former"]),
    ],
)
def test_users_are_filtered_as_in_the_list(query, names, officer_client, coordinator):
    UserFactory(name="Fay Former", role=Role.COORDINATOR, is_active=False)

    rows = officer_client.get(f"{USERS}?{query}").json()["results"]

    assert [row["name"] for row in rows] == names


@pytest.mark.parametrize("query", ["role=king", "q=%00", "is_active=maybe"])
def test_a_filter_that_makes_no_sense_is_refused(query, officer_client):
    assert officer_client.get(f"{USERS}?{query}").status_code == 400


@pytest.mark.parametrize("count", [1, 3])
def test_list_takes_as_many_queries_for_three_as_for_one(
    count, officer_client, django_assert_num_queries
):
    UserFactory.create_batch(count, role=Role.OFFICER)

    with django_assert_num_queries(4):  # Session, user, count, page.
        officer_client.get(USERS)


def test_token_is_as_good_as_its_owner(officer):
    assert with_token(officer).get(ME).json()["id"] == officer.pk


@pytest.mark.parametrize("key", ["wrong", "", "a b", "liaison_"])
def test_wrong_token_is_refused(key, officer):
    tokens.create_token(by=officer, name="a program")

    response = Client(headers={"authorization": f"Token {key}"}).get(ME)

    assert response.status_code == 403


def test_token_dies_with_the_right_to_sign_in(officer):
    client = with_token(officer)
    officer.is_active = False
    officer.save()

    response = client.get(ME)

    assert (response.status_code, response.json()["detail"]) == (403, "This token is not valid.")


def test_revoked_token_is_refused(officer):
    client = with_token(officer)
    tokens.revoke_token(token=ApiToken.objects.get())

    assert client.get(ME).status_code == 403


def test_token_is_nowhere_in_the_database(officer):
    token, secret = tokens.create_token(by=officer, name=" a program ")

    assert secret not in str(ApiToken.objects.values().get())
    assert token.name == "a program"


def test_use_of_a_token_is_noted_by_the_day(officer, django_assert_num_queries):
    client = with_token(officer)
    client.get(ME)

    with django_assert_num_queries(1):  # The token with its user; the day is known.
        client.get(ME)
    assert isinstance(ApiToken.objects.get().last_used_on, date)


def test_token_of_a_coordinator_without_second_factor_is_refused(coordinator, settings):
    settings.SECOND_FACTOR_REQUIRED = True

    response = with_token(coordinator).get(ME)

    assert response.status_code == 403
    assert response.json()["detail"] == (
        "Your account needs a second step at sign-in. Set it up in the browser first."
    )


def test_session_of_a_coordinator_without_second_factor_is_refused(coordinator_client, settings):
    settings.SECOND_FACTOR_REQUIRED = True

    response = coordinator_client.get(ME)

    assert (response.status_code, response.json()) == (
        403,
        {"detail": "Set up a second step at sign-in first: open Liaison in the browser."},
    )
