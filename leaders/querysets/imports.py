"""The vocabulary in which uploaded files are asked for."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Self, TypeVar

from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.utils import timezone

if TYPE_CHECKING:
    from accounts.models import User
    from leaders.models import AreaImport, ContactImport

File = TypeVar("File", bound=models.Model)


class FileImportQuerySet(models.QuerySet[File]):
    """Uploaded files, chainable."""

    def visible_to(self, user: User | AnonymousUser) -> Self:
        """Whoever runs the partnership sees all; nobody else any."""
        return self.all() if getattr(user, "is_coordinating", False) else self.none()

    def open(self) -> Self:
        return self.filter(state="uploaded")

    def older_than(self, age: timedelta, at: datetime | None = None) -> Self:
        return self.filter(created_at__lt=(at or timezone.now()) - age)

    def without_content(self) -> Self:
        """For lists: the files themselves are large."""
        return self.defer("content")


class ContactImportQuerySet(FileImportQuerySet["ContactImport"]):
    """Uploaded contact lists, chainable."""

    def with_header(self, header: list[str]) -> Self:
        """Those whose columns have the same names in the same order."""
        return self.filter(header=header).exclude(mapping={})


class AreaImportQuerySet(FileImportQuerySet["AreaImport"]):
    """Uploaded area files, chainable."""
