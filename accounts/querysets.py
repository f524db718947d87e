"""The vocabulary in which users and sign-up invitations are asked for."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any, Self

from allauth.mfa.models import Authenticator
from django.contrib.auth.base_user import BaseUserManager
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

if TYPE_CHECKING:
    from accounts.models import ApiToken, SignUpInvitation, User

POLICE_ROLES = ("officer", "coordinator", "administrator")


class UserQuerySet(models.QuerySet["User"]):
    """Users, chainable."""

    def visible_to(self, user: User | AnonymousUser) -> Self:
        """Coordinators see everybody, the police each other, a leader their own record."""
        if not user.is_active:
            return self.none()
        if user.is_coordinating:
            return self.all()
        if user.is_police:
            return self.filter(Q(role__in=POLICE_ROLES) | Q(pk=user.pk))
        return self.filter(pk=user.pk)

    def active(self) -> Self:
        return self.filter(is_active=True)

    def police(self) -> Self:
        """Those who work for the department: they own meetings and promises."""
        return self.active().filter(role__in=POLICE_ROLES)

    def with_role(self, role: str) -> Self:
        return self.filter(role=role)

    def with_second_factor(self) -> Self:
        """Answers `has_second_factor` in the same query."""
        factors = Authenticator.objects.filter(user=OuterRef("pk"))
        return self.annotate(
            has_second_factor=Exists(factors.exclude(type=Authenticator.Type.RECOVERY_CODES))
        )

    def sorted_by(self, wish: str) -> Self:
        """By a column of the list; an unknown one leaves the usual order."""
        columns = {
            "name": ("name", "email"),
            "email": ("email",),
            "role": ("role", "name", "email"),
        }
        fields = columns.get(wish.removeprefix("-"), ("name", "email"))
        return self.order_by(*(f"-{field}" if wish.startswith("-") else field for field in fields))

    def search(self, text: str) -> Self:
        """Every word occurs in the name, the e-mail or the rank."""
        found = self
        for word in text.split():
            found = found.filter(
                Q(name__icontains=word) | Q(email__icontains=word) | Q(job_title__icontains=word)
            )
        return found


class UserManager(BaseUserManager["User"]):
    """Creates users, who are known by their e-mail alone.

    Not made from the queryset: the types would be lost.
    """

    def get_queryset(self) -> UserQuerySet:
        return UserQuerySet(self.model, using=self._db)

    def visible_to(self, user: User | AnonymousUser) -> UserQuerySet:
        return self.get_queryset().visible_to(user)

    def active(self) -> UserQuerySet:
        return self.get_queryset().active()

    def police(self) -> UserQuerySet:
        return self.get_queryset().police()

    def with_second_factor(self) -> UserQuerySet:
        return self.get_queryset().with_second_factor()

    def get_by_natural_key(self, username: str | None) -> User:
        user: User = self.get(email__iexact=username)
        return user

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> User:
        user: User = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user


class SignUpInvitationQuerySet(models.QuerySet["SignUpInvitation"]):
    """Invitations to sign up, chainable."""

    def visible_to(self, user: User | AnonymousUser) -> Self:
        """Coordinators and administrators see whom anybody has invited."""
        return self.all() if user.is_active and user.is_coordinating else self.none()

    def open(self, at: datetime | None = None) -> Self:
        """Neither used nor withdrawn nor too old."""
        at = at or timezone.now()
        return self.waiting().filter(expires_at__gt=at)

    def waiting(self) -> Self:
        """Neither used nor withdrawn; it may be too old."""
        return self.filter(accepted_at=None, withdrawn_at=None)

    def for_list(self) -> Self:
        return self.select_related("invited_by")


class ApiTokenQuerySet(models.QuerySet["ApiToken"]):
    """Tokens of programs, chainable."""

    def visible_to(self, user: User | AnonymousUser) -> Self:
        """Everybody sees their own."""
        return self.filter(user_id=user.pk) if user.is_active else self.none()
