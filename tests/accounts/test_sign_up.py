"""The page behind an invitation's link."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.models import Role, SignUpInvitation, User
from tests.factories.accounts import SignUpInvitationFactory

ANSWERS = {"name": "Nia New", "password": "a long enough one", "language": "en"}


def url(invitation):
    return reverse("accounts:sign-up", args=[invitation.token])


def test_get_shows_role_and_address_and_changes_nothing(client, db):
    invitation = SignUpInvitationFactory(email="new@example.org", role=Role.OFFICER)

    content = client.get(url(invitation)).content.decode()

    assert "You are invited as: Officer. From now on you sign in with new@example.org." in content
    assert not User.objects.exists()


def test_post_signs_up_and_in(client, db):
    response = client.post(url(SignUpInvitationFactory(email="new@example.org")), ANSWERS)

    assert (response.status_code, response["Location"]) == (302, "/")
    assert client.session["_auth_user_id"] == str(User.objects.get(email="new@example.org").pk)


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"password": "short"}, "This password is too short."),
        (
            {"name": "Nia Newcomerson", "password": "nia newcomerson1"},
            "The password is too similar to the name.",
        ),
        ({"password": ""}, "This field is required."),
        ({"name": ""}, "This field is required."),
        ({"language": "tlh"}, "Select a valid choice."),
        ({"name": "N" * 151}, "Ensure this value has at most 150 characters"),
        ({"name": "a\x00b"}, "Null characters are not allowed."),
    ],
)
def test_bad_answers_get_a_sentence_and_change_nothing(change, sentence, client, db):
    response = client.post(url(SignUpInvitationFactory()), ANSWERS | change)

    assert sentence in response.content.decode()
    assert not User.objects.exists()


@pytest.mark.parametrize(
    ("state", "sentence"),
    [
        ({"accepted_at": timezone.now()}, "It was used already."),
        ({"withdrawn_at": timezone.now()}, "It was withdrawn."),
        ({"expires_at": timezone.now() - timedelta(days=1)}, "It is too old."),
    ],
    ids=["used", "withdrawn", "too old"],
)
@pytest.mark.parametrize("method", ["get", "post"])
def test_closed_invitation_says_why(method, state, sentence, client, db):
    response = getattr(client, method)(url(SignUpInvitationFactory(**state)), ANSWERS)

    assert response.status_code == 410
    assert sentence in response.content.decode()
    assert not User.objects.exists()


@pytest.mark.parametrize("token", ["wrong", "x" * 300])
def test_unknown_link_says_it_is_not_complete(token, client, db):
    response = client.get(f"/accounts/sign-up/{token}/")

    assert response.status_code == 404
    assert "The link is not complete" in response.content.decode()


@pytest.mark.parametrize("token", ["%00", "a%20b", "a:b"])
def test_link_that_cannot_be_one_is_not_found(token, client, db):
    assert client.get(f"/accounts/sign-up/{token}/").status_code == 404


def test_somebody_signed_in_is_asked_to_sign_out_first(officer_client, db):
    invitation = SignUpInvitationFactory(email="new@example.org")

    response = officer_client.post(url(invitation), ANSWERS)

    assert response.status_code == 409
    assert "You are signed in as Omar Officer." in response.content.decode()
    assert SignUpInvitation.objects.get().accepted_at is None


def test_address_that_got_an_account_meanwhile_is_refused(client, officer):
    response = client.post(url(SignUpInvitationFactory(email="officer@example.org")), ANSWERS)

    assert "Somebody with this e-mail already has an account." in response.content.decode()


@pytest.mark.parametrize("method", ["get", "post"])
def test_without_invitation_nobody_signs_up(method, client, db):
    response = getattr(client, method)(
        reverse("account_signup"), {"email": "me@example.org", "password1": "a long enough one"}
    )

    assert "Accounts are by invitation" in response.content.decode()
    assert not User.objects.exists()
