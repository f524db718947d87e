"""Users in the API: colleagues by name and role, oneself in full."""

from __future__ import annotations

from typing import cast

from django.db.models import QuerySet
from drf_spectacular.utils import extend_schema
from rest_framework import serializers, viewsets
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.forms.others import UserFilter
from accounts.models import User


class UserSerializer(serializers.ModelSerializer[User]):
    class Meta:
        model = User
        fields = ["id", "name", "role", "job_title", "is_active"]
        read_only_fields = fields


class OwnUserSerializer(serializers.ModelSerializer[User]):
    class Meta:
        model = User
        fields = ["id", "email", "name", "role", "job_title", "phone", "language", "timezone"]
        read_only_fields = fields


class UserViewSet(viewsets.ReadOnlyModelViewSet[User]):
    """The police see each other, a leader their own record."""

    queryset = User.objects.none()
    serializer_class = UserSerializer
    filterset_class = UserFilter

    def get_queryset(self) -> QuerySet[User]:
        return User.objects.visible_to(self.request.user).sorted_by("name")

    @extend_schema(responses=OwnUserSerializer, filters=False)
    @action(detail=False, pagination_class=None, filterset_class=None)
    def me(self, request: Request) -> Response:
        """The record of whoever asks."""
        return Response(OwnUserSerializer(cast(User, request.user)).data)
