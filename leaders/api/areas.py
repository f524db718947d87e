"""Areas over the API."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from rest_framework import mixins, serializers, status
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.models import User
from accounts.viewsets import ActingViewSet
from leaders import actions
from leaders.filters import AreaFilter
from leaders.models import Area


class AreaSerializer(serializers.ModelSerializer[Area]):
    officers = serializers.PrimaryKeyRelatedField(
        many=True, queryset=User.objects.police(), required=False
    )

    class Meta:
        model = Area
        fields: tuple[str, ...] = (
            "id",
            "code",
            "name",
            "kind",
            "parent",
            "population",
            "languages",
            "officers",
        )
        extra_kwargs: dict[str, Any] = {
            "code": {"validators": []}
        }  # The action says it in better words.


class AreaDetailSerializer(AreaSerializer):
    """With its boundary: a GeoJSON MultiPolygon in WGS 84, large, and changed by import only."""

    class Meta(AreaSerializer.Meta):
        fields = (*AreaSerializer.Meta.fields, "boundary")
        read_only_fields = ("boundary",)


class AreaViewSet(mixins.ListModelMixin, mixins.RetrieveModelMixin, ActingViewSet[Area]):
    """The places everything belongs to."""

    queryset = Area.objects.none()
    filterset_class = AreaFilter

    def get_queryset(self) -> QuerySet[Area]:
        areas = Area.objects.visible_to(self.request.user).prefetch_related("officers")
        return areas.defer("boundary") if self.action == "list" else areas

    def get_serializer_class(self) -> type[serializers.BaseSerializer[Any]]:
        return AreaSerializer if self.action == "list" else AreaDetailSerializer

    def create(self, request: Request) -> Response:
        self.allow("leaders.add_area")
        area = actions.add_area(by=self.actor, **self.valid(AreaDetailSerializer))
        return Response(AreaDetailSerializer(area).data, status.HTTP_201_CREATED)

    def partial_update(self, request: Request, pk: str) -> Response:
        area = self.allowed_object("leaders.change_area")
        data = self.valid(AreaDetailSerializer, partial=True)
        area = actions.change_area(area=area, by=self.actor, **data)
        return Response(AreaDetailSerializer(area).data)
