"""Messages in the API: what became of each, and why."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema, extend_schema_field
from rest_framework import serializers, viewsets
from rest_framework.decorators import action
from rest_framework.permissions import IsAuthenticated
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from outbox.explanation import explain, explain_address, explain_suppression
from outbox.forms import MessageFilter, WhyForm
from outbox.models import Message, Suppression
from outbox.pagination import BoundedPagination


class MessageSerializer(serializers.ModelSerializer[Message]):
    class Meta:
        model = Message
        fields = [
            "id",
            "kind",
            "address",
            "recipient",
            "about",
            "language",
            "subject",
            "reason",
            "status",
            "not_before",
            "expires_at",
            "attempts",
            "created_at",
            "sent_at",
            "accepted_by",
            "error",
            "message_id",
        ]
        read_only_fields = fields


class MessageDetailSerializer(MessageSerializer):
    """With what became of it in words, and what it says (empty where it holds a secret)."""

    explanation = serializers.SerializerMethodField()
    text = serializers.SerializerMethodField()

    class Meta(MessageSerializer.Meta):
        fields = [*MessageSerializer.Meta.fields, "explanation", "text"]
        read_only_fields = fields

    @extend_schema_field(OpenApiTypes.STR)
    def get_explanation(self, message: Message) -> str:
        return explain(message)

    @extend_schema_field(OpenApiTypes.STR)
    def get_text(self, message: Message) -> str:
        reader = self.context["request"].user
        return message.text if reader.has_perm("outbox.read_content", message) else ""


class SuppressionSerializer(serializers.ModelSerializer[Suppression]):
    explanation = serializers.SerializerMethodField()

    class Meta:
        model = Suppression
        fields = ["id", "address", "scope", "reason", "created_at", "explanation"]
        read_only_fields = fields

    @extend_schema_field(OpenApiTypes.STR)
    def get_explanation(self, suppression: Suppression) -> str:
        return explain_suppression(suppression)


class ExplainedMessageSerializer(MessageSerializer):
    explanation = serializers.CharField()

    class Meta(MessageSerializer.Meta):
        fields = [*MessageSerializer.Meta.fields, "explanation"]
        read_only_fields = fields


class AddressReportSerializer(serializers.Serializer[dict[str, Any]]):
    address = serializers.CharField()
    summary = serializers.CharField()
    suppressions = SuppressionSerializer(many=True)
    messages = ExplainedMessageSerializer(many=True)


class MayViewMessages(IsAuthenticated):
    def has_permission(self, request: Request, view: APIView) -> bool:
        return super().has_permission(request, view) and request.user.has_perm(
            "outbox.view_messages"
        )


class MayExplain(MayViewMessages):
    def has_permission(self, request: Request, view: APIView) -> bool:
        return super().has_permission(request, view) and request.user.has_perm("outbox.explain")


class MessageViewSet(viewsets.ReadOnlyModelViewSet[Message]):
    """Every message that left or was meant to: for those who coordinate."""

    queryset = Message.objects.none()
    permission_classes = [MayViewMessages]
    pagination_class = BoundedPagination
    filterset_class = MessageFilter

    def get_queryset(self) -> QuerySet[Message]:
        found = Message.objects.visible_to(self.request.user)
        return found.for_list() if self.action == "list" else found

    def get_serializer_class(self) -> type[MessageSerializer]:
        return MessageSerializer if self.action == "list" else MessageDetailSerializer

    @extend_schema(
        responses=AddressReportSerializer,
        parameters=[OpenApiParameter("address", str, required=True)],
        filters=False,
    )
    @action(
        detail=False,
        pagination_class=None,
        filterset_class=None,
        permission_classes=[MayExplain],
    )
    def why(self, request: Request) -> Response:
        """Why did, or didn't, whoever reads this address get each message?"""
        form = WhyForm(request.query_params)
        if not form.is_valid():
            raise serializers.ValidationError(form.errors.get_json_data())
        report = explain_address(form.cleaned_data["address"])
        for one in report.messages:
            one.message.explanation = one.sentence  # type: ignore[attr-defined]
        answer = {
            "address": report.address,
            "summary": report.summary,
            "suppressions": [suppression for suppression, _sentence in report.stops],
            "messages": [one.message for one in report.messages],
        }
        return Response(AddressReportSerializer(answer).data)
