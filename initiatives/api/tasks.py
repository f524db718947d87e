"""Tasks and playbooks over the API."""

from __future__ import annotations

from typing import Any

import django_filters
from drf_spectacular.utils import extend_schema
from rest_framework import mixins, serializers, status
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.models import User
from accounts.viewsets import ActingViewSet
from initiatives.actions import tasks
from initiatives.models import CaseStudy, Initiative, Playbook, Task
from initiatives.querysets import CaseStudyQuerySet, PlaybookQuerySet, TaskQuerySet
from leaders.models import Leader, Organization
from outbox.pagination import BoundedPagination

OWNERS = ("owner_user", "owner_leader", "owner_organization")


class TaskSerializer(serializers.ModelSerializer[Task]):
    """At most one of the three owners."""

    owner_user = serializers.PrimaryKeyRelatedField(
        queryset=User.objects.police(), required=False, allow_null=True
    )
    owner_leader = serializers.PrimaryKeyRelatedField(
        queryset=Leader.objects.active(), required=False, allow_null=True
    )
    owner_organization = serializers.PrimaryKeyRelatedField(
        queryset=Organization.objects.active(), required=False, allow_null=True
    )

    class Meta:
        model = Task
        fields: tuple[str, ...] = (
            "id",
            "initiative",
            "title",
            "note",
            "state",
            *OWNERS,
            "starts_on",
            "due_on",
            "is_milestone",
            "done_at",
            "revision",
        )
        read_only_fields: tuple[str, ...] = ("state", "done_at", "revision")

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        if sum(attrs.get(name) is not None for name in OWNERS) > 1:
            raise serializers.ValidationError("A task has one owner.")
        return attrs


class TaskChangeSerializer(TaskSerializer):
    """The whole task anew; `revision` is what the sender has seen."""

    class Meta(TaskSerializer.Meta):
        fields = ("title", "note", *OWNERS, "starts_on", "due_on", "is_milestone", "revision")
        read_only_fields = ()
        extra_kwargs = {"revision": {"required": False, "read_only": False}}


class TaskMoveSerializer(serializers.Serializer[Any]):
    state = serializers.ChoiceField(Task.State.choices)
    revision = serializers.IntegerField(required=False, min_value=1, max_value=2**31 - 1)


class TaskFilter(django_filters.FilterSet):
    initiative = django_filters.NumberFilter("initiative_id", min_value=1, max_value=2**63 - 1)
    is_overdue = django_filters.BooleanFilter(method="too_late")
    is_mine = django_filters.BooleanFilter(method="mine")

    class Meta:
        model = Task
        fields = ("state", "is_milestone")

    def too_late(self, queryset: Any, _name: str, value: bool) -> Any:
        late = queryset.overdue()
        return late if value else queryset.exclude(pk__in=late.order_by().values("pk"))

    def mine(self, queryset: Any, _name: str, value: bool) -> Any:
        own = queryset.owned_by(self.request.user)
        return own if value else queryset.exclude(pk__in=own.order_by().values("pk"))


class TaskViewSet(mixins.ListModelMixin, mixins.RetrieveModelMixin, ActingViewSet[Task]):
    """What has to be done, by whom, by when."""

    queryset = Task.objects.none()
    serializer_class = TaskSerializer
    filterset_class = TaskFilter
    pagination_class = BoundedPagination

    def get_queryset(self) -> TaskQuerySet:
        return Task.objects.visible_to(self.request.user).select_related("initiative__lead_leader")

    @extend_schema(responses={201: TaskSerializer})
    def create(self, request: Request) -> Response:
        data = self.valid(TaskSerializer)
        visible = Initiative.objects.visible_to(self.actor)
        initiative = visible.filter(pk=data["initiative"].pk).first()
        if initiative is None:
            raise serializers.ValidationError({"initiative": "There is no such initiative."})
        self.allow("initiatives.add_task", initiative)
        made = tasks.add(by=self.actor, **_with_owner(data))
        return Response(TaskSerializer(made).data, status.HTTP_201_CREATED)

    @extend_schema(request=TaskChangeSerializer, responses=TaskSerializer)
    def update(self, request: Request, pk: str) -> Response:
        task = self.allowed_object("initiatives.change_task")
        data = _with_owner(self.valid(TaskChangeSerializer))
        return Response(TaskSerializer(tasks.change(task=task, by=self.actor, **data)).data)

    @extend_schema(request=TaskMoveSerializer, responses=TaskSerializer)
    @action(detail=True, methods=["post"])
    def move(self, request: Request, pk: str) -> Response:
        """Into another column; 409 when somebody changed it meanwhile."""
        task = self.allowed_object("initiatives.move_task")
        moved = tasks.move(task=task, by=self.actor, **self.valid(TaskMoveSerializer))
        return Response(TaskSerializer(moved).data)


def _with_owner(data: dict[str, Any]) -> dict[str, Any]:
    owners = [data.pop(name, None) for name in OWNERS]
    return data | {"owner": next(filter(None, owners), None)}


class PlaybookSerializer(serializers.ModelSerializer[Playbook]):
    class Meta:
        model = Playbook
        fields = (
            "id",
            "key",
            "kind",
            "title",
            "summary",
            "tasks",
            "indicators",
            "sectors",
            "grade",
            "evidence",
            "source",
            "is_active",
        )
        read_only_fields = fields


class PlaybookViewSet(mixins.ListModelMixin, mixins.RetrieveModelMixin, ActingViewSet[Playbook]):
    """What others did before, and what is known about it."""

    queryset = Playbook.objects.none()
    serializer_class = PlaybookSerializer

    def get_queryset(self) -> PlaybookQuerySet:
        return Playbook.objects.visible_to(self.request.user)


class CaseStudySerializer(serializers.ModelSerializer[CaseStudy]):
    class Meta:
        model = CaseStudy
        fields = (
            "id",
            "key",
            "title",
            "kind",
            "place",
            "summary",
            "claim",
            "grade",
            "effect",
            "interval",
            "lesson",
            "source",
            "is_published",
        )
        read_only_fields = fields


class CaseStudyViewSet(mixins.ListModelMixin, mixins.RetrieveModelMixin, ActingViewSet[CaseStudy]):
    """What was tried here and elsewhere, and how much is known about whether it worked."""

    queryset = CaseStudy.objects.none()
    serializer_class = CaseStudySerializer
    filterset_fields = ("grade", "kind")

    def get_queryset(self) -> CaseStudyQuerySet:
        return CaseStudy.objects.visible_to(self.request.user).best_known_first()
