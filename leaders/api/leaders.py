"""Leaders over the API."""

from __future__ import annotations

from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, Prefetch, QuerySet
from django.db.models.functions import JSONObject
from rest_framework import mixins, serializers, status
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.models import User
from accounts.serializers import RowSerializer
from accounts.viewsets import ActingViewSet
from leaders import actions
from leaders.actions import AffiliationDraft
from leaders.api.fields import AreaField
from leaders.filters import LeaderParameters
from leaders.models import Affiliation, Area, Leader, LeadershipRole, Organization
from leaders.querysets.names import numbers

# What the department notes about a person, and does not show them.
DEPARTMENT_ONLY = ("notes", "contact_cadence_days", "consent_on", "consent_note")


class Affiliations(serializers.ListSerializer[Any]):
    """A list's query brings them along, written already."""

    def get_attribute(self, instance: Leader) -> Any:
        brought = getattr(instance, "affiliations_written", None)
        return super().get_attribute(instance) if brought is None else brought

    def to_representation(self, data: Any) -> list[Any]:
        return data if isinstance(data, list) else super().to_representation(data)


class AffiliationSerializer(serializers.ModelSerializer[Affiliation]):
    organization = serializers.PrimaryKeyRelatedField(queryset=Organization.objects.all())
    organization_name = serializers.CharField(source="organization.name", read_only=True)

    class Meta:
        model = Affiliation
        fields = ("organization", "organization_name", "position", "since_on", "until_on")
        list_serializer_class = Affiliations


class LeaderSerializer(RowSerializer[Leader]):
    areas = AreaField(many=True, queryset=Area.objects.all(), required=False)
    affiliations = AffiliationSerializer(many=True, required=False)
    leadership_roles = serializers.ListField(
        child=serializers.ChoiceField(choices=LeadershipRole.choices), required=False
    )
    liaison_officer = serializers.PrimaryKeyRelatedField(
        queryset=User.objects.police(), required=False, allow_null=True
    )

    class Meta:
        model = Leader
        fields = (
            "id",
            "name",
            "email",
            "phone",
            "preferred_language",
            "languages",
            "preferred_channel",
            "leadership_roles",
            "areas",
            "affiliations",
            "liaison_officer",
            "access_needs",
            "is_active",
            *DEPARTMENT_ONLY,
        )
        read_only_fields = ("is_active",)

    def to_representation(self, instance: Leader) -> dict[str, Any]:
        shown = super().to_representation(instance)
        user = self.context["request"].user
        if not user.has_perm("leaders.view_notes", instance):
            for name in DEPARTMENT_ONLY:
                del shown[name]
        return shown


class LeaderViewSet(mixins.ListModelMixin, mixins.RetrieveModelMixin, ActingViewSet[Leader]):
    """The directory, for the department; a leader sees their own record."""

    queryset = Leader.objects.none()
    serializer_class = LeaderSerializer
    filterset_class = LeaderParameters

    def get_queryset(self) -> QuerySet[Leader]:
        leaders = Leader.objects.visible_to(self.request.user)
        if self.action == "list":
            affiliations = Affiliation.objects.filter(leader=OuterRef("pk")).values(
                written=JSONObject(
                    organization="organization_id",
                    organization_name="organization__name",
                    position="position",
                    since_on="since_on",
                    until_on="until_on",
                )
            )
            return leaders.annotate(
                areas_numbers=numbers("Area", "leaders"),
                affiliations_written=ArraySubquery(affiliations),
            )
        return leaders.prefetch_related(
            Prefetch("areas", Area.objects.only("pk")), "affiliations__organization"
        )

    def create(self, request: Request) -> Response:
        self.allow("leaders.add_leader")
        leader = actions.add_leader(by=self.actor, **self._fields())
        return self._answer(leader, status.HTTP_201_CREATED)

    def partial_update(self, request: Request, pk: str) -> Response:
        leader = self.allowed_object("leaders.change_leader")
        data = self._fields(partial=True)
        return self._answer(actions.change_leader(leader=leader, by=self.actor, **data))

    def _fields(self, *, partial: bool = False) -> dict[str, Any]:
        data = self.valid(LeaderSerializer, partial=partial)
        if "affiliations" in data:
            data["affiliations"] = [AffiliationDraft(**row) for row in data["affiliations"]]
        return data

    def _answer(self, leader: Leader, code: int = status.HTTP_200_OK) -> Response:
        fresh = self.get_queryset().get(pk=leader.pk)
        return Response(self.get_serializer(fresh).data, code)
