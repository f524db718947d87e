"""The only way to an account: invite, send again, withdraw, sign up."""

from __future__ import annotations

from allauth.account.adapter import get_adapter
from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts import emails
from accounts.actions.users import create_user
from accounts.errors import AlreadyHasAccount, AlreadyInvited, InvitationNotOpen, RoleNotYours
from accounts.models import SignUpInvitation, User, new_token, sign_up_deadline


@transaction.atomic
def invite(
    *, by: User, email: str, role: str, name: str = "", language: str = ""
) -> SignUpInvitation:
    """Ask somebody to sign up, by a link that only this address receives."""
    email = email.strip().lower()
    if not by.has_perm("accounts.invite_as", role):
        raise RoleNotYours
    if User.objects.filter(email__iexact=email).exists():
        raise AlreadyHasAccount
    now = timezone.now()
    waiting = SignUpInvitation.objects.waiting().filter(email__iexact=email)
    waiting.filter(expires_at__lte=now).update(withdrawn_at=now)
    try:
        with transaction.atomic():
            invitation = SignUpInvitation.objects.create(
                email=email,
                role=role,
                name=name.strip(),
                language=language or settings.LANGUAGE_CODE,
                invited_by=by,
            )
    except IntegrityError as error:
        raise AlreadyInvited from error
    emails.sign_up_invitation(invitation)
    return invitation


@transaction.atomic
def send_again(*, by: User, invitation: SignUpInvitation) -> SignUpInvitation:
    """A new link with a new deadline; the old link stops working."""
    invitation = _locked(invitation)
    if not by.has_perm("accounts.change_invitation", invitation):
        raise RoleNotYours
    if invitation.accepted_at or invitation.withdrawn_at:
        raise InvitationNotOpen
    emails.take_back_invitation(invitation, _("A newer invitation was sent."))
    invitation.token = new_token()
    invitation.expires_at = sign_up_deadline()
    invitation.save(update_fields=["token", "expires_at"])
    emails.sign_up_invitation(invitation)
    return invitation


@transaction.atomic
def withdraw(*, by: User, invitation: SignUpInvitation) -> SignUpInvitation:
    """The link stops working; a mail not yet sent does not go out."""
    invitation = _locked(invitation)
    if not by.has_perm("accounts.change_invitation", invitation):
        raise RoleNotYours
    if invitation.accepted_at or invitation.withdrawn_at:
        raise InvitationNotOpen
    invitation.withdrawn_at = timezone.now()
    invitation.save(update_fields=["withdrawn_at"])
    emails.take_back_invitation(invitation, _("The invitation was withdrawn."))
    return invitation


@transaction.atomic
def sign_up(*, invitation: SignUpInvitation, name: str, password: str, language: str) -> User:
    """Make the account the invitation promised: its address, its role, once."""
    invitation = _locked(invitation)
    if not invitation.is_open():
        raise InvitationNotOpen
    user = create_user(
        email=invitation.email,
        password=password,
        name=name,
        role=invitation.role,
        language=language,
        timezone=settings.TIME_ZONE,
    )
    invitation.accepted_at = timezone.now()
    invitation.user = user
    invitation.save(update_fields=["accepted_at", "user"])
    get_adapter().after_sign_up(user)
    return user


def _locked(invitation: SignUpInvitation) -> SignUpInvitation:
    return SignUpInvitation.objects.select_for_update().get(pk=invitation.pk)
