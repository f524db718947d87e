"""The contact log over the API."""

from __future__ import annotations

from django.db.models import QuerySet
from rest_framework import mixins, serializers, status
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.viewsets import ActingViewSet
from leaders import actions
from leaders.filters import ContactFilter
from leaders.models import Contact, Leader


class ContactSerializer(serializers.ModelSerializer[Contact]):
    leaders = serializers.PrimaryKeyRelatedField(
        many=True, queryset=Leader.objects.all(), allow_empty=False
    )

    class Meta:
        model = Contact
        fields = ("id", "kind", "happened_at", "leaders", "notes", "logged_by")
        read_only_fields = ("logged_by",)


class ContactViewSet(mixins.ListModelMixin, mixins.RetrieveModelMixin, ActingViewSet[Contact]):
    """Conversations between the department and leaders; for the department only."""

    queryset = Contact.objects.none()
    serializer_class = ContactSerializer
    filterset_class = ContactFilter

    def get_queryset(self) -> QuerySet[Contact]:
        return Contact.objects.visible_to(self.request.user).prefetch_related("leaders")

    def create(self, request: Request) -> Response:
        self.allow("leaders.log_contact")
        contact = actions.log_contact(by=self.actor, **self.valid(ContactSerializer))
        return Response(ContactSerializer(contact).data, status.HTTP_201_CREATED)
