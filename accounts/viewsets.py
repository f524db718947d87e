"""What viewsets of all apps share: who acts, what they may, and what they sent."""

from __future__ import annotations

from typing import Any, TypeVar

from django.core.exceptions import PermissionDenied
from django.db.models import Model
from rest_framework.exceptions import NotAuthenticated
from rest_framework.serializers import BaseSerializer
from rest_framework.viewsets import GenericViewSet

from accounts.models import User

Row = TypeVar("Row", bound=Model)


class ActingViewSet(GenericViewSet[Row]):
    """Rows come from `get_queryset` (404), rights from named permissions (403)."""

    @property
    def actor(self) -> User:
        user = self.request.user
        if not isinstance(user, User):
            raise NotAuthenticated
        return user

    def allow(self, permission: str, row: Model | None = None) -> None:
        if not self.actor.has_perm(permission, row):
            raise PermissionDenied

    def allowed_object(self, permission: str) -> Row:
        """The row of the address, if it is visible and this may be done with it."""
        row = self.get_object()
        self.allow(permission, row)
        return row

    def valid(
        self, serializer: type[BaseSerializer[Any]], *, partial: bool = False
    ) -> dict[str, Any]:
        """What was sent, checked; else 400 with a sentence per field."""
        asked = serializer(
            data=self.request.data, partial=partial, context=self.get_serializer_context()
        )
        asked.is_valid(raise_exception=True)
        return dict(asked.validated_data)
