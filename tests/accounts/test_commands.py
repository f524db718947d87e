"""The first account from the command line, and the way back in."""

from __future__ import annotations

import io
import re

import pytest
from allauth.mfa.models import Authenticator
from django.core.management import CommandError, call_command

from accounts.management.commands import create_coordinator
from accounts.models import User


def run(*arguments):
    out = io.StringIO()
    call_command(*arguments, stdout=out)
    return out.getvalue()


def test_create_coordinator_prints_a_link_that_works_once(client, db, settings):
    output = run("create_coordinator", "Chief@Example.org", "--name", "Chris Chief")
    path = re.search(rf"{settings.SITE_URL}(\S+)", output)[1]

    form = client.get(path)["Location"]
    answer = {"password1": "a long enough one", "password2": "a long enough one"}
    client.post(form, answer)

    user = User.objects.get()
    assert (user.email, user.name, user.role) == ("chief@example.org", "Chris Chief", "coordinator")
    assert user.check_password("a long enough one")
    assert "does not work any more" in client.get(path, follow=True).content.decode()


def test_create_coordinator_makes_an_administrator_when_asked(db):
    output = run("create_coordinator", "chief@example.org", "--administrator")

    assert User.objects.get().role == "administrator"
    assert output.startswith("chief@example.org is now an administrator.")


@pytest.mark.parametrize(
    ("email", "sentence"),
    [
        ("officer@example.org", "Somebody with this e-mail already has an account."),
        ("OFFICER@example.org", "Somebody with this e-mail already has an account."),
        ("not-an-address", "Enter a valid email address."),
        ("", "Enter a valid email address."),
    ],
)
def test_create_coordinator_refuses_with_a_sentence(email, sentence, officer):
    with pytest.raises(CommandError, match=re.escape(sentence)):
        run("create_coordinator", email)

    assert User.objects.get() == officer


def test_create_coordinator_dry_run_makes_nothing(db):
    output = run("create_coordinator", "chief@example.org", "--dry-run")

    assert output == "Would make chief@example.org a coordinator. Nothing was made.\n"
    assert not User.objects.exists()


def test_create_coordinator_dry_run_refuses_what_the_run_would(officer):
    with pytest.raises(CommandError, match="already has an account"):
        run("create_coordinator", "officer@example.org", "--dry-run")


@pytest.mark.parametrize(
    ("typed", "password"),
    [
        (["a long enough one", "a long enough one"], "a long enough one"),
        (
            ["short", "a long enough one", "another", "a long enough one", "a long enough one"],
            "a long enough one",
        ),
    ],
    ids=["at once", "after a short one and a slip"],
)
def test_create_coordinator_asks_at_a_terminal(typed, password, db, monkeypatch, capsys):
    answers = iter(typed)
    monkeypatch.setattr(create_coordinator.sys.stdin, "isatty", lambda: True)
    monkeypatch.setattr(create_coordinator.getpass, "getpass", lambda _prompt: next(answers))

    output = run("create_coordinator", "chief@example.org")

    assert User.objects.get().check_password(password)
    assert "/accounts/login/" in output


def test_create_coordinator_prints_the_link_when_nothing_is_typed(db, monkeypatch):
    monkeypatch.setattr(create_coordinator.sys.stdin, "isatty", lambda: True)
    monkeypatch.setattr(create_coordinator.getpass, "getpass", lambda _prompt: "")

    assert "/accounts/password/reset/key/" in run("create_coordinator", "chief@example.org")


def test_reset_second_factor_lets_somebody_back_in(coordinator):
    Authenticator.objects.create(user=coordinator, type="totp", data={})

    run("reset_second_factor", "Coordinator@example.org")

    assert not Authenticator.objects.exists()


def test_reset_second_factor_dry_run_removes_nothing(coordinator):
    Authenticator.objects.create(user=coordinator, type="totp", data={})

    run("reset_second_factor", "coordinator@example.org", "--dry-run")

    assert Authenticator.objects.count() == 1


@pytest.mark.parametrize(
    ("email", "sentence"),
    [
        ("nobody@example.org", "nobody@example.org has no account."),
        ("coordinator@example.org", "coordinator@example.org has no second step at sign-in."),
    ],
)
def test_reset_second_factor_refuses_with_a_sentence(email, sentence, coordinator):
    with pytest.raises(CommandError, match=re.escape(sentence)):
        run("reset_second_factor", email)
