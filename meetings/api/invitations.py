"""Invitations in the API: all to the department, to a leader their own."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import mixins, serializers
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.serializers import RowSerializer
from accounts.viewsets import ActingViewSet
from meetings.actions import rsvp
from meetings.actions.invitations import withdraw_invitation
from meetings.forms.invitations import InvitationFilter
from meetings.forms.rsvp import MOST_GUESTS
from meetings.models import Invitation
from meetings.querysets import InvitationQuerySet
from outbox.pagination import BoundedPagination

ANSWER = ("response", "guests", "access_needs", "interpreter_language", "note")


class InvitationSerializer(RowSerializer[Invitation]):
    """Never with its token: who has that answers as the leader."""

    leader_name = serializers.CharField(source="leader.name", read_only=True)
    meeting_title = serializers.CharField(source="meeting.title", read_only=True)

    class Meta:
        model = Invitation
        fields = [
            "id",
            "meeting",
            "meeting_title",
            "leader",
            "leader_name",
            "created_at",
            "sent_at",
            "withdrawn_at",
            *ANSWER,
            "seat",
            "waiting_since",
            "responded_at",
            "responded_via",
        ]
        read_only_fields = fields


class AnswerSerializer(serializers.Serializer[Any]):
    """What is left out stays as it was."""

    response = serializers.ChoiceField(choices=["yes", "no", "maybe"])
    guests = serializers.IntegerField(min_value=0, max_value=MOST_GUESTS, required=False)
    access_needs = serializers.CharField(max_length=300, allow_blank=True, required=False)
    interpreter_language = serializers.CharField(max_length=60, allow_blank=True, required=False)
    note = serializers.CharField(max_length=2000, allow_blank=True, required=False)


class InvitationViewSet(
    mixins.ListModelMixin, mixins.RetrieveModelMixin, ActingViewSet[Invitation]
):
    """Made by `meetings/<id>/invite/`; answered here or by the leader's own link."""

    queryset = Invitation.objects.none()
    serializer_class = InvitationSerializer
    filterset_class = InvitationFilter
    pagination_class = BoundedPagination

    def get_queryset(self) -> InvitationQuerySet:
        visible = Invitation.objects.visible_to(self.request.user)
        return visible.select_related("leader", "meeting").order_by("-pk")

    @extend_schema(request=AnswerSerializer, responses=InvitationSerializer)
    @action(detail=True, methods=["post"])
    def respond(self, request: Request, pk: str) -> Response:
        """Record the leader's answer; they are mailed what was recorded."""
        invitation = self.allowed_object("meetings.answer")
        is_own = invitation.leader.user_id == self.actor.pk
        invitation = rsvp.set_response(
            invitation=invitation,
            via=Invitation.Via.ACCOUNT if is_own else Invitation.Via.STAFF,
            **{name: getattr(invitation, name) for name in ANSWER} | self.valid(AnswerSerializer),
        )
        return Response(self.get_serializer(invitation).data)

    @extend_schema(request=None, responses=InvitationSerializer)
    @action(detail=True, methods=["post"])
    def withdraw(self, request: Request, pk: str) -> Response:
        """Take the invitation back; the leader is told if they knew of it."""
        invitation = self.get_object()
        self.allow("meetings.invite", invitation.meeting)
        invitation = withdraw_invitation(invitation=invitation, by=self.actor)
        return Response(self.get_serializer(invitation).data)
