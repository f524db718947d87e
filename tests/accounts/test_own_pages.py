"""One's own settings, address and tokens."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts import links
from accounts.actions import tokens
from accounts.models import ApiToken, User
from outbox.models import Message
from tests.conftest import signed_in

SETTINGS = "/accounts/settings/"


def test_settings_are_saved_and_confirmed_in_the_new_language(officer_client, officer):
    answers = {
        "name": "Omar Otero",
        "job_title": "Sergeant",
        "phone": "+1 555 0100",
        "language": "es",
        "timezone": "America/Chicago",
    }

    response = officer_client.post(SETTINGS, answers, follow=True)

    officer.refresh_from_db()
    assert {name: getattr(officer, name) for name in answers} == answers
    assert '<html lang="es"' in response.content.decode()


def test_leader_has_neither_rank_nor_work_phone(leader_client, leader_user):
    answers = {"name": "Lena", "job_title": "Chief", "language": "en", "timezone": "Asia/Tokyo"}

    leader_client.post(SETTINGS, answers)

    leader_user.refresh_from_db()
    assert (leader_user.timezone, leader_user.job_title) == ("Asia/Tokyo", "")


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"name": ""}, "This field is required."),
        ({"timezone": "Mars/Olympus"}, "Select a valid choice."),
        ({"language": "tlh"}, "tlh is not one of the available choices."),
        ({"phone": "1" * 33}, "Ensure this value has at most 32 characters"),
    ],
)
def test_settings_refuse_with_a_sentence(change, sentence, officer_client, officer):
    answers = {"name": "Omar Otero", "language": "en", "timezone": "Asia/Tokyo"}

    content = officer_client.post(SETTINGS, answers | change).content.decode()

    officer.refresh_from_db()
    assert sentence in content
    assert officer.name == "Omar Officer"


def test_settings_do_not_change_role_or_address(officer_client, officer):
    answers = {"name": "Omar", "language": "en", "timezone": "Asia/Tokyo"}

    officer_client.post(SETTINGS, answers | {"role": "administrator", "email": "x@example.org"})

    officer.refresh_from_db()
    assert (officer.role, officer.email) == ("officer", "officer@example.org")


def ask_address(client, address):
    return client.post("/accounts/email/", {"email": address}, follow=True).content.decode()


def test_changing_the_address_mails_a_link_to_the_new_one(officer_client, officer):
    content = ask_address(officer_client, "New@example.org")

    assert "We sent a link to New@example.org." in content
    assert Message.objects.get().address == "new@example.org"


def test_changing_the_address_tells_nothing_about_others(officer_client, coordinator):
    content = ask_address(officer_client, "coordinator@example.org")

    assert "We sent a link to coordinator@example.org." in content
    assert not Message.objects.exists()


def test_sixth_new_address_within_an_hour_is_refused(officer_client):
    for number in range(5):
        ask_address(officer_client, f"new{number}@example.org")

    response = officer_client.post("/accounts/email/", {"email": "new@example.org"})

    assert (response.status_code, Message.objects.count()) == (429, 5)


def confirmation(user, new="new@example.org"):
    return links.confirm_address(user, new).removeprefix(links.absolute(""))


def test_address_link_shows_and_changes_only_when_pressed(client, officer):
    path = confirmation(officer)

    shown = client.get(path).content.decode()
    unchanged = User.objects.get(pk=officer.pk).email
    client.post(path)

    assert "new@example.org" in shown
    assert (unchanged, User.objects.get(pk=officer.pk).email) == (
        "officer@example.org",
        "new@example.org",
    )


@pytest.mark.parametrize("method", ["get", "post"])
def test_address_link_does_not_work_twice(method, client, officer):
    path = confirmation(officer)
    client.post(path)

    response = getattr(client, method)(path)

    assert response.status_code == 410
    assert "This link does not work any more." in response.content.decode()


def test_address_link_is_refused_when_somebody_got_the_address(client, officer, coordinator):
    response = client.get(confirmation(officer, "coordinator@example.org"))

    assert response.status_code == 410
    assert "Somebody with this e-mail already has an account." in response.content.decode()


def test_address_link_is_too_old_after_three_days(client, officer, monkeypatch):
    path = confirmation(officer)
    monkeypatch.setattr(links, "ADDRESS_CHANGE_SECONDS", -1)

    assert client.post(path).status_code == 410


@pytest.mark.parametrize("token", ["x", "a:b:c", "%00", "é"])
def test_made_up_address_link_is_refused(token, client, db):
    assert client.post(f"/accounts/email/{token}/").status_code == 410


# Tokens of programs


def make_token(client, name="Newsletter"):
    return client.post("/accounts/tokens/", {"name": name}).context["secret"]


def test_token_is_shown_once(officer_client):
    secret = make_token(officer_client)

    content = officer_client.get("/accounts/tokens/").content.decode()

    assert secret.startswith("liaison_")
    assert "Newsletter" in content
    assert secret not in content


def test_token_page_is_kept_by_no_cache(officer_client):
    response = officer_client.post("/accounts/tokens/", {"name": "Newsletter"})

    assert "no-store" in response["Cache-Control"]


@pytest.mark.parametrize("name", ["", " ", "n" * 81])
def test_token_without_a_proper_name_is_not_made(name, officer_client):
    officer_client.post("/accounts/tokens/", {"name": name})

    assert not ApiToken.objects.exists()


@pytest.mark.parametrize("count", [1, 3])
def test_tokens_take_as_many_queries_for_three_as_for_one(
    count, officer_client, officer, django_assert_num_queries
):
    for _ in range(count):
        tokens.create_token(by=officer, name="a program")

    with django_assert_num_queries(3):  # Session, user, tokens.
        officer_client.get("/accounts/tokens/")


def test_token_is_revoked_by_its_owner_only(officer_client, officer, coordinator):
    token, _secret = tokens.create_token(by=officer, name="a program")
    url = reverse("accounts:api-token-revoke", args=[token.pk])

    assert signed_in(coordinator).post(url).status_code == 404
    assert officer_client.get(url).status_code == 405
    officer_client.post(url)
    assert not ApiToken.objects.exists()


def test_last_use_of_a_token_is_shown(officer_client, officer):
    token, _secret = tokens.create_token(by=officer, name="a program")
    content = officer_client.get("/accounts/tokens/").content.decode()
    token.last_used_on = (timezone.now() - timedelta(days=1)).date()
    token.save()

    assert "never" in content
    assert "never" not in officer_client.get("/accounts/tokens/").content.decode()
