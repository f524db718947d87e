"""Meetings over the API: the same rows, rights and actions as the pages."""

from __future__ import annotations

from typing import Any

import django_filters
from django.db.models import Prefetch, QuerySet
from drf_spectacular.utils import extend_schema
from rest_framework import mixins, serializers, status
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.models import User
from accounts.serializers import RowSerializer
from leaders.api.fields import AreaField
from leaders.filters import AreaParameter, MomentFilter, Ordering
from leaders.models import Area, Leader, Sector
from leaders.querysets.names import numbers
from meetings.actions import invitations, planning
from meetings.agendas import Point
from meetings.api.logs import LOG_ACTIONS, LogViewSet
from meetings.api.minutes import MinutesViewSet
from meetings.audiences import Audience
from meetings.models import AgendaItem, Meeting, MeetingKind


class AgendaItemSerializer(serializers.ModelSerializer[AgendaItem]):
    class Meta:
        model = AgendaItem
        fields = ("title", "text", "kind")
        extra_kwargs = {"text": {"required": False}, "kind": {"required": False}}


class MeetingSerializer(RowSerializer[Meeting]):
    """A meeting as it is read; writing takes the same names."""

    areas = AreaField(many=True, queryset=Area.objects.all(), allow_empty=False)
    host = serializers.PrimaryKeyRelatedField(
        queryset=User.objects.police(), required=False, allow_null=True
    )
    seats_left = serializers.IntegerField(read_only=True, allow_null=True)

    class Meta:
        model = Meeting
        fields: tuple[str, ...] = (
            "id",
            "series",
            "recurrence_id",
            "title",
            "kind",
            "areas",
            "starts_at",
            "ends_at",
            "timezone",
            "place",
            "address",
            "capacity",
            "seats_taken",
            "seats_left",
            "description",
            "is_public",
            "status",
            "host",
            "invite_at",
            "sequence",
            "published_at",
            "cancelled_at",
            "cancel_reason",
            "logged_at",
        )
        read_only_fields = (
            "series",
            "recurrence_id",
            "seats_taken",
            "status",
            "sequence",
            "published_at",
            "cancelled_at",
            "cancel_reason",
            "logged_at",
        )
        extra_kwargs = {"capacity": {"min_value": 1}}
        # The fields of the unique constraint are never written here.
        validators: list[Any] = []


class MeetingDetailSerializer(MeetingSerializer):
    """With its agenda: left out, a new meeting gets the usual one."""

    agenda = AgendaItemSerializer(source="agenda_items", many=True, required=False)

    class Meta(MeetingSerializer.Meta):
        fields = (*MeetingSerializer.Meta.fields, "agenda")


class InviteSerializer(serializers.Serializer[Any]):
    """Whom to invite: by hand, or all who match what is given of the rest."""

    leaders = serializers.PrimaryKeyRelatedField(
        many=True, queryset=Leader.objects.active(), required=False
    )
    areas = AreaField(many=True, queryset=Area.objects.all(), required=False)
    sectors = serializers.MultipleChoiceField(choices=Sector.choices, required=False)
    languages = serializers.ListField(child=serializers.CharField(max_length=12), required=False)

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        if not any(attrs.values()):
            raise serializers.ValidationError("Name leaders, or give areas, sectors or languages.")
        return attrs


def audience_of(asked: dict[str, Any]) -> Audience:
    return Audience(
        areas=asked.get("areas", []),
        sectors=sorted(asked.get("sectors", [])),
        languages=asked.get("languages", []),
        by_hand=asked.get("leaders", []),
    )


class InvitedSerializer(serializers.Serializer[Any]):
    invited = serializers.IntegerField(help_text="Leaders who were not invited before.")


class MoveSerializer(serializers.ModelSerializer[Meeting]):
    class Meta:
        model = Meeting
        fields = ("starts_at", "ends_at", "timezone", "place", "address")
        extra_kwargs = {name: {"required": False} for name in ("timezone", "place", "address")}


class CancelSerializer(serializers.Serializer[Any]):
    reason = serializers.CharField(max_length=300)


class MeetingFilter(django_filters.FilterSet):
    area = AreaParameter()
    starts_from = MomentFilter("starts_at", "gte")
    starts_to = MomentFilter("starts_at", "lt")
    is_logged = django_filters.BooleanFilter("logged_at", "isnull", exclude=True)
    q = django_filters.CharFilter(method="matching")
    kind = django_filters.ChoiceFilter(choices=MeetingKind.choices)
    ordering = Ordering(fields=["starts_at", "title"])

    class Meta:
        model = Meeting
        fields = ("status", "series")

    def matching(self, queryset: Any, _name: str, value: str) -> Any:
        return queryset.search(value)


class MeetingViewSet(mixins.ListModelMixin, mixins.RetrieveModelMixin, LogViewSet, MinutesViewSet):
    """Plan, publish, move, cancel, invite to and log meetings."""

    filterset_class = MeetingFilter
    queryset = Meeting.objects.none()

    def get_queryset(self) -> QuerySet[Meeting]:
        visible = Meeting.objects.visible_to(self.request.user)
        if self.action in LOG_ACTIONS:
            return visible
        if self.action == "list":
            rows = visible.annotate(areas_numbers=numbers("Area", "meetings"))
            return rows.order_by("starts_at", "pk")
        return visible.prefetch_related(Prefetch("areas", Area.objects.only("pk")), "agenda_items")

    def get_serializer_class(self) -> type[serializers.BaseSerializer[Any]]:
        return MeetingSerializer if self.action == "list" else MeetingDetailSerializer

    def create(self, request: Request) -> Response:
        self.allow("meetings.plan_meeting")
        data = self.valid(MeetingDetailSerializer)
        meeting = planning.plan(by=self.actor, agenda=self._agenda(data), **data)
        return self._answer(meeting, status.HTTP_201_CREATED)

    def partial_update(self, request: Request, pk: str) -> Response:
        meeting = self.allowed_object("meetings.change_meeting")
        data = self.valid(MeetingDetailSerializer, partial=True)
        return self._answer(
            planning.change(meeting=meeting, by=self.actor, agenda=self._agenda(data), **data)
        )

    def destroy(self, request: Request, pk: str) -> Response:
        planning.discard(meeting=self.allowed_object("meetings.change_meeting"), by=self.actor)
        return Response(status=status.HTTP_204_NO_CONTENT)

    @extend_schema(request=None)
    @action(detail=True, methods=["post"])
    def publish(self, request: Request, pk: str) -> Response:
        meeting = self.allowed_object("meetings.publish_meeting")
        return self._answer(planning.publish(meeting=meeting, by=self.actor))

    @extend_schema(request=InviteSerializer, responses=InvitedSerializer)
    @action(detail=True, methods=["post"])
    def invite(self, request: Request, pk: str) -> Response:
        meeting = self.allowed_object("meetings.invite")
        data = self.valid(InviteSerializer)
        members = audience_of(data).members()
        invited = invitations.invite(meeting=meeting, leaders=members, by=self.actor)
        return Response({"invited": invited})

    @extend_schema(request=MoveSerializer)
    @action(detail=True, methods=["post"])
    def move(self, request: Request, pk: str) -> Response:
        meeting = self.allowed_object("meetings.change_meeting")
        data = self.valid(MoveSerializer)
        return self._answer(planning.move(meeting=meeting, by=self.actor, **data))

    @extend_schema(request=CancelSerializer)
    @action(detail=True, methods=["post"])
    def cancel(self, request: Request, pk: str) -> Response:
        meeting = self.allowed_object("meetings.cancel_meeting")
        data = self.valid(CancelSerializer)
        return self._answer(planning.cancel(meeting=meeting, by=self.actor, **data))

    def _agenda(self, data: dict[str, Any]) -> list[Point] | None:
        items = data.pop("agenda_items", None)
        return None if items is None else [Point(**item) for item in items]

    def _answer(self, meeting: Meeting, code: int = status.HTTP_200_OK) -> Response:
        fresh = self.get_queryset().get(pk=meeting.pk)
        return Response(MeetingDetailSerializer(fresh).data, status=code)
