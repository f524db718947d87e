"""Regular meetings over the API."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from drf_spectacular.utils import extend_schema
from rest_framework import mixins, serializers, status
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.models import User
from accounts.viewsets import ActingViewSet
from leaders.api.fields import AreaField
from leaders.models import Area, Leader, Sector
from meetings.actions import series as actions
from meetings.filters import SeriesParameters
from meetings.models import Series


class SeriesSerializer(serializers.ModelSerializer[Series]):
    areas = AreaField(many=True, queryset=Area.objects.all(), allow_empty=False)
    invite_areas = AreaField(many=True, queryset=Area.objects.all(), required=False)
    invite_leaders = serializers.PrimaryKeyRelatedField(
        many=True, queryset=Leader.objects.active(), required=False
    )
    invite_sectors = serializers.ListField(
        child=serializers.ChoiceField(choices=Sector.choices), required=False
    )
    host = serializers.PrimaryKeyRelatedField(
        queryset=User.objects.police(), required=False, allow_null=True
    )
    rule_in_words = serializers.CharField(read_only=True)

    class Meta:
        model = Series
        fields = (
            "id",
            "title",
            "kind",
            "rule",
            "rule_in_words",
            "starts_on",
            "ends_on",
            "local_start",
            "duration_minutes",
            "timezone",
            "areas",
            "place",
            "address",
            "capacity",
            "description",
            "is_public",
            "agenda",
            "follow_up_point",
            "invite_areas",
            "invite_sectors",
            "invite_languages",
            "invite_leaders",
            "invite_days_before",
            "host",
            "is_active",
        )
        read_only_fields = ("is_active",)
        extra_kwargs = {"capacity": {"min_value": 1}}


class EndSerializer(serializers.Serializer[Any]):
    last_day = serializers.DateField()


class SeriesViewSet(mixins.ListModelMixin, mixins.RetrieveModelMixin, ActingViewSet[Series]):
    """Begin, change and end regular meetings; their meetings are made a year ahead."""

    serializer_class = SeriesSerializer
    queryset = Series.objects.none()
    filterset_class = SeriesParameters

    def get_queryset(self) -> QuerySet[Series]:
        return Series.objects.visible_to(self.request.user).prefetch_related(
            "areas", "invite_areas", "invite_leaders"
        )

    def create(self, request: Request) -> Response:
        self.allow("meetings.plan_series")
        series = actions.begin(by=self.actor, **self.valid(SeriesSerializer))
        return self._answer(series, status.HTTP_201_CREATED)

    def partial_update(self, request: Request, pk: str) -> Response:
        series = self.allowed_object("meetings.change_series")
        data = self.valid(SeriesSerializer, partial=True)
        return self._answer(actions.change(series=series, by=self.actor, **data))

    @extend_schema(request=EndSerializer)
    @action(detail=True, methods=["post"])
    def end(self, request: Request, pk: str) -> Response:
        series = self.allowed_object("meetings.change_series")
        data = self.valid(EndSerializer)
        return self._answer(actions.end(series=series, by=self.actor, **data))

    def _answer(self, series: Series, code: int = status.HTTP_200_OK) -> Response:
        fresh = self.get_queryset().get(pk=series.pk)
        return Response(SeriesSerializer(fresh).data, status=code)
