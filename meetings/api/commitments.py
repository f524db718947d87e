"""Promises over the API: the same rows, words and rights as on the pages."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db.models import OuterRef, Prefetch, Subquery
from django.utils import timezone
from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema
from rest_framework import mixins, serializers, status
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.models import User
from accounts.serializers import RowSerializer
from accounts.viewsets import ActingViewSet
from leaders.api.fields import AreaField, NumberField
from leaders.models import Area
from leaders.querysets.names import numbers
from meetings import names
from meetings.actions import commitments as actions
from meetings.api.parties import PartiesSerializer
from meetings.filters import CommitmentParameters
from meetings.models import Commitment, Meeting
from meetings.querysets import CommitmentQuerySet
from meetings.querysets.commitments import NAMES

# Ids of leaders, as secret as their names.
LEADERS = ("owner_leader", "promised_to_leader", "confirmed_by_leader")


def shown_to(user: User | AnonymousUser) -> CommitmentQuerySet:
    """Promises with all that is shown of them; their meeting only if it exists for this user."""
    meetings = Meeting.objects.visible_to(user).only("pk")
    visible = Commitment.objects.visible_to(user).with_people()
    return visible.prefetch_related(Prefetch("meeting", meetings))


def listed_for(user: User | AnonymousUser) -> CommitmentQuerySet:
    """The same with just what a list writes."""
    written = set(CommitmentSerializer.Meta.fields) - CommitmentSerializer.WORKED_OUT
    meeting = Meeting.objects.visible_to(user).filter(pk=OuterRef("meeting"))
    listed = Commitment.objects.visible_to(user).with_people().only(*written, *NAMES)
    return listed.annotate(
        areas_numbers=numbers("Area", "commitments"),
        meeting_number=Subquery(meeting.order_by().values("pk")),
    )


class CommitmentSerializer(RowSerializer[Commitment]):
    """Of `shown_to`. Never with its token: who has that answers as the leader."""

    WORKED_OUT = frozenset({"areas", "owner_name", "promised_to_name"})

    meeting = serializers.SerializerMethodField()
    areas = NumberField[Area](many=True, read_only=True)
    owner_name = serializers.SerializerMethodField()
    promised_to_name = serializers.SerializerMethodField()

    class Meta:
        model = Commitment
        fields = [
            "id",
            "text",
            "meeting",
            "areas",
            "owner_user",
            "owner_leader",
            "owner_name",
            "promised_to_user",
            "promised_to_leader",
            "promised_to_name",
            "due_on",
            "state",
            "is_public",
            "created_at",
            "done_at",
            "evidence",
            "closed_at",
            "closing_note",
            "confirmed_by_user",
            "confirmed_by_leader",
        ]
        read_only_fields = fields

    def get_meeting(self, commitment: Commitment) -> int | None:
        """Where it was made, if that meeting exists for who asks."""
        if hasattr(commitment, "meeting_number"):  # Of a list.
            number: int | None = commitment.meeting_number
            return number
        return commitment.meeting.pk if commitment.meeting else None

    def get_owner_name(self, commitment: Commitment) -> str:
        return names.owner_name(commitment, self._reader)

    def get_promised_to_name(self, commitment: Commitment) -> str:
        return names.promised_to_name(commitment, self._reader)

    def to_representation(self, instance: Commitment) -> dict[str, Any]:
        shown = super().to_representation(instance)
        if not names.knows_leaders(instance, self._reader):
            shown |= dict.fromkeys(LEADERS)
        return shown

    @property
    def _reader(self) -> User:
        reader: User = self.context["request"].user
        return reader


class PromiseSerializer(PartiesSerializer):
    """A promise to write down; with a meeting, it was made there."""

    text = serializers.CharField(max_length=500)
    due_on = serializers.DateField()
    areas = AreaField(many=True, queryset=Area.objects.all(), required=False)
    meeting = serializers.PrimaryKeyRelatedField(
        queryset=Meeting.objects.all(), required=False, allow_null=True
    )
    is_public = serializers.BooleanField(default=True)

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        meeting = attrs.get("meeting")
        made_on = meeting.local_starts_at.date() if meeting else timezone.localdate()
        if attrs["due_on"] < made_on:
            words = _("Choose a day that is not before the promise.")
            raise serializers.ValidationError({"due_on": words})
        return super().validate(attrs)


class CorrectionSerializer(serializers.ModelSerializer[Commitment]):
    class Meta:
        model = Commitment
        fields = ("text", "due_on", "is_public")


class DoneSerializer(serializers.Serializer[Any]):
    evidence = serializers.CharField(max_length=5000, help_text="What was done.")


class KeepSerializer(serializers.Serializer[Any]):
    note = serializers.CharField(max_length=5000, required=False, allow_blank=True)


class DisputeSerializer(serializers.Serializer[Any]):
    note = serializers.CharField(max_length=5000, help_text="What is missing.")


class WithdrawSerializer(serializers.Serializer[Any]):
    reason = serializers.CharField(max_length=5000, help_text="Why it cannot be kept.")


class CommitmentViewSet(
    mixins.ListModelMixin, mixins.RetrieveModelMixin, ActingViewSet[Commitment]
):
    """Who promised what to whom. Only the one it was made to says that it was kept."""

    queryset = Commitment.objects.none()
    serializer_class = CommitmentSerializer
    filterset_class = CommitmentParameters

    def get_queryset(self) -> CommitmentQuerySet:
        user = self.request.user
        found = listed_for(user) if self.action == "list" else shown_to(user).with_areas()
        return found.unsettled_first()

    @extend_schema(request=PromiseSerializer, responses={201: CommitmentSerializer})
    def create(self, request: Request) -> Response:
        self.allow("meetings.record_commitment")
        commitment = actions.promise(by=self.actor, **self.valid(PromiseSerializer))
        return self._answer(commitment, status.HTTP_201_CREATED)

    @extend_schema(request=CorrectionSerializer)
    def partial_update(self, request: Request, pk: str) -> Response:
        """Correct a slip of the pen on the first day; show or hide it at any time."""
        commitment = self.allowed_object("meetings.correct_commitment")
        data = self.valid(CorrectionSerializer, partial=True)
        return self._answer(actions.correct(commitment=commitment, by=self.actor, **data))

    @extend_schema(request=DoneSerializer)
    @action(detail=True, methods=["post"])
    def done(self, request: Request, pk: str) -> Response:
        """Its owner says that it is done."""
        commitment = self.allowed_object("meetings.finish_commitment")
        data = self.valid(DoneSerializer)
        return self._answer(actions.mark_done(commitment=commitment, by=self.actor, **data))

    @extend_schema(request=None)
    @action(detail=True, methods=["post"])
    def reopen(self, request: Request, pk: str) -> Response:
        """Its owner takes "done" back before it is answered."""
        commitment = self.allowed_object("meetings.finish_commitment")
        return self._answer(actions.reopen(commitment=commitment, by=self.actor))

    @extend_schema(request=KeepSerializer)
    @action(detail=True, methods=["post"])
    def keep(self, request: Request, pk: str) -> Response:
        """The one it was made to says that it was kept."""
        commitment = self.allowed_object("meetings.answer_commitment")
        data = self.valid(KeepSerializer)
        return self._answer(actions.keep(commitment=commitment, by=self.actor, **data))

    @extend_schema(request=DisputeSerializer)
    @action(detail=True, methods=["post"])
    def dispute(self, request: Request, pk: str) -> Response:
        """The one it was made to says what is missing."""
        commitment = self.allowed_object("meetings.answer_commitment")
        data = self.valid(DisputeSerializer)
        return self._answer(actions.dispute(commitment=commitment, by=self.actor, **data))

    @extend_schema(request=WithdrawSerializer)
    @action(detail=True, methods=["post"])
    def withdraw(self, request: Request, pk: str) -> Response:
        """Its owner will not keep it, and says why."""
        commitment = self.allowed_object("meetings.withdraw_commitment")
        data = self.valid(WithdrawSerializer)
        return self._answer(actions.withdraw(commitment=commitment, by=self.actor, **data))

    def _answer(self, commitment: Commitment, code: int = status.HTTP_200_OK) -> Response:
        fresh = self.get_queryset().get(pk=commitment.pk)
        return Response(self.get_serializer(fresh).data, code)
