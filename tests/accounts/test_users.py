"""Changing accounts: by administrators, and by their owners."""

from __future__ import annotations

import threading

import pytest
from allauth.mfa.models import Authenticator
from django.db import IntegrityError, connection

from accounts import links
from accounts.actions import users
from accounts.errors import (
    AlreadyHasAccount,
    LinkNotValid,
    NotAboutOneself,
    NotAdministrator,
)
from accounts.models import ApiToken, Role, SignUpInvitation, User
from outbox.models import Message
from tests.factories.accounts import UserFactory


def test_change_user_gives_role_and_takes_the_right_to_sign_in(administrator, officer):
    users.change_user(by=administrator, user=officer, role=Role.COORDINATOR, is_active=False)

    officer.refresh_from_db()
    assert (officer.role, officer.is_active) == ("coordinator", False)


def test_nobody_changes_themselves(administrator):
    with pytest.raises(NotAboutOneself):
        users.change_user(by=administrator, user=administrator, role=Role.LEADER, is_active=True)


def test_somebody_who_is_no_longer_administrator_changes_nobody(administrator, officer):
    User.objects.filter(pk=administrator.pk).update(role=Role.OFFICER)

    with pytest.raises(NotAdministrator):
        users.change_user(by=administrator, user=officer, role=Role.ADMINISTRATOR, is_active=True)


@pytest.mark.django_db(transaction=True)
def test_two_administrators_who_demote_each_other_leave_one(administrator):
    other = UserFactory(role=Role.ADMINISTRATOR)
    start = threading.Barrier(2)
    refused = []

    def demote(by, user):
        start.wait()
        try:
            users.change_user(by=by, user=user, role=Role.OFFICER, is_active=True)
        except NotAdministrator as refusal:
            refused.append(refusal)
        finally:
            connection.close()

    threads = [
        threading.Thread(target=demote, args=pair)
        for pair in [(administrator, other), (other, administrator)]
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert User.objects.filter(role=Role.ADMINISTRATOR).count() == 1
    assert len(refused) == 1


def test_create_user_without_password_cannot_sign_in_by_one(db):
    user = users.create_user(email=" New@Example.org ", name=" Nia ", role=Role.COORDINATOR)

    assert (user.email, user.name) == ("new@example.org", "Nia")
    assert not user.has_usable_password()


def test_create_user_refuses_an_address_in_other_case(officer):
    with pytest.raises(AlreadyHasAccount):
        users.create_user(email="Officer@example.org", name="", role=Role.OFFICER)


def test_address_is_kept_in_lower_case(db):
    with pytest.raises(IntegrityError, match="user_email_lower_case"):
        UserFactory(email="Upper@example.org")


def test_reset_second_factor_removes_every_way_and_says_so(officer):
    Authenticator.objects.create(user=officer, type="totp", data={})
    Authenticator.objects.create(user=officer, type="recovery_codes", data={})

    assert users.reset_second_factor(by=None, user=officer) == 2
    assert "The second step at sign-in was removed." in Message.objects.get().text


def test_reset_second_factor_of_somebody_without_one_is_silent(officer):
    assert users.reset_second_factor(by=None, user=officer) == 0
    assert not Message.objects.exists()


def test_change_language_keeps_a_language_there_is(officer):
    assert users.change_language(user=officer, language="es").language == "es"
    assert users.change_language(user=officer, language="tlh").language == "es"


def change_of(message):
    return links.read_address_change(message.text.split("/accounts/email/")[1].split("/")[0])


def test_address_changes_by_the_link_mailed_to_the_new_one(officer):
    users.ask_address_change(user=officer, address="New@example.org")
    message = Message.objects.get()

    users.change_address(change=change_of(message))

    officer.refresh_from_db()
    assert (message.address, officer.email) == ("new@example.org", "new@example.org")


def test_changed_address_is_told_to_the_old_one(officer):
    users.ask_address_change(user=officer, address="new@example.org")
    users.change_address(change=change_of(Message.objects.get()))

    notice = Message.objects.get(kind="accounts.account_changed")
    assert notice.address == "officer@example.org"
    assert "The address you sign in with was changed." in notice.text


def test_asking_for_an_address_somebody_has_mails_nobody(officer, coordinator):
    users.ask_address_change(user=officer, address="Coordinator@example.org")

    assert not Message.objects.exists()


def test_address_change_works_once(officer):
    change = links.AddressChange.of(officer, "new@example.org")
    users.change_address(change=change)

    with pytest.raises(LinkNotValid):
        users.change_address(change=change)


def test_address_change_is_refused_when_somebody_got_the_address_meanwhile(officer, coordinator):
    change = links.AddressChange.of(officer, "coordinator@example.org")

    with pytest.raises(AlreadyHasAccount):
        users.change_address(change=change)


def test_address_change_of_somebody_who_may_not_sign_in_is_refused(officer):
    User.objects.update(is_active=False)
    change = links.AddressChange.of(officer, "new@example.org")

    with pytest.raises(LinkNotValid):
        users.change_address(change=change)


@pytest.mark.parametrize("token", ["", "nonsense", "a:b:c", "WzFd:1abc:zzz"])
def test_a_made_up_address_link_is_nothing(token):
    assert links.read_address_change(token) is None


def test_tokens_and_invitations_are_named_by_what_they_are_for():
    assert str(ApiToken(name="Newsletter")) == "Newsletter"
    assert str(SignUpInvitation(email="new@example.org")) == "new@example.org"
