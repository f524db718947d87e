"""Public facts of an area as data, in the shape of data.police.uk's neighbourhoods.

See docs/area-data.md. Page and data are built by the same functions, so that nobody learns more
by comparing them.
"""

from __future__ import annotations

from typing import Any

from django.shortcuts import get_object_or_404
from django.urls import path
from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from home import neighbourhood
from leaders.models import Area


class AreaContactSerializer(serializers.Serializer[Any]):
    email = serializers.CharField(required=False)
    telephone = serializers.CharField(required=False)


class PointSerializer(serializers.Serializer[Any]):
    """WGS 84, as text."""

    latitude = serializers.CharField()
    longitude = serializers.CharField()


class AreaLinkSerializer(serializers.Serializer[Any]):
    title = serializers.CharField()
    url = serializers.CharField()


class NeighbourhoodSerializer(serializers.Serializer[Any]):
    id = serializers.CharField()
    name = serializers.CharField()
    description = serializers.CharField()
    population = serializers.IntegerField(allow_null=True)
    contact_details = AreaContactSerializer()
    centre = PointSerializer(allow_null=True)
    links = AreaLinkSerializer(many=True)


class PersonSerializer(serializers.Serializer[Any]):
    name = serializers.CharField()
    rank = serializers.CharField()
    bio = serializers.CharField(allow_null=True)
    contact_details = AreaContactSerializer()


class EventSerializer(serializers.Serializer[Any]):
    title = serializers.CharField()
    description = serializers.CharField()
    address = serializers.CharField()
    type = serializers.CharField()
    start_date = serializers.DateTimeField()
    end_date = serializers.DateTimeField()
    contact_details = AreaContactSerializer()


class AreaPrioritySerializer(serializers.Serializer[Any]):
    """`issue-date` and `action-date` are written as data.police.uk writes them."""

    issue = serializers.CharField()
    action = serializers.CharField(allow_null=True)

    def get_fields(self) -> dict[str, serializers.Field[Any, Any, Any, Any]]:
        days = {
            "issue-date": serializers.DateField(),
            "action-date": serializers.DateField(allow_null=True),
        }
        return {**super().get_fields(), **days}


class CategoryCountSerializer(serializers.Serializer[Any]):
    category = serializers.CharField()
    count = serializers.IntegerField()


class OpenConcernsSerializer(serializers.Serializer[Any]):
    total = serializers.IntegerField(allow_null=True)
    is_suppressed = serializers.BooleanField()
    categories = CategoryCountSerializer(many=True)
    others = serializers.IntegerField()


class AnswersSerializer(serializers.Serializer[Any]):
    days = serializers.IntegerField()
    is_suppressed = serializers.BooleanField()
    due = serializers.IntegerField(allow_null=True)
    in_time = serializers.IntegerField(allow_null=True)
    share = serializers.FloatField(allow_null=True)
    interval = serializers.ListField(child=serializers.FloatField(), allow_null=True)
    median_hours = serializers.IntegerField(allow_null=True)


class SaidAndDoneSerializer(serializers.Serializer[Any]):
    said = serializers.CharField()
    done = serializers.CharField()
    published_on = serializers.DateField()


class AreaConcernsSerializer(serializers.Serializer[Any]):
    counted_to = serializers.DateField()
    open = OpenConcernsSerializer()
    answers = AnswersSerializer()
    said_and_done = SaidAndDoneSerializer(many=True)


class AreaView(APIView):
    """For everybody: what the area page shows."""

    permission_classes = (AllowAny,)

    def area(self, code: str) -> Area:
        return get_object_or_404(Area.objects.visible_to(self.request.user), code__iexact=code)


class NeighbourhoodView(AreaView):
    @extend_schema(responses=NeighbourhoodSerializer)
    def get(self, request: Request, code: str) -> Response:
        """Name, people who live there, how to reach the department, and the other addresses."""
        absolute = request.build_absolute_uri
        return Response(neighbourhood.summary(self.area(code), absolute))


class PeopleView(AreaView):
    @extend_schema(responses=PersonSerializer(many=True))
    def get(self, _request: Request, code: str) -> Response:
        """The officers of the area."""
        return Response(neighbourhood.people(self.area(code)))


class EventsView(AreaView):
    @extend_schema(responses=EventSerializer(many=True))
    def get(self, request: Request, code: str) -> Response:
        """Coming public meetings."""
        return Response(neighbourhood.events(self.area(code), request.user, timezone.now()))


class PrioritiesView(AreaView):
    @extend_schema(responses=AreaPrioritySerializer(many=True))
    def get(self, request: Request, code: str) -> Response:
        """What the area agreed to work on, in its order, and what was done."""
        return Response(neighbourhood.priorities(self.area(code), request.user))


class BoundaryView(AreaView):
    @extend_schema(responses=PointSerializer(many=True))
    def get(self, _request: Request, code: str) -> Response:
        """The outline; of an area in several parts, the largest."""
        return Response(neighbourhood.boundary(self.area(code)))


class ConcernsView(AreaView):
    @extend_schema(responses=AreaConcernsSerializer)
    def get(self, _request: Request, code: str) -> Response:
        """Open concerns in sum, how fast people were answered, and what was said and done."""
        return Response(neighbourhood.concerns(self.area(code), timezone.now()))


PREFIX = "v1/areas/<area-code:code>/neighbourhood/"
urlpatterns = [
    path(PREFIX, NeighbourhoodView.as_view(), name="neighbourhood"),
    path(f"{PREFIX}people/", PeopleView.as_view(), name="neighbourhood-people"),
    path(f"{PREFIX}events/", EventsView.as_view(), name="neighbourhood-events"),
    path(f"{PREFIX}priorities/", PrioritiesView.as_view(), name="neighbourhood-priorities"),
    path(f"{PREFIX}boundary/", BoundaryView.as_view(), name="neighbourhood-boundary"),
    path(f"{PREFIX}concerns/", ConcernsView.as_view(), name="neighbourhood-concerns"),
]
