"""Initiatives as programs read and write them; fields are named as the model's."""

from __future__ import annotations

from typing import Any

from django.db.models import Prefetch
from rest_framework import serializers

from accounts.models import User
from concerns.models import Concern, Priority
from initiatives import gates
from initiatives.models import EffectPlan, Initiative, Partner, StageChange, TargetArea
from initiatives.querysets import InitiativeQuerySet
from initiatives.querysets.initiatives import CHEERS
from leaders.api.fields import AreaField
from leaders.models import Area, Leader, Organization

READERS = (
    "id",
    "title",
    "summary",
    "kind",
    "stage",
    "stage_since",
    "visibility",
    "due_on",
    "target_areas",
    "verdict",
    "learned",
    "closed_at",
)
WORK = (
    "lead_officer",
    "lead_leader",
    "problem",
    *CHEERS,
    "analysis",
    "response",
    "plan",
    "partners",
    "concerns",
    "priorities",
    "stage_changes",
    "missing",
    "revision",
)


class TargetAreaSerializer(serializers.ModelSerializer[TargetArea]):
    class Meta:
        model = TargetArea
        fields = ("area", "role")
        read_only_fields = fields


class InitiativeSerializer(serializers.ModelSerializer[Initiative]):
    """What everybody may know of one they may see."""

    target_areas = TargetAreaSerializer(many=True, read_only=True)

    class Meta:
        model = Initiative
        fields: tuple[str, ...] = READERS
        read_only_fields: tuple[str, ...] = READERS


class PlanSerializer(serializers.ModelSerializer[EffectPlan]):
    class Meta:
        model = EffectPlan
        fields = (
            "measure",
            "source",
            "method",
            "before_from",
            "before_to",
            "after_from",
            "after_to",
            "success",
            "registered_at",
            "digest",
        )
        read_only_fields = ("registered_at", "digest")


class PartnerSerializer(serializers.ModelSerializer[Partner]):
    organization = serializers.PrimaryKeyRelatedField(queryset=Organization.objects.active())

    class Meta:
        model = Partner
        fields = ("id", "organization", "level", "promise", "joined_on", "left_on", "leaving_note")
        read_only_fields = ("left_on", "leaving_note")


class StageChangeSerializer(serializers.ModelSerializer[StageChange]):
    class Meta:
        model = StageChange
        fields = ("from_stage", "to_stage", "reason", "verdict", "by", "at")
        read_only_fields = fields


class MissingSerializer(serializers.Serializer[Any]):
    key = serializers.CharField()
    sentence = serializers.CharField()


class InitiativeDetailSerializer(InitiativeSerializer):
    """With the work behind it; `concerns` are those the reader may know of."""

    plan = PlanSerializer(read_only=True, allow_null=True)
    partners = PartnerSerializer(many=True, read_only=True)
    stage_changes = StageChangeSerializer(many=True, read_only=True)
    missing = serializers.SerializerMethodField()

    class Meta(InitiativeSerializer.Meta):
        fields = READERS + WORK
        read_only_fields = READERS + WORK

    def get_missing(self, initiative: Initiative) -> list[dict[str, str]]:
        """What its stage still needs."""
        return [{"key": need.key, "sentence": need.sentence} for need in gates.missing(initiative)]


class NewInitiativeSerializer(serializers.ModelSerializer[Initiative]):
    title = serializers.CharField(max_length=150)
    target_areas = AreaField(many=True, required=False, queryset=Area.objects.all())
    lead_officer = serializers.PrimaryKeyRelatedField(
        queryset=User.objects.police(), required=False, allow_null=True
    )
    lead_leader = serializers.PrimaryKeyRelatedField(
        queryset=Leader.objects.active(), required=False, allow_null=True
    )

    class Meta:
        model = Initiative
        fields = (
            "title",
            "kind",
            "summary",
            "problem",
            "target_areas",
            "lead_officer",
            "lead_leader",
            "due_on",
            "priorities",
        )


class RevisionSerializer(serializers.Serializer[Any]):
    """`revision` is what the sender has seen; left out, nobody's change is minded."""

    revision = serializers.IntegerField(required=False, min_value=1, max_value=2**31 - 1)


class InitiativeChangeSerializer(serializers.ModelSerializer[Initiative]):
    revision = serializers.IntegerField(required=False, min_value=1, max_value=2**31 - 1)

    class Meta:
        model = Initiative
        fields = (
            "title",
            "kind",
            "summary",
            "due_on",
            "problem",
            *CHEERS,
            "analysis",
            "response",
            "priorities",
            "revision",
        )


class AdvanceSerializer(RevisionSerializer):
    stage = serializers.ChoiceField(Initiative.Stage.choices, required=False)


class BackSerializer(RevisionSerializer):
    stage = serializers.ChoiceField(Initiative.Stage.choices)
    reason = serializers.CharField(max_length=1000)


class InitiativeReasonSerializer(RevisionSerializer):
    reason = serializers.CharField(max_length=1000)


class InitiativeCloseSerializer(RevisionSerializer):
    verdict = serializers.ChoiceField(Initiative.Verdict.choices)
    learned = serializers.CharField(max_length=6000)


class ShowSerializer(RevisionSerializer):
    visibility = serializers.ChoiceField(Initiative.Visibility.choices)


class LeadsSerializer(RevisionSerializer):
    lead_officer = serializers.PrimaryKeyRelatedField(
        queryset=User.objects.police(), allow_null=True
    )
    lead_leader = serializers.PrimaryKeyRelatedField(
        queryset=Leader.objects.active(), allow_null=True
    )


class PlacesSerializer(RevisionSerializer):
    targets = AreaField(many=True, queryset=Area.objects.all())
    buffers = AreaField(many=True, required=False, queryset=Area.objects.all())
    comparisons = AreaField(many=True, required=False, queryset=Area.objects.all())


class InitiativeLinkSerializer(serializers.Serializer[Any]):
    concern = serializers.PrimaryKeyRelatedField(queryset=Concern.objects.none())

    def get_fields(self) -> dict[str, serializers.Field[Any, Any, Any, Any]]:
        fields = super().get_fields()
        reader = self.context["request"].user if "request" in self.context else None
        if reader is not None:
            fields["concern"].queryset = Concern.objects.visible_to(reader)  # type: ignore[attr-defined]
        return fields


def with_work(rows: InitiativeQuerySet, user: Any) -> InitiativeQuerySet:
    """Everything a detailed answer holds, of concerns what the reader may know of."""
    known = Concern.objects.visible_to(user).only("pk")
    return rows.for_page().prefetch_related(
        "partners",
        "stage_changes",
        Prefetch("concerns", known),
        Prefetch("priorities", Priority.objects.only("pk")),
    )
