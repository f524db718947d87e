"""The vocabulary in which users and sign-up invitations are asked for."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any, Self

from django.contrib.auth.base_user import BaseUserManager
from django.db import models
from django.utils import timezone

if TYPE_CHECKING:
    from accounts.models import SignUpInvitation, User


class UserQuerySet(models.QuerySet["User"]):
    """Users, chainable."""

    def active(self) -> Self:
        return self.filter(is_active=True)

    def police(self) -> Self:
        """Those who work for the department: they own meetings and promises."""
        return self.active().filter(role__in=("officer", "coordinator", "administrator"))


class UserManager(BaseUserManager["User"]):
    """Creates users, who are known by their e-mail alone."""

    def get_queryset(self) -> UserQuerySet:
        return UserQuerySet(self.model, using=self._db)

    def active(self) -> UserQuerySet:
        return self.get_queryset().active()

    def police(self) -> UserQuerySet:
        return self.get_queryset().police()

    def get_by_natural_key(self, username: str | None) -> User:
        return self.get(email__iexact=username)

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> User:
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user


class SignUpInvitationQuerySet(models.QuerySet["SignUpInvitation"]):
    """Invitations to sign up, chainable."""

    def open(self, at: datetime | None = None) -> Self:
        """Neither used nor withdrawn nor too old."""
        at = at or timezone.now()
        return self.filter(accepted_at=None, withdrawn_at=None, expires_at__gt=at)
