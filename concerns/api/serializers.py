"""What the API takes and tells of concerns. Never who raised one: that is asked for by `look`."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from accounts.models import User
from concerns.api.fields import CategoryField
from concerns.models import Category, Concern, Priority, Reporter, Update
from leaders.api.fields import AreaField
from leaders.models import Area, Leader
from meetings.api.parties import PartiesSerializer
from meetings.models import Commitment

# What everybody may know of a published concern; the rest is empty for those who may not read it.
PUBLIC = {
    "id",
    "reference",
    "category",
    "area",
    "state",
    "outcome",
    "published_at",
    "public_summary",
    "public_answer",
    "reopened_count",
    "support_count",
}
# The department's own business.
INTERNAL = {"created_by", "duplicate_of", "meeting", "source", "escalated_at"}


class ConcernSerializer(serializers.ModelSerializer[Concern]):
    """A concern as it is read."""

    category = CategoryField(queryset=Category.objects.all())
    is_overdue = serializers.BooleanField(read_only=True)
    support_count = serializers.IntegerField(read_only=True)

    class Meta:
        model = Concern
        fields: tuple[str, ...] = (
            "id",
            "reference",
            "subject",
            "text",
            "language",
            "category",
            "area",
            "place",
            "latitude",
            "longitude",
            "urgency",
            "on_behalf_of",
            "confidentiality",
            "source",
            "meeting",
            "created_by",
            "owner",
            "state",
            "revision",
            "unread_since",
            "raised_at",
            "due_at",
            "is_overdue",
            "answered_at",
            "answered_by",
            "first_due_at",
            "first_answered_at",
            "escalated_at",
            "paused_since",
            "paused_until",
            "pause_reason",
            "outcome",
            "outcome_reason",
            "closed_at",
            "accepted_at",
            "reopened_count",
            "reopened_at",
            "has_lasted",
            "duplicate_of",
            "publication_allowed",
            "published_at",
            "public_summary",
            "public_answer",
            "support_count",
        )
        read_only_fields = fields

    def to_representation(self, concern: Concern) -> dict[str, Any]:
        told = dict(super().to_representation(concern))
        reader = self.context["request"].user
        if reader.is_police:
            return told
        hidden = INTERNAL if getattr(concern, "is_own", False) else told.keys() - PUBLIC
        return {name: None if name in hidden else value for name, value in told.items()}


class UpdateSerializer(serializers.ModelSerializer[Update]):
    class Meta:
        model = Update
        fields = ("id", "kind", "event", "text", "language", "by", "is_automatic", "at")
        read_only_fields = fields


class ConcernDetailSerializer(ConcernSerializer):
    """With its thread and its promises, as far as the reader may know of them."""

    updates = serializers.SerializerMethodField()
    commitments = serializers.SerializerMethodField()

    class Meta(ConcernSerializer.Meta):
        fields = (*ConcernSerializer.Meta.fields, "commitments", "updates")
        read_only_fields = fields

    def get_commitments(self, concern: Concern) -> list[int]:
        reader = self.context["request"].user
        known = Commitment.objects.visible_to(reader).filter(concerns=concern)
        return list(known.order_by("pk").values_list("pk", flat=True))

    @extend_schema_field(UpdateSerializer(many=True))
    def get_updates(self, concern: Concern) -> Any:
        reader = self.context["request"].user
        thread = Update.objects.visible_to(reader).of_concern(concern)
        return UpdateSerializer(thread, many=True).data


class RaisedSerializer(ConcernDetailSerializer):
    """The one answer that holds the code of an anonymous concern; it is not kept."""

    receipt_code = serializers.CharField(read_only=True, allow_blank=True)

    class Meta(ConcernDetailSerializer.Meta):
        fields = (*ConcernDetailSerializer.Meta.fields, "receipt_code")
        read_only_fields = fields


class NewConcernSerializer(serializers.ModelSerializer[Concern]):
    """What raising takes. Who raises it is written, never read."""

    category = CategoryField(queryset=Category.objects.offered(), required=False)
    area = AreaField(queryset=Area.objects.all(), required=False, allow_null=True)
    reporter_name = serializers.CharField(
        max_length=150, required=False, allow_blank=True, write_only=True
    )
    reporter_email = serializers.EmailField(
        max_length=254, required=False, allow_blank=True, write_only=True
    )
    reporter_phone = serializers.CharField(
        max_length=32, required=False, allow_blank=True, write_only=True
    )
    reporter_leader = serializers.PrimaryKeyRelatedField(
        queryset=Leader.objects.all(),
        required=False,
        allow_null=True,
        write_only=True,
        help_text="For the department only.",
    )

    class Meta:
        model = Concern
        fields = (
            "subject",
            "text",
            "language",
            "category",
            "area",
            "place",
            "latitude",
            "longitude",
            "urgency",
            "on_behalf_of",
            "confidentiality",
            "meeting",
            "publication_allowed",
            "reporter_name",
            "reporter_email",
            "reporter_phone",
            "reporter_leader",
        )


class TextSerializer(serializers.Serializer[Any]):
    text = serializers.CharField()


class ReasonSerializer(serializers.Serializer[Any]):
    reason = serializers.CharField()


class RevisedSerializer(serializers.Serializer[Any]):
    """`revision`, when given, is what the caller has seen: 409 if something happened since."""

    revision = serializers.IntegerField(required=False, min_value=1)


class AssignSerializer(RevisedSerializer):
    owner = serializers.PrimaryKeyRelatedField(queryset=User.objects.police())


class PauseSerializer(RevisedSerializer):
    reason = serializers.CharField(max_length=300)
    until = serializers.DateTimeField()


class CloseSerializer(RevisedSerializer):
    outcome = serializers.ChoiceField(choices=Concern.Outcome.choices)
    reason = serializers.CharField(help_text="`outcome_reason` will do.")

    def to_internal_value(self, data: Any) -> Any:
        if isinstance(data, dict) and "reason" not in data and "outcome_reason" in data:
            data = {**data, "reason": data["outcome_reason"]}
        return super().to_internal_value(data)


class ReopenSerializer(RevisedSerializer):
    reason = serializers.CharField()


class ChangeSerializer(serializers.ModelSerializer[Concern]):
    category = CategoryField(queryset=Category.objects.offered(), required=False)
    area = AreaField(queryset=Area.objects.all(), required=False)

    class Meta:
        model = Concern
        fields = ("category", "area", "urgency", "place")


class LastedSerializer(serializers.Serializer[Any]):
    has_lasted = serializers.BooleanField()


class AllowSerializer(serializers.Serializer[Any]):
    is_allowed = serializers.BooleanField()


class PublishSerializer(serializers.Serializer[Any]):
    summary = serializers.CharField(max_length=500)
    answer = serializers.CharField(max_length=1000)


class ConcernPromiseSerializer(PartiesSerializer):
    """Who promises what to whom. Nobody is filled in: least of all the one who raised it."""

    text = serializers.CharField(max_length=500)
    due_on = serializers.DateField()
    is_public = serializers.BooleanField(default=False)


class PrioritizeSerializer(serializers.Serializer[Any]):
    """A new issue for its area, or a priority there is."""

    issue = serializers.CharField(max_length=500, required=False)
    priority = serializers.PrimaryKeyRelatedField(
        queryset=Priority.objects.current(), required=False
    )


class ReporterSerializer(serializers.ModelSerializer[Reporter]):
    """Only ever the answer to `look`, which was recorded with its reason."""

    class Meta:
        model = Reporter
        fields = ("name", "email", "phone", "leader")
        read_only_fields = fields
