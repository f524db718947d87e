"""Inviting, sending again, withdrawing, signing up."""

from __future__ import annotations

import threading
from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from accounts.actions import invitations
from accounts.errors import AlreadyHasAccount, AlreadyInvited, InvitationNotOpen, RoleNotYours
from accounts.models import Role, SignUpInvitation, User
from outbox.models import Message
from tests.factories.accounts import SignUpInvitationFactory


def sign_up(invitation):
    return invitations.sign_up(
        invitation=invitation, name=" Nia New ", password="a long enough one", language="es"
    )


def test_invite_mails_a_link_in_the_wanted_language(coordinator, settings):
    invitation = invitations.invite(
        by=coordinator, email=" New@Example.org ", role=Role.OFFICER, language="es"
    )
    message = Message.objects.get()

    assert (message.address, message.language) == ("new@example.org", "es")
    assert f"{settings.SITE_URL}/accounts/sign-up/{invitation.token}/" in message.text


def test_invite_message_is_of_a_kind_whose_text_is_nobody_elses(coordinator):
    invitation = invitations.invite(by=coordinator, email="new@example.org", role=Role.OFFICER)
    message = Message.objects.get()

    assert message.kind == "accounts.sign_up_invitation"
    assert message.expires_at == invitation.expires_at


def test_coordinator_cannot_invite_an_administrator(coordinator):
    with pytest.raises(RoleNotYours):
        invitations.invite(by=coordinator, email="new@example.org", role=Role.ADMINISTRATOR)

    assert not SignUpInvitation.objects.exists()


def test_invite_refuses_somebody_with_an_account(coordinator, officer):
    with pytest.raises(AlreadyHasAccount):
        invitations.invite(by=coordinator, email="OFFICER@example.org", role=Role.OFFICER)

    assert not Message.objects.exists()


def test_invite_refuses_a_second_open_invitation(coordinator):
    invitations.invite(by=coordinator, email="new@example.org", role=Role.OFFICER)

    with pytest.raises(AlreadyInvited):
        invitations.invite(by=coordinator, email="New@example.org", role=Role.LEADER)
    assert Message.objects.count() == 1


def test_invite_puts_away_an_invitation_that_is_too_old(coordinator):
    late = SignUpInvitationFactory(email="new@example.org", expires_at=timezone.now())

    again = invitations.invite(by=coordinator, email="new@example.org", role=Role.OFFICER)

    assert list(SignUpInvitation.objects.open()) == [again]
    assert SignUpInvitation.objects.get(pk=late.pk).withdrawn_at


def test_send_again_makes_a_new_link_and_takes_the_old_mail_back(coordinator):
    invitation = invitations.invite(by=coordinator, email="new@example.org", role=Role.OFFICER)
    old = invitation.token

    renewed = invitations.send_again(by=coordinator, invitation=invitation)

    assert renewed.token != old
    assert list(Message.objects.order_by("pk").values_list("status", flat=True)) == [
        "withdrawn",
        "queued",
    ]


def test_send_again_revives_an_invitation_that_is_too_old(coordinator):
    late = SignUpInvitationFactory(expires_at=timezone.now() - timedelta(days=1))

    assert invitations.send_again(by=coordinator, invitation=late).is_open()


def test_withdraw_closes_the_link_and_takes_the_mail_back(coordinator):
    invitation = invitations.invite(by=coordinator, email="new@example.org", role=Role.OFFICER)

    assert not invitations.withdraw(by=coordinator, invitation=invitation).is_open()
    assert Message.objects.get().status == Message.Status.WITHDRAWN


@pytest.mark.parametrize("change", [invitations.send_again, invitations.withdraw])
def test_coordinator_leaves_an_administrators_invitation_alone(change, coordinator):
    invitation = SignUpInvitationFactory(role=Role.ADMINISTRATOR)

    with pytest.raises(RoleNotYours):
        change(by=coordinator, invitation=invitation)


@pytest.mark.parametrize("change", [invitations.send_again, invitations.withdraw])
@pytest.mark.parametrize("end", ["accepted_at", "withdrawn_at"])
def test_an_ended_invitation_stays_ended(change, end, coordinator):
    invitation = SignUpInvitationFactory(**{end: timezone.now()})

    with pytest.raises(InvitationNotOpen):
        change(by=coordinator, invitation=invitation)


def test_sign_up_gives_the_invited_address_and_role(db, settings):
    invitation = SignUpInvitationFactory(email="new@example.org", role=Role.COORDINATOR)

    user = sign_up(invitation)

    assert (user.email, user.role, user.name, user.language, user.timezone) == (
        "new@example.org",
        "coordinator",
        "Nia New",
        "es",
        settings.TIME_ZONE,
    )
    assert user.check_password("a long enough one")


def test_sign_up_uses_the_invitation_up(db):
    invitation = SignUpInvitationFactory()

    user = sign_up(invitation)

    assert SignUpInvitation.objects.get().user == user
    with pytest.raises(InvitationNotOpen):
        sign_up(invitation)


@pytest.mark.parametrize(
    "state",
    [
        {"withdrawn_at": timezone.now()},
        {"accepted_at": timezone.now()},
        {"expires_at": timezone.now()},
    ],
    ids=["withdrawn", "used", "too old"],
)
def test_sign_up_is_refused_when_the_invitation_is_not_open(state, db):
    with pytest.raises(InvitationNotOpen):
        sign_up(SignUpInvitationFactory(**state))

    assert not User.objects.exists()


def test_sign_up_is_refused_when_the_address_got_an_account_meanwhile(officer):
    invitation = SignUpInvitationFactory(email="officer@example.org", role=Role.ADMINISTRATOR)

    with pytest.raises(AlreadyHasAccount):
        sign_up(invitation)
    assert SignUpInvitation.objects.get().accepted_at is None


@pytest.mark.django_db(transaction=True)
def test_two_who_use_one_link_at_once_make_one_account():
    invitation = SignUpInvitationFactory()
    start = threading.Barrier(2)
    refused = []

    def use():
        start.wait()
        try:
            sign_up(invitation)
        except InvitationNotOpen as refusal:
            refused.append(refusal)
        finally:
            connection.close()

    threads = [threading.Thread(target=use) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert User.objects.count() == 1
    assert len(refused) == 1
