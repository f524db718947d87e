"""Organizations over the API."""

from __future__ import annotations

from django.db.models import Prefetch, QuerySet
from rest_framework import mixins, status
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.serializers import RowSerializer
from accounts.viewsets import ActingViewSet
from leaders import actions
from leaders.api.fields import AreaField
from leaders.filters import OrganizationParameters
from leaders.models import Area, Organization
from leaders.querysets.names import numbers


class OrganizationSerializer(RowSerializer[Organization]):
    areas = AreaField(many=True, queryset=Area.objects.all(), required=False)

    class Meta:
        model = Organization
        fields = (
            "id",
            "name",
            "sector",
            "email",
            "phone",
            "website",
            "address",
            "notes",
            "areas",
            "is_active",
        )
        read_only_fields = ("is_active",)


class OrganizationViewSet(
    mixins.ListModelMixin, mixins.RetrieveModelMixin, ActingViewSet[Organization]
):
    """Congregations, associations, schools and firms, for the department."""

    queryset = Organization.objects.none()
    serializer_class = OrganizationSerializer
    filterset_class = OrganizationParameters

    def get_queryset(self) -> QuerySet[Organization]:
        found = Organization.objects.visible_to(self.request.user)
        if self.action == "list":
            return found.annotate(areas_numbers=numbers("Area", "organizations"))
        return found.prefetch_related(Prefetch("areas", Area.objects.only("pk")))

    def create(self, request: Request) -> Response:
        self.allow("leaders.add_organization")
        found = actions.add_organization(by=self.actor, **self.valid(OrganizationSerializer))
        return Response(OrganizationSerializer(found).data, status.HTTP_201_CREATED)

    def partial_update(self, request: Request, pk: str) -> Response:
        found = self.allowed_object("leaders.change_organization")
        data = self.valid(OrganizationSerializer, partial=True)
        found = actions.change_organization(organization=found, by=self.actor, **data)
        return Response(OrganizationSerializer(found).data)
