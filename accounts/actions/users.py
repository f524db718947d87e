"""Changing accounts: by administrators, and by their owners."""

from __future__ import annotations

import logging

from allauth.account.adapter import get_adapter
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from accounts import emails, links
from accounts.errors import (
    AlreadyHasAccount,
    LinkNotValid,
    NotAboutOneself,
    NotAdministrator,
)
from accounts.models import Role, User

logger = logging.getLogger(__name__)


@transaction.atomic
def create_user(
    *, email: str, name: str, role: str, password: str | None = None, **preferences: str
) -> User:
    """Make an account; without a password its owner sets one by a link."""
    try:
        with transaction.atomic():
            return User.objects.create_user(
                email=email.strip(), password=password, name=name.strip(), role=role, **preferences
            )
    except IntegrityError as error:
        raise AlreadyHasAccount from error


@transaction.atomic
def set_password(*, user: User, password: str) -> User:
    user.set_password(password)
    user.save(update_fields=["password"])
    return user


@transaction.atomic
def change_user(*, by: User, user: User, role: str, is_active: bool) -> User:
    """Give another role, or take or give back the right to sign in.

    One administrator always remains: whoever does this is one, is somebody else than the user,
    and two who would demote each other at the same moment wait for one another here.
    """
    if by == user:
        raise NotAboutOneself
    administrators = User.objects.active().with_role(Role.ADMINISTRATOR)
    if by not in list(administrators.select_for_update().order_by("pk")):
        raise NotAdministrator
    user = User.objects.select_for_update().get(pk=user.pk)
    user.role, user.is_active = role, is_active
    user.save(update_fields=["role", "is_active"])
    return user


@transaction.atomic
def reset_second_factor(*, by: User | None, user: User) -> int:
    """For somebody who lost their phone and their codes; tells how many ways in are gone."""
    removed, _models = Authenticator.objects.filter(user=user).delete()
    if removed:
        logger.info("Second factor of user %s removed by user %s.", user.pk, by and by.pk)
        emails.account_changed(user, _("The second step at sign-in was removed."))
    return int(removed)


@transaction.atomic
def change_settings(*, user: User, **values: str) -> User:
    """One's own name, language, time zone, rank and work phone."""
    for field, value in values.items():
        setattr(user, field, value)
    user.save(update_fields=list(values))
    return user


@transaction.atomic
def change_language(*, user: User, language: str) -> User:
    """Remembered with the account; a language there is none of changes nothing."""
    if language in dict(settings.LANGUAGES):
        user.language = language
        user.save(update_fields=["language"])
    return user


@transaction.atomic
def ask_address_change(*, user: User, address: str) -> None:
    """Mails a link to the new address; says nothing about whether somebody else has it."""
    address = address.strip().lower()
    if not User.objects.filter(email__iexact=address).exists():
        emails.address_confirmation(user, address)


def check_address_change(*, change: links.AddressChange) -> User:
    """Whose change it is, if it can still be made; changes nothing."""
    user = User.objects.active().filter(pk=change.user_id).first()
    if user is None or links.AddressChange.of(user, change.new) != change:
        raise LinkNotValid
    if User.objects.filter(email__iexact=change.new).exists():
        raise AlreadyHasAccount
    return user


@transaction.atomic
def change_address(*, change: links.AddressChange) -> User:
    """Whoever opened the link owns the new address; the old one is told."""
    user = check_address_change(change=change)
    old, user.email = user.email, change.new
    try:
        with transaction.atomic():
            user.save(update_fields=["email"])
    except IntegrityError as error:
        raise AlreadyHasAccount from error
    get_adapter().after_address_change(user, old)
    emails.account_changed(user, _("The address you sign in with was changed."), address=old)
    return user
