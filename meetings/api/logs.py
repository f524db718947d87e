"""What happened at a meeting, over the API: read it, or write it down all at once."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import uuid4

from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema, extend_schema_field
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.models import User
from accounts.viewsets import ActingViewSet
from leaders.models import Leader
from meetings.actions.logging import Log, PromiseMade, WalkIn, log_meeting
from meetings.api.commitments import CommitmentSerializer, shown_to
from meetings.api.parties import ROLES, PartiesSerializer
from meetings.forms.log_rows import WalkInForm
from meetings.forms.logging import LONGEST_MINUTES
from meetings.forms.typed import MOST_ROWS
from meetings.models import Attendance, Meeting, Minutes

BIGGEST = 2**63 - 1
LOG_ACTIONS = {"log", "save_log"}


class NumbersField(serializers.ListField):
    """Rows that may be gone by now: those that are not there are passed over."""

    def __init__(self, **options: Any) -> None:
        child = serializers.IntegerField(min_value=1, max_value=BIGGEST)
        super().__init__(child=child, required=False, **options)


class WalkInSerializer(serializers.Serializer[Any]):
    """Somebody who is not in the directory; with an address, and agreed, they enter it."""

    name = serializers.CharField(max_length=150)
    email = serializers.EmailField(max_length=254, required=False, allow_blank=True)
    phone = serializers.CharField(max_length=32, required=False, allow_blank=True)
    has_agreed = serializers.BooleanField(default=False)

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        form = WalkInForm(attrs)
        if not form.is_valid():
            found = {name: [str(e) for e in errors] for name, errors in form.errors.items()}
            raise serializers.ValidationError(found)
        return {"walk_in": form.walk_in()}


class PromiseAtMeetingSerializer(PartiesSerializer):
    """Without an owner, it is mine. A walk-in is named by their place in `walk_ins`, from 0."""

    owner_walk_in = serializers.IntegerField(min_value=0, required=False, allow_null=True)
    promised_to_walk_in = serializers.IntegerField(min_value=0, required=False, allow_null=True)
    text = serializers.CharField(max_length=500)
    due_on = serializers.DateField()
    is_public = serializers.BooleanField(required=False)

    kinds = ("user", "leader", "walk_in")

    def party(self, attrs: dict[str, Any], role: str) -> Any:
        names = [f"{role}_{kind}" for kind in self.kinds]
        if role == "owner" and all(attrs.get(name) is None for name in names):
            attrs["owner_user"] = self.context["request"].user
        return super().party(attrs, role)

    def validate_due_on(self, day: Any) -> Any:
        if day < self.context["meeting"].local_starts_at.date():
            raise serializers.ValidationError(_("Choose a day that is not before the promise."))
        return day


class LogSerializer(serializers.Serializer[Any]):
    """One saving. What and whom it does not name stays as it was.

    `revision` is that of the minutes you started from: with it, what somebody else saved
    meanwhile is not overwritten. The same `nonce` twice is saved once.
    """

    leaders = serializers.PrimaryKeyRelatedField(
        many=True, queryset=Leader.objects.all(), required=False
    )
    absent_leaders = NumbersField()
    officers = serializers.PrimaryKeyRelatedField(
        many=True, queryset=User.objects.police(), required=False
    )
    absent_officers = NumbersField()
    walk_ins = WalkInSerializer(many=True, required=False, max_length=MOST_ROWS)  # type: ignore[call-arg]
    absent_walk_ins = NumbersField()
    others_count = serializers.IntegerField(min_value=0, max_value=100_000, required=False)
    minutes = serializers.CharField(
        max_length=LONGEST_MINUTES, required=False, allow_blank=True, help_text="Markdown."
    )
    revision = serializers.IntegerField(min_value=0, max_value=BIGGEST, required=False)
    promises = PromiseAtMeetingSerializer(  # type: ignore[call-arg]
        many=True, required=False, max_length=MOST_ROWS
    )
    nonce = serializers.UUIDField(default=uuid4)

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        walk_ins = [row["walk_in"] for row in attrs.pop("walk_ins", [])]
        is_public = self.context["meeting"].is_public
        made = [_made(row, walk_ins, is_public) for row in attrs.pop("promises", [])]
        return {"log": Log(**attrs, walk_ins=walk_ins, promises=made)}


def _made(row: dict[str, Any], walk_ins: Sequence[WalkIn], is_public: bool) -> PromiseMade:
    """As public as its meeting, unless it says otherwise."""
    for role in ROLES:
        if isinstance(row[role], int):
            if row[role] >= len(walk_ins):
                words = _("There is no walk-in with this number.")
                raise serializers.ValidationError({"promises": words})
            row[role] = walk_ins[row[role]]
    return PromiseMade(**{"is_public": is_public} | row)


class KnownWalkInSerializer(serializers.ModelSerializer[Attendance]):
    name = serializers.CharField(source="walk_in_name")

    class Meta:
        model = Attendance
        fields = ("id", "name")


class MeetingLogSerializer(serializers.ModelSerializer[Meeting]):
    """For the department: it names who came."""

    leaders = serializers.SerializerMethodField()
    officers = serializers.SerializerMethodField()
    walk_ins = serializers.SerializerMethodField()
    minutes = serializers.SerializerMethodField()
    revision = serializers.SerializerMethodField()
    promises = serializers.SerializerMethodField()

    class Meta:
        model = Meeting
        fields = (
            "id",
            "logged_at",
            "logged_by",
            "leaders",
            "officers",
            "walk_ins",
            "others_count",
            "minutes",
            "revision",
            "promises",
        )
        read_only_fields = fields

    def get_leaders(self, meeting: Meeting) -> list[int]:
        return [a.leader_id for a in meeting.attendances.all() if a.leader_id]

    def get_officers(self, meeting: Meeting) -> list[int]:
        return [a.user_id for a in meeting.attendances.all() if a.user_id]

    @extend_schema_field(KnownWalkInSerializer(many=True))
    def get_walk_ins(self, meeting: Meeting) -> Any:
        named = [a for a in meeting.attendances.all() if a.walk_in_name]
        return KnownWalkInSerializer(named, many=True).data

    def get_minutes(self, meeting: Meeting) -> str:
        minutes = _minutes(meeting)
        return minutes.text if minutes else ""

    def get_revision(self, meeting: Meeting) -> int:
        minutes = _minutes(meeting)
        return minutes.revision if minutes else 0

    @extend_schema_field(CommitmentSerializer(many=True))
    def get_promises(self, meeting: Meeting) -> Any:
        made = shown_to(self.context["request"].user).with_areas().filter(meeting=meeting)
        return CommitmentSerializer(made, many=True, context=self.context).data


def _minutes(meeting: Meeting) -> Minutes | None:
    return getattr(meeting, "minutes", None)


class LogViewSet(ActingViewSet[Meeting]):
    """The part of a meeting's calls that is about what happened."""

    @extend_schema(responses=MeetingLogSerializer)
    @action(detail=True, methods=["get"])
    def log(self, request: Request, pk: str) -> Response:
        """What is written down about the meeting."""
        return self._log(self.allowed_object("meetings.log_meeting"))

    @extend_schema(request=LogSerializer, responses=MeetingLogSerializer)
    @log.mapping.post
    def save_log(self, request: Request, pk: str) -> Response:
        """Who came, what was said, who promised what: saved together or not at all."""
        meeting = self.allowed_object("meetings.log_meeting")
        context = {**self.get_serializer_context(), "meeting": meeting}
        asked = LogSerializer(data=request.data, context=context)
        asked.is_valid(raise_exception=True)
        log_meeting(meeting=meeting, log=asked.validated_data["log"], by=self.actor)
        return self._log(meeting)

    def _log(self, meeting: Meeting) -> Response:
        rows = Meeting.objects.visible_to(self.request.user).prefetch_related("attendances")
        fresh = rows.select_related("minutes").get(pk=meeting.pk)
        context = self.get_serializer_context()
        return Response(MeetingLogSerializer(fresh, context=context).data)
