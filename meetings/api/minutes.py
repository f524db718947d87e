"""The minutes of a meeting over the API: whoever may read the page may read them here."""

from __future__ import annotations

from typing import Any

from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.viewsets import ActingViewSet
from meetings.actions.minutes import publish_minutes, withdraw_minutes
from meetings.models import Meeting, Minutes


class MinutesSerializer(serializers.ModelSerializer[Minutes]):
    """The text is Markdown, as it was typed."""

    class Meta:
        model = Minutes
        fields = ("meeting", "text", "revision", "published_at", "updated_at")
        read_only_fields = fields


class PublishMinutesSerializer(serializers.Serializer[Any]):
    is_mailed = serializers.BooleanField(
        default=True, help_text="Also mail them to those who came and can be mailed."
    )


class MailedSerializer(serializers.Serializer[Any]):
    mailed = serializers.IntegerField(help_text="Mails written now; nobody gets a revision twice.")


class MinutesViewSet(ActingViewSet[Meeting]):
    """The part of a meeting's calls that is about its minutes."""

    @extend_schema(responses=MinutesSerializer)
    @action(detail=True, methods=["get"])
    def minutes(self, request: Request, pk: str) -> Response:
        """What was said, if it is published or you are of the department."""
        return self._minutes(self.get_object())

    @extend_schema(request=PublishMinutesSerializer, responses=MailedSerializer)
    @action(detail=True, methods=["post"], url_path="minutes/publish")
    def publish_minutes(self, request: Request, pk: str) -> Response:
        """For those invited to read, and by mail to those who came."""
        meeting = self.allowed_object("meetings.publish_minutes")
        asked = self.valid(PublishMinutesSerializer)
        return Response({"mailed": publish_minutes(meeting=meeting, by=self.actor, **asked)})

    @extend_schema(request=None, responses=MinutesSerializer)
    @action(detail=True, methods=["post"], url_path="minutes/withdraw")
    def withdraw_minutes(self, request: Request, pk: str) -> Response:
        """Back to a draft; what has been mailed is mailed."""
        meeting = self.allowed_object("meetings.publish_minutes")
        withdraw_minutes(meeting=meeting, by=self.actor)
        return self._minutes(meeting)

    def _minutes(self, meeting: Meeting) -> Response:
        visible = Minutes.objects.visible_to(self.actor)
        return Response(MinutesSerializer(get_object_or_404(visible, meeting=meeting)).data)
