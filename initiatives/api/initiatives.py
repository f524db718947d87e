"""Begin, write, lead, advance and close initiatives."""

from __future__ import annotations

from typing import Any

from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema
from rest_framework import mixins, serializers, status
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.viewsets import ActingViewSet
from initiatives.actions import conversions, initiatives, partners, places, plans, stages
from initiatives.api import serializers as shapes
from initiatives.api.filters import InitiativeFilter
from initiatives.errors import GateClosed
from initiatives.models import Initiative
from initiatives.querysets import InitiativeQuerySet
from outbox.pagination import BoundedPagination


class InitiativeViewSet(
    mixins.ListModelMixin, mixins.RetrieveModelMixin, ActingViewSet[Initiative]
):
    """Joint work of police and leaders. Those who take part read the work, others the summary."""

    queryset = Initiative.objects.none()
    filterset_class = InitiativeFilter
    pagination_class = BoundedPagination
    serializer_class = shapes.InitiativeSerializer

    def get_queryset(self) -> InitiativeQuerySet:
        found = Initiative.objects.visible_to(self.request.user).newest_first()
        if self.action == "list":
            return found.with_target_areas()
        return shapes.with_work(found, self.request.user)

    @extend_schema(responses=shapes.InitiativeDetailSerializer)
    def retrieve(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        return Response(self._shown(self.get_object()))

    @extend_schema(
        request=shapes.NewInitiativeSerializer, responses={201: shapes.InitiativeDetailSerializer}
    )
    def create(self, request: Request) -> Response:
        self.allow("initiatives.add")
        made = initiatives.begin(by=self.actor, **self.valid(shapes.NewInitiativeSerializer))
        return self._answer(made, status.HTTP_201_CREATED)

    @extend_schema(
        request=shapes.InitiativeChangeSerializer, responses=shapes.InitiativeDetailSerializer
    )
    def partial_update(self, request: Request, pk: str) -> Response:
        initiative = self.allowed_object("initiatives.change")
        data = self.valid(shapes.InitiativeChangeSerializer, partial=True)
        data["has_due_on"] = "due_on" in data
        return self._answer(initiatives.change(initiative=initiative, by=self.actor, **data))

    @extend_schema(
        request=shapes.AdvanceSerializer,
        responses={
            200: shapes.InitiativeDetailSerializer,
            409: shapes.MissingSerializer(many=True),
        },
    )
    @action(detail=True, methods=["post"])
    def advance(self, request: Request, pk: str) -> Response:
        """Into the next stage; 409 with the gates that are not met."""
        initiative = self.allowed_object("initiatives.change_stage")
        data = self.valid(shapes.AdvanceSerializer)
        try:
            moved = stages.advance(initiative=initiative, by=self.actor, **data)
        except GateClosed as closed:
            needs = shapes.MissingSerializer(closed.needs, many=True).data
            body = {"detail": " ".join(closed.messages), "missing": needs}
            return Response(body, status.HTTP_409_CONFLICT)
        return self._answer(moved)

    @extend_schema(request=shapes.BackSerializer, responses=shapes.InitiativeDetailSerializer)
    @action(detail=True, methods=["post"])
    def back(self, request: Request, pk: str) -> Response:
        """To an earlier stage, with a reason."""
        initiative = self.allowed_object("initiatives.change_stage")
        data = self.valid(shapes.BackSerializer)
        return self._answer(stages.go_back(initiative=initiative, by=self.actor, **data))

    @extend_schema(
        request=shapes.InitiativeCloseSerializer, responses=shapes.InitiativeDetailSerializer
    )
    @action(detail=True, methods=["post"])
    def close(self, request: Request, pk: str) -> Response:
        """Say what came of it and what was learned."""
        initiative = self.allowed_object("initiatives.change_stage")
        data = self.valid(shapes.InitiativeCloseSerializer)
        return self._answer(stages.close(initiative=initiative, by=self.actor, **data))

    @extend_schema(
        request=shapes.InitiativeReasonSerializer, responses=shapes.InitiativeDetailSerializer
    )
    @action(detail=True, methods=["post"], url_path="set-aside")
    def set_aside(self, request: Request, pk: str) -> Response:
        """Before anything was done."""
        initiative = self.allowed_object("initiatives.change_stage")
        data = self.valid(shapes.InitiativeReasonSerializer)
        return self._answer(stages.set_aside(initiative=initiative, by=self.actor, **data))

    @extend_schema(request=shapes.PlanSerializer, responses=shapes.InitiativeDetailSerializer)
    @action(detail=True, methods=["post"])
    def plan(self, request: Request, pk: str) -> Response:
        """Register how the effect will be judged."""
        initiative = self.allowed_object("initiatives.register_plan")
        plans.register(initiative=initiative, by=self.actor, **self.valid(shapes.PlanSerializer))
        return self._answer(initiative)

    @extend_schema(request=shapes.LeadsSerializer, responses=shapes.InitiativeDetailSerializer)
    @action(detail=True, methods=["post"])
    def leads(self, request: Request, pk: str) -> Response:
        initiative = self.allowed_object("initiatives.change_people")
        data = self.valid(shapes.LeadsSerializer)
        return self._answer(initiatives.lead(initiative=initiative, by=self.actor, **data))

    @extend_schema(request=shapes.PlacesSerializer, responses=shapes.InitiativeDetailSerializer)
    @action(detail=True, methods=["post"])
    def places(self, request: Request, pk: str) -> Response:
        """Name the areas anew, each in one role."""
        initiative = self.allowed_object("initiatives.change_places")
        data = self.valid(shapes.PlacesSerializer)
        return self._answer(places.place(initiative=initiative, by=self.actor, **data))

    @extend_schema(request=shapes.PartnerSerializer, responses=shapes.InitiativeDetailSerializer)
    @action(detail=True, methods=["post"])
    def join(self, request: Request, pk: str) -> Response:
        """An organization takes part."""
        initiative = self.allowed_object("initiatives.change_people")
        partners.join(initiative=initiative, by=self.actor, **self.valid(shapes.PartnerSerializer))
        return self._answer(initiative)

    @extend_schema(request=shapes.ShowSerializer, responses=shapes.InitiativeDetailSerializer)
    @action(detail=True, methods=["post"])
    def show(self, request: Request, pk: str) -> Response:
        """Say who sees it."""
        initiative = self.allowed_object("initiatives.show")
        data = self.valid(shapes.ShowSerializer)
        return self._answer(initiatives.show(initiative=initiative, by=self.actor, **data))

    @extend_schema(
        request=shapes.InitiativeLinkSerializer, responses=shapes.InitiativeDetailSerializer
    )
    @action(detail=True, methods=["post"])
    def link(self, request: Request, pk: str) -> Response:
        """It answers one more concern; whoever raised that one is told without names."""
        initiative = self.allowed_object("initiatives.link_concerns")
        data = self.valid(shapes.InitiativeLinkSerializer)
        return self._answer(conversions.link(initiative=initiative, by=self.actor, **data))

    def _shown(self, initiative: Initiative) -> Any:
        reads_work = self.actor.has_perm("initiatives.read_work", initiative)
        shape: type[serializers.BaseSerializer[Any]] = (
            shapes.InitiativeDetailSerializer if reads_work else shapes.InitiativeSerializer
        )
        return shape(initiative, context=self.get_serializer_context()).data

    def _answer(self, initiative: Initiative, code: int = status.HTTP_200_OK) -> Response:
        fresh = get_object_or_404(self.get_queryset(), pk=initiative.pk)
        return Response(self._shown(fresh), code)
