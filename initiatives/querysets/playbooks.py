"""The vocabulary in which playbooks are asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.contrib.auth.models import AnonymousUser
from django.db import models

if TYPE_CHECKING:
    from accounts.models import User
    from initiatives.models import Playbook


class PlaybookQuerySet(models.QuerySet["Playbook"]):
    """Playbooks, chainable."""

    def visible_to(self, user: User | AnonymousUser) -> Self:
        """Everybody reads what is offered; the department the others, too."""
        is_police = getattr(user, "is_police", False) and user.is_active
        return self.all() if is_police else self.offered()

    def offered(self) -> Self:
        return self.filter(is_active=True)
