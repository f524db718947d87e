"""What everybody may know of an area: its officers, meetings, promises, concerns."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.models import AnonymousUser
from django.db.models import Case, CharField, F, Value, When, Window
from django.db.models.functions import RowNumber
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from concerns import openness
from concerns.models import Concern, Priority
from concerns.small_numbers import Breakdown
from home.outline import Outline
from initiatives.models import Initiative
from leaders.models import Area
from meetings import follow_through
from meetings.models import Commitment, Invitation, Meeting
from meetings.querysets import CommitmentQuerySet, MeetingQuerySet

MEETINGS_SHOWN, PROMISES_SHOWN, PRIORITIES_SHOWN, ANSWERED_SHOWN = 4, 5, 10, 5
INITIATIVES_SHOWN = 5


@dataclass(frozen=True)
class AreaPage:
    """Public facts of one area; promises are shown without the names of leaders."""

    area: Area
    outline: Outline | None
    officers: Collection[User]
    meetings: Collection[Meeting]
    own_invitation: Invitation | None
    kept: Collection[Commitment]
    open: Collection[Commitment]
    disputed: Collection[Commitment]
    police_record: follow_through.FollowThrough
    leaders_record: follow_through.FollowThrough
    priorities: Collection[Priority]
    may_set_priorities: bool
    may_vote: bool
    ordered_with: openness.OrderedWith | None
    counted_to: datetime
    open_concerns: Breakdown
    answers: openness.Answers
    said_and_done: Collection[Concern]
    initiatives: Collection[Initiative]

    @property
    def lead(self) -> str:
        """One sentence that says how things stand."""
        if not self.meetings:
            return _("Who your officers are, and what was promised.")
        return _("Who your officers are, when you can meet them, and what was promised.")


def build(area: Area, user: User | AnonymousUser, at: datetime) -> AreaPage:
    next_ones = list(coming(area, user, at).in_brief()[:MEETINGS_SHOWN])
    today = timezone.localdate(at)
    promises = Commitment.objects.visible_to(user).filter(is_public=True).in_areas([area])
    police_record, leaders_record = follow_through.of_both_sides(promises, today)
    shown = _first_of_each_state(promises.without_people())
    counted_to = openness.as_of(at)
    agreed = Priority.objects.visible_to(user).in_areas([area]).for_list().with_vote_count()
    priorities = list(agreed[:PRIORITIES_SHOWN])
    return AreaPage(
        area=area,
        outline=Outline.of(area.boundary),
        officers=area.officers.active().only("name", "job_title", "phone", "email"),
        meetings=next_ones,
        own_invitation=_own_invitation(user, next_ones),
        kept=[promise for promise in shown if promise.state == "kept"],
        open=[promise for promise in shown if promise.state in {"open", "done"}],
        disputed=[promise for promise in shown if promise.state == "disputed"],
        police_record=police_record,
        leaders_record=leaders_record,
        priorities=priorities,
        may_set_priorities=user.has_perm("concerns.set_priorities"),
        may_vote=user.has_perm("concerns.vote_on_priorities", area),
        ordered_with=openness.ordered_with(priorities),
        counted_to=counted_to,
        open_concerns=openness.open_concerns(area, counted_to),
        answers=openness.answers(area, counted_to),
        said_and_done=list(openness.published(area)[:ANSWERED_SHOWN]),
        initiatives=list(
            Initiative.objects.visible_to(user)
            .public()
            .in_areas([area])
            .sorted_by("stage")
            .without_long_texts()[:INITIATIVES_SHOWN]
        ),
    )


def coming(area: Area, user: User | AnonymousUser, at: datetime) -> MeetingQuerySet:
    """The public meetings that are still to come, next one first."""
    return (
        Meeting.objects.visible_to(user)
        .filter(is_public=True)
        .published()
        .upcoming(at)
        .in_areas([area])
        .order_by("starts_at")
    )


def _first_of_each_state(promises: CommitmentQuerySet) -> list[Commitment]:
    """In one query: those kept last, and of the open and the disputed ones those due first."""
    shown_as = Case(
        When(state="done", then=Value("open")), default=F("state"), output_field=CharField()
    )
    kept_at = Case(When(state="kept", then=F("closed_at")))
    place = Window(
        RowNumber(), partition_by=shown_as, order_by=[kept_at.desc(), F("due_on"), F("pk")]
    )
    listed = promises.filter(state__in=["open", "done", "disputed", "kept"])
    return list(listed.annotate(place=place).filter(place__lte=PROMISES_SHOWN).order_by("place"))


def _own_invitation(user: User | AnonymousUser, coming: list[Meeting]) -> Invitation | None:
    if not (user.is_authenticated and coming):
        return None
    return Invitation.objects.filter(
        leader__user=user, meeting=coming[0], withdrawn_at=None
    ).first()
