"""The contact log over the API."""

from __future__ import annotations

from django.db.models import QuerySet
from rest_framework import mixins, status
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.serializers import RowSerializer
from accounts.viewsets import ActingViewSet
from leaders import actions
from leaders.api.fields import NumberField
from leaders.filters import ContactFilter
from leaders.models import Contact, Leader
from leaders.querysets.names import numbers


class ContactSerializer(RowSerializer[Contact]):
    leaders = NumberField(many=True, queryset=Leader.objects.all(), allow_empty=False)

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
        contacts = Contact.objects.visible_to(self.request.user)
        if self.action == "list":
            return contacts.annotate(leaders_numbers=numbers("Leader", "contacts"))
        return contacts.prefetch_related("leaders")

    def create(self, request: Request) -> Response:
        self.allow("leaders.log_contact")
        contact = actions.log_contact(by=self.actor, **self.valid(ContactSerializer))
        return Response(ContactSerializer(contact).data, status.HTTP_201_CREATED)
