"""Raise, answer, own, close and reopen concerns."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from drf_spectacular.utils import extend_schema
from rest_framework import mixins, serializers, status
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.throttling import BaseThrottle

from accounts.models import User
from accounts.viewsets import ActingViewSet
from concerns.actions import (
    answers,
    closing,
    conversions,
    duplicates,
    forgetting,
    identity,
    owning,
    publication,
    raising,
    support,
    waiting,
)
from concerns.api import serializers as shapes
from concerns.api.filters import ConcernFilter
from concerns.api.throttles import RaisingThrottle
from concerns.models import Concern
from concerns.querysets import ConcernQuerySet
from leaders.models import Leader
from outbox.pagination import BoundedPagination

Identity = raising.Identity
ANONYMOUS = Concern.Confidentiality.ANONYMOUS


class LinkSerializer(serializers.Serializer[Any]):
    original = serializers.PrimaryKeyRelatedField(queryset=Concern.objects.none())

    def get_fields(self) -> dict[str, serializers.Field[Any, Any, Any, Any]]:
        fields = super().get_fields()
        reader = self.context["request"].user if "request" in self.context else None
        if reader is not None:
            fields["original"].queryset = Concern.objects.visible_to(reader)  # type: ignore[attr-defined]
        return fields


class ConcernViewSet(mixins.ListModelMixin, mixins.RetrieveModelMixin, ActingViewSet[Concern]):
    """What people raise. Whoever raised it is not in any answer but that of `look`."""

    queryset = Concern.objects.none()
    filterset_class = ConcernFilter
    pagination_class = BoundedPagination

    def get_queryset(self) -> ConcernQuerySet:
        concerns = Concern.objects.visible_to(self.request.user).with_support_count()
        return concerns.with_names().telling_own(self.request.user).newest_first()

    def get_serializer_class(self) -> type[serializers.BaseSerializer[Any]]:
        if self.action == "list":
            return shapes.ConcernSerializer
        return shapes.ConcernDetailSerializer

    def get_throttles(self) -> list[BaseThrottle]:
        return [RaisingThrottle()] if self.action == "create" else super().get_throttles()

    @extend_schema(request=shapes.NewConcernSerializer, responses={201: shapes.RaisedSerializer})
    def create(self, request: Request) -> Response:
        """Raise a concern; of an anonymous one the answer holds the code, once."""
        data = self.valid(shapes.NewConcernSerializer)
        mode = data.get("confidentiality", Concern.Confidentiality.OPEN)
        raised = raising.raise_concern(
            reporter=self._reporter(data, mode), by=self.actor, source=Concern.Source.API, **data
        )
        fresh = self.get_queryset().filter(pk=raised.concern.pk).first() or raised.concern
        fresh.is_own = True  # type: ignore[attr-defined] # They just wrote it.
        fresh.receipt_code = raised.receipt_code  # type: ignore[attr-defined]
        context = self.get_serializer_context()
        body = shapes.RaisedSerializer(fresh, context=context).data
        return Response(body, status.HTTP_201_CREATED)

    def partial_update(self, request: Request, pk: str) -> Response:
        """Category, area, urgency and place."""
        concern = self.allowed_object("concerns.change")
        data = self.valid(shapes.ChangeSerializer, partial=True)
        return self._answer(owning.change(concern=concern, by=self.actor, **data))

    @extend_schema(request=shapes.TextSerializer, responses=shapes.ConcernDetailSerializer)
    @action(detail=True, methods=["post"])
    def reply(self, request: Request, pk: str) -> Response:
        """A person's answer to the one who raised it. It stops the clock."""
        concern = self.allowed_object("concerns.reply")
        data = self.valid(shapes.TextSerializer)
        answers.reply(concern=concern, by=self.actor, **data)
        return self._answer(concern)

    @extend_schema(request=shapes.TextSerializer, responses=shapes.ConcernDetailSerializer)
    @action(detail=True, methods=["post"])
    def note(self, request: Request, pk: str) -> Response:
        """For the department only."""
        concern = self.allowed_object("concerns.note")
        answers.note(concern=concern, by=self.actor, **self.valid(shapes.TextSerializer))
        return self._answer(concern)

    @extend_schema(request=shapes.TextSerializer, responses=shapes.ConcernDetailSerializer)
    @action(detail=True, methods=["post"])
    def write(self, request: Request, pk: str) -> Response:
        """The leader who raised it adds something."""
        concern = self.allowed_object("concerns.write_as_raiser")
        answers.raiser_writes(concern=concern, **self.valid(shapes.TextSerializer))
        return self._answer(concern)

    @extend_schema(request=None, responses=shapes.ConcernDetailSerializer)
    @action(detail=True, methods=["post"])
    def take(self, request: Request, pk: str) -> Response:
        concern = self.allowed_object("concerns.take")
        return self._answer(owning.take(concern=concern, by=self.actor))

    @extend_schema(request=shapes.AssignSerializer, responses=shapes.ConcernDetailSerializer)
    @action(detail=True, methods=["post"])
    def assign(self, request: Request, pk: str) -> Response:
        concern = self.allowed_object("concerns.assign")
        data = self.valid(shapes.AssignSerializer)
        return self._answer(owning.assign(concern=concern, by=self.actor, **data))

    @extend_schema(request=shapes.PauseSerializer, responses=shapes.ConcernDetailSerializer)
    @action(detail=True, methods=["post"])
    def pause(self, request: Request, pk: str) -> Response:
        concern = self.allowed_object("concerns.pause")
        data = self.valid(shapes.PauseSerializer)
        return self._answer(waiting.pause(concern=concern, by=self.actor, **data))

    @extend_schema(request=None, responses=shapes.ConcernDetailSerializer)
    @action(detail=True, methods=["post"])
    def resume(self, request: Request, pk: str) -> Response:
        concern = self.allowed_object("concerns.pause")
        return self._answer(waiting.resume(concern=concern, by=self.actor))

    @extend_schema(request=shapes.CloseSerializer, responses=shapes.ConcernDetailSerializer)
    @action(detail=True, methods=["post"])
    def close(self, request: Request, pk: str) -> Response:
        """Say what came of it and why; the one who raised it accepts or reopens."""
        concern = self.allowed_object("concerns.close")
        data = self.valid(shapes.CloseSerializer)
        return self._answer(closing.close(concern=concern, by=self.actor, **data))

    @extend_schema(request=None, responses=shapes.ConcernDetailSerializer)
    @action(detail=True, methods=["post"])
    def accept(self, request: Request, pk: str) -> Response:
        """The leader who raised it agrees with how it was closed."""
        return self._answer(closing.accept(concern=self.allowed_object("concerns.accept")))

    @extend_schema(request=shapes.ReopenSerializer, responses=shapes.ConcernDetailSerializer)
    @action(detail=True, methods=["post"])
    def reopen(self, request: Request, pk: str) -> Response:
        concern = self.allowed_object("concerns.reopen")
        data = self.valid(shapes.ReopenSerializer)
        by = self.actor if self.actor.is_police else None
        return self._answer(closing.reopen(concern=concern, by=by, **data))

    @extend_schema(request=shapes.LastedSerializer, responses=shapes.ConcernDetailSerializer)
    @action(detail=True, methods=["post"])
    def lasted(self, request: Request, pk: str) -> Response:
        """The leader who raised it says, four weeks after closing, whether it lasted."""
        concern = self.allowed_object("concerns.write_as_raiser")
        data = self.valid(shapes.LastedSerializer)
        return self._answer(closing.say_whether_it_lasted(concern=concern, **data))

    @extend_schema(request=shapes.AllowSerializer, responses=shapes.ConcernDetailSerializer)
    @action(detail=True, methods=["post"], url_path="allow", url_name="allow")
    def give_leave(self, request: Request, pk: str) -> Response:
        """The leader who raised it says whether it may be shown publicly."""
        concern = self.allowed_object("concerns.write_as_raiser")
        data = self.valid(shapes.AllowSerializer)
        return self._answer(publication.allow(concern=concern, **data))

    @extend_schema(request=shapes.PublishSerializer, responses=shapes.ConcernDetailSerializer)
    @action(detail=True, methods=["post"])
    def publish(self, request: Request, pk: str) -> Response:
        concern = self.allowed_object("concerns.publish")
        data = self.valid(shapes.PublishSerializer)
        return self._answer(publication.publish(concern=concern, by=self.actor, **data))

    @extend_schema(request=None, responses=shapes.ConcernDetailSerializer)
    @action(detail=True, methods=["post"])
    def unpublish(self, request: Request, pk: str) -> Response:
        concern = self.allowed_object("concerns.publish")
        return self._answer(publication.unpublish(concern=concern, by=self.actor))

    @extend_schema(request=shapes.ReasonSerializer, responses=shapes.ConcernDetailSerializer)
    @action(detail=True, methods=["post"])
    def forget(self, request: Request, pk: str) -> Response:
        """Erase who raised it, and every message to them; what was said stays."""
        concern = self.allowed_object("concerns.forget_raiser")
        data = self.valid(shapes.ReasonSerializer)
        return self._answer(forgetting.forget(concern=concern, by=self.actor, **data))

    @extend_schema(request=LinkSerializer, responses=shapes.ConcernDetailSerializer)
    @action(detail=True, methods=["post"])
    def link(self, request: Request, pk: str) -> Response:
        """Say that it is the same as another one."""
        concern = self.allowed_object("concerns.link_duplicate")
        data = self.valid(LinkSerializer)
        return self._answer(duplicates.link(concern=concern, by=self.actor, **data))

    @extend_schema(request=None, responses=shapes.ConcernDetailSerializer)
    @action(detail=True, methods=["post"])
    def unlink(self, request: Request, pk: str) -> Response:
        concern = self.allowed_object("concerns.link_duplicate")
        return self._answer(duplicates.unlink(concern=concern, by=self.actor))

    @extend_schema(
        request=shapes.ConcernPromiseSerializer, responses=shapes.ConcernDetailSerializer
    )
    @action(detail=True, methods=["post"])
    def promise(self, request: Request, pk: str) -> Response:
        """Promise what will be done about it."""
        concern = self.allowed_object("concerns.convert")
        data = self.valid(shapes.ConcernPromiseSerializer)
        conversions.to_commitment(concern=concern, by=self.actor, **data)
        return self._answer(concern)

    @extend_schema(request=shapes.PrioritizeSerializer, responses=shapes.ConcernDetailSerializer)
    @action(detail=True, methods=["post"])
    def prioritize(self, request: Request, pk: str) -> Response:
        """Make it a priority of its area, or part of one."""
        concern = self.allowed_object("concerns.convert")
        data = self.valid(shapes.PrioritizeSerializer)
        conversions.to_priority(concern=concern, by=self.actor, **data)
        return self._answer(concern)

    @extend_schema(request=None, responses=shapes.ConcernDetailSerializer)
    @action(detail=True, methods=["post"])
    def support(self, request: Request, pk: str) -> Response:
        """A leader stands behind a published concern."""
        concern = self.allowed_object("concerns.support")
        support.support(concern=concern, leader=self.actor.leader)
        return self._answer(concern)

    @extend_schema(request=shapes.ReasonSerializer, responses=shapes.ReporterSerializer)
    @action(detail=True, methods=["post"])
    def look(self, request: Request, pk: str) -> Response:
        """Who raised it, for a reason. Of a confidential concern the look is recorded."""
        concern = self.allowed_object("concerns.see_identity")
        data = self.valid(shapes.ReasonSerializer)
        reporter = identity.look(concern=concern, by=self.actor, **data)
        return Response(shapes.ReporterSerializer(reporter).data)

    def _reporter(self, data: dict[str, Any], mode: str) -> Identity:
        """A leader raises in their own name; others say in whose."""
        given = Identity(
            name=data.pop("reporter_name", ""),
            email=data.pop("reporter_email", ""),
            phone=data.pop("reporter_phone", ""),
            leader=data.pop("reporter_leader", None),
        )
        if self.actor.is_police:
            return given
        if given.leader is not None or data.get("meeting") is not None:
            raise PermissionDenied
        if mode == ANONYMOUS or given.is_known:
            return given
        return own_identity(self.actor)

    def _answer(self, concern: Concern) -> Response:
        fresh = self.get_queryset().get(pk=concern.pk)
        context = self.get_serializer_context()
        return Response(shapes.ConcernDetailSerializer(fresh, context=context).data)


def own_identity(user: User) -> Identity:
    leader = Leader.objects.of_user(user).first()
    if leader is not None:
        return Identity(leader=leader)
    return Identity(name=user.name, email=user.email)
