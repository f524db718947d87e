"""Signing in and out, passwords, and what an attacker learns."""

from __future__ import annotations

import re

import pytest
from django.urls import reverse

from config.cache import ForgivingClient
from outbox.models import Message
from tests.factories.accounts import UserFactory

PASSWORD = "the right long one"
LOGIN = "/accounts/login/"
WRONG = "This e-mail and password do not fit together."
TOO_MANY = "Too many tries. Wait five minutes, or set a new password."


@pytest.fixture
def nia(db):
    return UserFactory(email="nia@example.org", name="Nia", password=PASSWORD)


@pytest.fixture
def dead_cache(settings, tmp_path, monkeypatch):
    monkeypatch.setattr(ForgivingClient, "retry_at", 0.0)
    location = f"unix://{tmp_path}/nobody-listens.sock?db=0"
    backend = "config.cache.ForgivingRedisCache"
    settings.CACHES = {"default": {"BACKEND": backend, "LOCATION": location}}


def sign_in(client, email="nia@example.org", password=PASSWORD, **more):
    return client.post(LOGIN, {"login": email, "password": password, **more})


@pytest.mark.parametrize("email", ["nia@example.org", " NIA@Example.org "])
def test_sign_in_by_email_in_any_case(email, client, nia):
    response = sign_in(client, email)

    assert (response.status_code, response["Location"]) == (302, "/")
    assert client.session["_auth_user_id"] == str(nia.pk)


@pytest.mark.parametrize(("next_url", "expected"), [("/x/", "/x/"), ("https://evil.example/", "/")])
def test_sign_in_leads_back_but_never_away(next_url, expected, client, nia):
    response = client.post(
        f"{LOGIN}?next={next_url}", {"login": "nia@example.org", "password": PASSWORD}
    )

    assert response["Location"] == expected


@pytest.mark.parametrize("remember", [False, True])
def test_session_ends_with_the_browser_unless_wished_otherwise(remember, client, nia):
    sign_in(client, **({"remember": "on"} if remember else {}))

    assert client.session.get_expire_at_browser_close() is not remember


def test_unknown_address_and_wrong_password_look_the_same(client, nia):
    unknown = sign_in(client, "nobody@example.org", "wrong").content.decode()
    wrong = sign_in(client, "nia@example.org", "wrong").content.decode()

    assert WRONG in wrong
    assert stripped(unknown) == stripped(wrong)


def stripped(page):
    page = re.sub(r'(csrfmiddlewaretoken" value="|x-csrftoken": ")[^"]+', "", page)
    return re.sub(r"(nia|nobody)@example\.org", "", page)


def test_somebody_who_may_not_sign_in_learns_it_only_with_the_right_password(client, nia):
    nia.is_active = False
    nia.save()

    assert WRONG in sign_in(client, password="wrong").content.decode()
    assert sign_in(client)["Location"] == reverse("account_inactive")
    assert "This account is closed" in client.get(reverse("account_inactive")).content.decode()


def test_open_session_ends_when_the_right_to_sign_in_does(client, nia):
    sign_in(client)
    nia.is_active = False
    nia.save()

    response = client.get(reverse("accounts:settings"))

    assert response["Location"] == f"{LOGIN}?next={reverse('accounts:settings')}"


def test_sixth_wrong_password_for_an_address_is_not_even_tried(client, nia):
    for _ in range(5):
        assert WRONG in sign_in(client, password="wrong").content.decode()

    assert TOO_MANY in sign_in(client).content.decode()
    assert "_auth_user_id" not in client.session


def test_one_machine_may_try_thirty_times_a_minute(client, nia):
    for number in range(30):
        sign_in(client, f"nobody{number}@example.org", "wrong")

    response = sign_in(client)

    assert response.status_code == 429
    assert "Wait five minutes, then try again." in response.content.decode()


def test_right_password_does_not_count_as_a_try(client, nia):
    for _ in range(7):
        sign_in(client)
        client.post(reverse("account_logout"))

    assert sign_in(client)["Location"] == "/"


def test_sign_in_works_without_cache_and_says_so_in_the_log(client, nia, caplog, dead_cache):

    response = sign_in(client)

    assert response["Location"] == "/"
    assert "The cache does not answer" in caplog.text
    assert "nia" not in caplog.text


def test_sign_out_asks_first_and_needs_a_post(client, nia):
    sign_in(client)

    assert "Sign out?" in client.get(reverse("account_logout")).content.decode()
    assert "_auth_user_id" in client.session
    client.post(reverse("account_logout"))
    assert "_auth_user_id" not in client.session


def ask_reset(client, email):
    return client.post(reverse("account_reset_password"), {"email": email})


def reset_path(message, settings):
    link = re.search(rf"{settings.SITE_URL}(/accounts/password/reset/key/\S+)", message.text)
    return link[1]


def test_reset_link_sets_a_password_once_and_signs_in(client, nia, settings):
    ask_reset(client, "NIA@example.org")
    path = reset_path(Message.objects.get(), settings)
    form = client.get(path)["Location"]

    answer = {"password1": "another long one", "password2": "another long one"}
    response = client.post(form, answer)

    nia.refresh_from_db()
    assert nia.check_password("another long one")
    assert (response["Location"], client.session["_auth_user_id"]) == ("/", str(nia.pk))
    assert "does not work any more" in client.get(path, follow=True).content.decode()


def test_second_step_is_set_up_right_after_a_password_is_set_by_link(client, nia, settings):
    ask_reset(client, "nia@example.org")
    form = client.get(reset_path(Message.objects.get(), settings))["Location"]
    client.post(form, {"password1": "another long one", "password2": "another long one"})

    assert client.get(reverse("mfa_activate_totp")).status_code == 200


def test_password_set_by_link_long_ago_is_asked_for_again(client, nia, settings):
    ask_reset(client, "nia@example.org")
    form = client.get(reset_path(Message.objects.get(), settings))["Location"]
    client.post(form, {"password1": "another long one", "password2": "another long one"})

    settings.ACCOUNT_REAUTHENTICATION_TIMEOUT = 0
    response = client.get(reverse("mfa_activate_totp"))

    assert response["Location"].startswith(reverse("account_reauthenticate"))


def test_reset_mail_is_in_the_language_of_the_account(client, nia):
    nia.language = "es"
    nia.save()

    ask_reset(client, "nia@example.org")

    message = Message.objects.get()
    assert (message.kind, message.language) == ("accounts.password_reset", "es")


def test_new_password_by_link_is_told_by_mail(client, nia, settings):
    ask_reset(client, "nia@example.org")
    form = client.get(reset_path(Message.objects.get(), settings))["Location"]
    client.post(form, {"password1": "another long one", "password2": "another long one"})

    notice = Message.objects.get(kind="accounts.account_changed")
    assert "A new password was set by a link from an e-mail." in notice.text


def test_reset_answers_the_same_for_an_unknown_address(client, nia):
    known, unknown = ask_reset(client, "nia@example.org"), ask_reset(client, "no@example.org")

    assert known["Location"] == unknown["Location"] == reverse("account_reset_password_done")
    assert "We wrote to that address." in client.get(known["Location"]).content.decode()


def test_unknown_address_is_told_once_a_day_that_it_opens_nothing(client, db):
    ask_reset(client, "no@example.org")
    ask_reset(client, "no@example.org")

    message = Message.objects.get()
    assert (message.kind, message.address) == ("accounts.unknown_account", "no@example.org")


def test_fourth_reset_within_an_hour_is_refused(client, nia):
    for _ in range(3):
        ask_reset(client, "nia@example.org")

    response = ask_reset(client, "nia@example.org")

    assert response.status_code == 429


@pytest.mark.parametrize("path", ["0-x-y", "1-set-password", "zzzzzzzzzzzzzz-abc-def"])
def test_made_up_reset_link_is_refused(path, client, nia):
    content = client.get(f"/accounts/password/reset/key/{path}/").content.decode()

    assert "This link does not work any more" in content


def test_changing_the_password_keeps_this_session_and_ends_others(client, nia):
    other = client.__class__()
    sign_in(client)
    sign_in(other)

    client.post(
        reverse("account_change_password"),
        {"oldpassword": PASSWORD, "password1": "another long one", "password2": "another long one"},
    )

    assert client.get(reverse("accounts:settings")).status_code == 200
    assert other.get(reverse("accounts:settings")).status_code == 302


@pytest.mark.parametrize(
    ("answers", "sentence"),
    [
        ({"oldpassword": "wrong"}, "Please type your current password."),
        ({"password2": "different"}, "You must type the same password each time."),
        ({"password1": "short", "password2": "short"}, "This password is too short."),
    ],
)
def test_changing_the_password_refuses_with_a_sentence(answers, sentence, client, nia):
    sign_in(client)
    good = {
        "oldpassword": PASSWORD,
        "password1": "another long one",
        "password2": "another long one",
    }

    response = client.post(reverse("account_change_password"), good | answers)

    nia.refresh_from_db()
    assert sentence in response.content.decode()
    assert nia.check_password(PASSWORD)
