"""Who signs in, as what, and who was asked to."""

from __future__ import annotations

import hashlib
import secrets
import zoneinfo
from collections.abc import Iterable
from datetime import datetime, timedelta

import pghistory
import rules
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.db import models
from django.db.models.functions import Lower
from django.utils.functional import cached_property
from django.utils.timezone import now
from django.utils.translation import gettext_lazy as _

from accounts.querysets import ApiTokenQuerySet, SignUpInvitationQuerySet, UserManager


def default_language() -> str:
    return str(settings.LANGUAGE_CODE)


def default_timezone() -> str:
    return str(settings.TIME_ZONE)


def new_token() -> str:
    return secrets.token_urlsafe(32)


class Role(models.TextChoices):
    """What a person comes to do; each includes nothing of the others by itself."""

    LEADER = "leader", _("Community leader")
    OFFICER = "officer", _("Officer")
    COORDINATOR = "coordinator", _("Coordinator")
    ADMINISTRATOR = "administrator", _("Administrator")


@pghistory.track(exclude=["password", "last_login", "calendar_token"])
class User(AbstractBaseUser):
    """A person who signs in. Most leaders never do; they are `leaders.Leader` first."""

    email = models.EmailField(_("e-mail"), max_length=254)
    name = models.CharField(_("name"), max_length=150)
    role = models.CharField(_("role"), max_length=15, choices=Role, default=Role.LEADER)
    job_title = models.CharField(_("rank or title"), max_length=80, blank=True)
    phone = models.CharField(_("work phone"), max_length=32, blank=True)
    language = models.CharField(
        _("language"), max_length=12, choices=settings.LANGUAGES, default=default_language
    )
    timezone = models.CharField(_("time zone"), max_length=60, default=default_timezone)
    is_active = models.BooleanField(_("may sign in"), default=True)
    date_joined = models.DateTimeField(_("since"), default=now)
    # Their calendar's address, read by programs that cannot sign in.
    calendar_token = models.CharField(max_length=64, unique=True, default=new_token, editable=False)

    objects = UserManager()

    EMAIL_FIELD = "email"
    USERNAME_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    class Meta:
        verbose_name = _("user")
        verbose_name_plural = _("users")
        ordering = ("name", "email")
        constraints = [
            models.UniqueConstraint(
                Lower("email"),
                name="user_email_once",
                violation_error_message=_("Somebody with this e-mail already has an account."),
            ),
            # Signing in looks for the lower-case address.
            models.CheckConstraint(
                name="user_email_lower_case", condition=models.Q(email=Lower("email"))
            ),
        ]

    def __str__(self) -> str:
        return self.name or self.email

    @property
    def is_police(self) -> bool:
        """Works for the department, in whatever role."""
        return self.role in {Role.OFFICER, Role.COORDINATOR, Role.ADMINISTRATOR}

    @property
    def is_coordinating(self) -> bool:
        """Runs the partnership: coordinators and administrators."""
        return self.role in {Role.COORDINATOR, Role.ADMINISTRATOR}

    @cached_property
    def has_second_factor(self) -> bool:
        """Can prove to be themselves by more than a password (codes on paper do not count).

        The sign-in backend reads it along with the user.
        """
        codes = Authenticator.Type.RECOVERY_CODES
        factors = Authenticator.objects.filter(user=self).exclude(type=codes)
        return bool(factors.exists())

    @property
    def lacks_second_factor(self) -> bool:
        """Must set one up before anything else."""
        return (
            bool(settings.SECOND_FACTOR_REQUIRED)
            and self.is_coordinating
            and not self.has_second_factor
        )

    @property
    def zone(self) -> zoneinfo.ZoneInfo:
        try:
            return zoneinfo.ZoneInfo(self.timezone)
        except (ValueError, OSError, zoneinfo.ZoneInfoNotFoundError):
            return zoneinfo.ZoneInfo(settings.TIME_ZONE)

    def has_perm(self, permission: str, subject: object = None) -> bool:
        """The role alone gives rights (see the apps' `rules.py`): no groups, no superusers."""
        return self.is_active and bool(rules.has_perm(permission, self, subject))

    def has_perms(self, permissions: Iterable[str], subject: object = None) -> bool:
        return all(self.has_perm(permission, subject) for permission in permissions)

    def has_module_perms(self, app_label: str) -> bool:  # noqa: ARG002 -- asked by Django's `perms`
        return self.is_active

    def get_full_name(self) -> str:
        return self.name


def sign_up_deadline() -> datetime:
    return now() + timedelta(days=14)


class SignUpInvitation(models.Model):
    """The only way to an account: a coordinator asked this address to sign up in this role."""

    email = models.EmailField(_("e-mail"), max_length=254)
    name = models.CharField(_("name"), max_length=150, blank=True)
    role = models.CharField(_("role"), max_length=15, choices=Role)
    language = models.CharField(
        _("language"), max_length=12, choices=settings.LANGUAGES, default=default_language
    )
    token = models.CharField(max_length=64, unique=True, default=new_token, editable=False)
    invited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    created_at = models.DateTimeField(default=now)
    expires_at = models.DateTimeField(default=sign_up_deadline)
    accepted_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    user = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="sign_up_invitation",
    )

    objects = SignUpInvitationQuerySet.as_manager()

    class Meta:
        verbose_name = _("invitation to sign up")
        verbose_name_plural = _("invitations to sign up")
        ordering = ("-created_at",)
        constraints = [
            models.UniqueConstraint(
                Lower("email"),
                name="sign_up_invitation_one_open",
                condition=models.Q(accepted_at=None, withdrawn_at=None),
            ),
        ]

    def __str__(self) -> str:
        return self.email

    def is_open(self, at: datetime | None = None) -> bool:
        return self.accepted_at is None and self.withdrawn_at is None and not self.is_late(at)

    def is_late(self, at: datetime | None = None) -> bool:
        return self.expires_at <= (at or now())


def token_digest(token: str) -> str:
    """Tokens are random and long: a plain hash is as good as a slow one, and can be looked up."""
    return hashlib.sha256(token.encode()).hexdigest()


class ApiToken(models.Model):
    """Lets a program act as its owner. The token itself is shown once and not kept."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="api_tokens")
    name = models.CharField(_("what it is for"), max_length=80)
    digest = models.CharField(max_length=64, unique=True, editable=False)
    created_at = models.DateTimeField(default=now)
    last_used_on = models.DateField(null=True, blank=True)

    objects = ApiTokenQuerySet.as_manager()

    class Meta:
        verbose_name = _("API token")
        verbose_name_plural = _("API tokens")
        ordering = ("-created_at",)

    def __str__(self) -> str:
        return self.name
