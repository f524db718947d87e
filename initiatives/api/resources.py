"""Needs and offers over the API; the sums of an offer are those of its ledger."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import mixins, serializers, status
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.viewsets import ActingViewSet
from initiatives.actions import resources
from initiatives.models import Initiative, LedgerEntry, Need, Offer, ResourceKind
from initiatives.querysets import NeedQuerySet, OfferQuerySet
from leaders.models import Leader, Organization
from outbox.pagination import BoundedPagination


class NeedSerializer(serializers.ModelSerializer[Need]):
    kind = serializers.ChoiceField(ResourceKind.choices)

    class Meta:
        model = Need
        fields = (
            "id",
            "initiative",
            "kind",
            "title",
            "quantity",
            "unit",
            "currency",
            "needed_by",
            "closed_at",
        )
        read_only_fields = ("currency", "closed_at")


class NeedViewSet(mixins.ListModelMixin, mixins.RetrieveModelMixin, ActingViewSet[Need]):
    """What joint work asks for."""

    queryset = Need.objects.none()
    serializer_class = NeedSerializer
    filterset_fields = ("initiative", "kind")
    pagination_class = BoundedPagination

    def get_queryset(self) -> NeedQuerySet:
        return Need.objects.visible_to(self.request.user).order_by("pk")

    def create(self, request: Request) -> Response:
        data = self.valid(NeedSerializer)
        visible = Initiative.objects.visible_to(self.actor)
        initiative = visible.filter(pk=data["initiative"].pk).first()
        if initiative is None:
            raise serializers.ValidationError({"initiative": "There is no such initiative."})
        self.allow("initiatives.add_need", initiative)
        made = resources.ask(by=self.actor, **data)
        return Response(NeedSerializer(made).data, status.HTTP_201_CREATED)


class OfferSerializer(serializers.ModelSerializer[Offer]):
    quantity = serializers.DecimalField(max_digits=12, decimal_places=2, write_only=True)
    kind = serializers.ChoiceField(ResourceKind.choices)
    leader = serializers.PrimaryKeyRelatedField(
        queryset=Leader.objects.active(), required=False, allow_null=True
    )
    organization = serializers.PrimaryKeyRelatedField(
        queryset=Organization.objects.active(), required=False, allow_null=True
    )

    class Meta:
        model = Offer
        fields = (
            "id",
            "need",
            "kind",
            "title",
            "quantity",
            "unit",
            "currency",
            "unit_value",
            "value_currency",
            "area",
            "leader",
            "organization",
            "note",
            "pledged",
            "confirmed",
            "delivered",
            "used",
            "created_at",
            "thanked_at",
        )
        read_only_fields = (
            "value_currency",
            "pledged",
            "confirmed",
            "delivered",
            "used",
            "created_at",
            "thanked_at",
        )


class BookSerializer(serializers.Serializer[Any]):
    step = serializers.ChoiceField(LedgerEntry.Step.choices)
    quantity = serializers.DecimalField(
        max_digits=12, decimal_places=2, min_value=Decimal(-10_000_000), max_value=Decimal(10**7)
    )
    note = serializers.CharField(max_length=300, required=False, allow_blank=True)


class OfferViewSet(mixins.ListModelMixin, mixins.RetrieveModelMixin, ActingViewSet[Offer]):
    """What was offered, and how much of it was confirmed, delivered and used."""

    queryset = Offer.objects.none()
    serializer_class = OfferSerializer
    filterset_fields = ("need", "kind")
    pagination_class = BoundedPagination

    def get_queryset(self) -> OfferQuerySet:
        found = Offer.objects.visible_to(self.request.user).order_by("-created_at", "-pk")
        return found.select_related("need__initiative__lead_leader")

    def create(self, request: Request) -> Response:
        """Written down by the department for somebody who gives."""
        self.allow("initiatives.view_resources")
        made = resources.offer(by=self.actor, **self.valid(OfferSerializer))
        return Response(OfferSerializer(made).data, status.HTTP_201_CREATED)

    @extend_schema(request=BookSerializer, responses=OfferSerializer)
    @action(detail=True, methods=["post"])
    def book(self, request: Request, pk: str) -> Response:
        """A part, one step on; with a minus and a note it is booked back."""
        offer = self.allowed_object("initiatives.book")
        booked = resources.book(offer=offer, by=self.actor, **self.valid(BookSerializer))
        return Response(OfferSerializer(booked).data)
