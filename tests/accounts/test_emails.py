"""What the mails about accounts say."""

from __future__ import annotations

import pytest
from django.utils.translation import gettext_lazy

from accounts import emails, links
from accounts.models import Role
from tests.factories.accounts import SignUpInvitationFactory, UserFactory


@pytest.fixture
def nia(db):
    return UserFactory(email="nia@example.org", name="Nia <New>", timezone="America/Chicago")


def messages(user):
    return [
        emails.sign_up_invitation(SignUpInvitationFactory(name="Nia <New>")),
        emails.sign_up_invitation(SignUpInvitationFactory(name="")),
        emails.password_reset(user, user.email, "https://liaison.example/key/"),
        emails.unknown_account("no@example.org", "en"),
        emails.address_confirmation(user, "new@example.org"),
        emails.account_changed(user, "The password was changed."),
    ]


def test_every_mail_says_why_it_came_and_is_whole_in_both_parts(nia):
    for message in messages(nia):
        assert f"Why you get this message: {message.reason}" in message.text
        assert all([message.reason, message.subject, "<p>" in message.html])


def test_every_mail_is_of_a_kind_whose_text_is_nobody_elses(nia):
    assert {message.kind.partition(".")[0] for message in messages(nia)} == {"accounts"}


def test_names_are_escaped_in_html_only(nia):
    message = emails.password_reset(nia, nia.email, "https://liaison.example/key/")

    assert "Hello Nia <New>," in message.text
    assert "Hello Nia &lt;New&gt;," in message.html


def test_a_mistyped_new_address_learns_nothing(nia):
    message = emails.address_confirmation(nia, "stranger@example.org")
    token = message.text.split("/accounts/email/")[1].split("/")[0]

    assert "Nia" not in message.text
    assert nia.email not in str(links.read_address_change(token))


def test_invitation_names_role_and_deadline(db):
    invitation = SignUpInvitationFactory(role=Role.COORDINATOR, name="Nia")

    text = emails.sign_up_invitation(invitation).text

    assert "Your role: Coordinator." in text
    assert f"{invitation.expires_at:%Y}" in text


def test_invitation_sent_twice_is_one_mail(db):
    invitation = SignUpInvitationFactory()

    assert emails.sign_up_invitation(invitation) == emails.sign_up_invitation(invitation)


def test_change_is_told_in_the_readers_language_and_zone(nia):
    nia.language = "es"

    message = emails.account_changed(nia, gettext_lazy("Yes"))

    assert "\nSí\n" in message.text
    assert "Chicago" in message.text
