"""Priorities over the API: everybody who signs in reads them, officers set them."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import Prefetch
from drf_spectacular.utils import extend_schema
from rest_framework import mixins, serializers, status
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.viewsets import ActingViewSet
from concerns.actions import priorities, voting
from concerns.api.filters import PriorityFilter
from concerns.models import Category, Concern, Priority
from concerns.querysets import CategoryQuerySet, PriorityQuerySet
from leaders.api.fields import AreaField
from leaders.models import Area, Leader


class PrioritySerializer(serializers.ModelSerializer[Priority]):
    """In the words of data.police.uk; `concerns` are those the reader may know of."""

    area = AreaField(queryset=Area.objects.all())
    issue_date = serializers.DateField(required=False)
    concerns = serializers.PrimaryKeyRelatedField(
        many=True, queryset=Concern.objects.all(), required=False
    )

    class Meta:
        model = Priority
        fields: tuple[str, ...] = (
            "id",
            "area",
            "issue",
            "issue_date",
            "action",
            "action_date",
            "rank",
            "closed_on",
            "meeting",
            "concerns",
        )
        read_only_fields: tuple[str, ...] = ("action", "action_date", "rank", "closed_on")


class PriorityChangeSerializer(PrioritySerializer):
    class Meta(PrioritySerializer.Meta):
        fields = ("issue", "issue_date", "concerns")
        read_only_fields = ()


class ActSerializer(serializers.ModelSerializer[Priority]):
    class Meta:
        model = Priority
        fields = ("action", "action_date")
        extra_kwargs = {"action": {"required": True, "allow_blank": False}}


class OrderSerializer(serializers.Serializer[Any]):
    area = AreaField(queryset=Area.objects.all())
    priorities = serializers.PrimaryKeyRelatedField(many=True, queryset=Priority.objects.all())


class PriorityViewSet(mixins.ListModelMixin, mixins.RetrieveModelMixin, ActingViewSet[Priority]):
    """What each area works on first, and what was done."""

    queryset = Priority.objects.none()
    serializer_class = PrioritySerializer
    filterset_class = PriorityFilter

    def get_queryset(self) -> PriorityQuerySet:
        known = Concern.objects.visible_to(self.request.user).only("pk")
        found = Priority.objects.visible_to(self.request.user).for_list()
        return found.prefetch_related(Prefetch("concerns", known))

    def create(self, request: Request) -> Response:
        self.allow("concerns.set_priorities")
        priority = priorities.agree(by=self.actor, **self.valid(PrioritySerializer))
        return self._answer(priority, status.HTTP_201_CREATED)

    @extend_schema(request=PriorityChangeSerializer, responses=PrioritySerializer)
    def partial_update(self, request: Request, pk: str) -> Response:
        priority = self.allowed_object("concerns.change_priority")
        data = self.valid(PriorityChangeSerializer, partial=True)
        return self._answer(priorities.change(priority=priority, by=self.actor, **data))

    @extend_schema(request=ActSerializer)
    @action(detail=True, methods=["post"])
    def act(self, request: Request, pk: str) -> Response:
        """Say what was done, today or on `action_date`."""
        priority = self.allowed_object("concerns.change_priority")
        data = self.valid(ActSerializer)
        return self._answer(priorities.act(priority=priority, by=self.actor, **data))

    @extend_schema(request=None)
    @action(detail=True, methods=["post"])
    def settle(self, request: Request, pk: str) -> Response:
        """No longer worked on."""
        priority = self.allowed_object("concerns.change_priority")
        return self._answer(priorities.settle(priority=priority, by=self.actor))

    @extend_schema(request=OrderSerializer, responses=PrioritySerializer(many=True), filters=False)
    @action(detail=False, methods=["post"], pagination_class=None, filterset_class=None)
    def reorder(self, request: Request) -> Response:
        """Bring all current priorities of an area into this order."""
        data = self.valid(OrderSerializer)
        if not self.actor.has_perm("concerns.change_priority", Priority(area=data["area"])):
            raise PermissionDenied
        ordered = priorities.reorder(by=self.actor, **data)
        rows = self.get_queryset().filter(pk__in=[each.pk for each in ordered]).order_by("rank")
        return Response(PrioritySerializer(rows, many=True).data)

    @extend_schema(request=OrderSerializer, responses=PrioritySerializer(many=True), filters=False)
    @action(detail=False, methods=["post"], pagination_class=None, filterset_class=None)
    def choose(self, request: Request) -> Response:
        """A leader of the area says which, up to three, matter most."""
        data = self.valid(OrderSerializer)
        self.allow("concerns.vote_on_priorities", data["area"])
        leader = Leader.objects.of_user(self.actor).get()
        chosen = voting.choose(leader=leader, **data)
        rows = self.get_queryset().filter(pk__in=[each.pk for each in chosen]).order_by("rank")
        return Response(PrioritySerializer(rows, many=True).data)

    def _answer(self, priority: Priority, code: int = status.HTTP_200_OK) -> Response:
        fresh = self.get_queryset().get(pk=priority.pk)
        return Response(PrioritySerializer(fresh).data, code)


class CategorySerializer(serializers.ModelSerializer[Category]):
    label = serializers.CharField(read_only=True)  # type: ignore[assignment] # a field's, too
    advice = serializers.CharField(read_only=True)

    class Meta:
        model = Category
        fields = ("id", "key", "name", "label", "advice", "answer_hours", "clock", "is_active")
        read_only_fields = fields


class CategoryViewSet(mixins.ListModelMixin, mixins.RetrieveModelMixin, ActingViewSet[Category]):
    """The kinds of concerns, and how soon each is answered."""

    queryset = Category.objects.none()
    serializer_class = CategorySerializer

    def get_queryset(self) -> CategoryQuerySet:
        return Category.objects.visible_to(self.request.user)
