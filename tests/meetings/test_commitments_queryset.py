"""Which promises exist for whom, and which are open, late or kept on time."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from meetings.models import Commitment
from tests.factories.accounts import UserFactory
from tests.factories.leaders import AreaFactory, LeaderFactory
from tests.factories.meetings import CommitmentFactory, MeetingFactory, evening_in


def texts(commitments):
    return sorted(commitment.text for commitment in commitments)


def leaders_promise(leader, **fields):
    fields.setdefault("promised_to_user", UserFactory(role="officer"))
    return CommitmentFactory(
        owner_user=None, owner_leader=leader, promised_to_leader=None, **fields
    )


def put(commitment, **fields):
    Commitment.objects.filter(pk=commitment.pk).update(**fields)
    return commitment


def kept(done_at=None, closed_at=None, **fields):
    commitment = CommitmentFactory(**fields)
    return put(
        commitment,
        state="kept",
        done_at=done_at,
        closed_at=closed_at or timezone.now(),
        confirmed_by_leader=commitment.promised_to_leader,
    )


@pytest.fixture
def promises(db, leader):
    CommitmentFactory(text="public")
    CommitmentFactory(text="private", is_public=False)
    CommitmentFactory(text="to leader", is_public=False, promised_to_leader=leader)
    leaders_promise(leader, text="by leader", is_public=False)


@pytest.mark.parametrize(
    ("persona", "seen"),
    [
        ("anonymous", ["public"]),
        ("stranger", ["public"]),
        ("leader_user", ["by leader", "public", "to leader"]),
        ("officer", ["by leader", "private", "public", "to leader"]),
        ("coordinator", ["by leader", "private", "public", "to leader"]),
        ("administrator", ["by leader", "private", "public", "to leader"]),
    ],
)
def test_visible_to_each_persona(request, promises, persona, seen):
    user = AnonymousUser() if persona == "anonymous" else request.getfixturevalue(persona)

    assert texts(Commitment.objects.visible_to(user)) == seen


def in_each_state(**fields):
    leader = LeaderFactory()
    closed = {"closed_at": timezone.now()}
    extra = {
        "done": {"done_at": timezone.now()},
        "kept": {**closed, "confirmed_by_leader": leader},
        "withdrawn": closed,
    }
    for state in Commitment.State.values:
        CommitmentFactory(
            text=state, state=state, promised_to_leader=leader, **extra.get(state, {}), **fields
        )


@pytest.mark.parametrize(
    ("adjective", "states"),
    [
        ("open", ["disputed", "done", "open"]),
        ("to_do", ["disputed", "open"]),
        ("to_confirm", ["done"]),
    ],
)
def test_adjective_selects_states(db, adjective, states):
    in_each_state()

    assert texts(getattr(Commitment.objects.all(), adjective)()) == states


def test_overdue_from_the_day_after_the_due_date(db):
    in_each_state(due_on=date(2026, 5, 1))

    assert texts(Commitment.objects.all().overdue(on=date(2026, 5, 1))) == []
    assert texts(Commitment.objects.all().overdue(on=date(2026, 5, 2))) == ["disputed", "open"]


def test_due_by_includes_the_day_itself(db):
    CommitmentFactory(text="that day", due_on=date(2026, 5, 1))
    CommitmentFactory(text="day after", due_on=date(2026, 5, 2))

    assert texts(Commitment.objects.all().due_by(date(2026, 5, 1))) == ["that day"]


def test_sides_are_told_apart(db, leader, officer):
    CommitmentFactory(text="police", owner_user=officer)
    leaders_promise(leader, text="leader")

    assert texts(Commitment.objects.all().made_by_police()) == ["police"]
    assert texts(Commitment.objects.all().made_by_leaders()) == ["leader"]


def test_made_by_and_to_find_accounts_and_their_leaders(db, leader, leader_user, officer):
    CommitmentFactory(text="officer to leader", owner_user=officer, promised_to_leader=leader)
    leaders_promise(leader, text="leader to officer", promised_to_user=officer)
    CommitmentFactory(text="others")

    assert texts(Commitment.objects.all().made_by(officer)) == ["officer to leader"]
    assert texts(Commitment.objects.all().made_by(leader_user)) == ["leader to officer"]
    assert texts(Commitment.objects.all().made_to(officer)) == ["leader to officer"]
    assert texts(Commitment.objects.all().made_to(leader_user)) == ["officer to leader"]
    assert texts(Commitment.objects.all().made_to_leader(leader)) == ["officer to leader"]


def test_in_areas_finds_a_promise_of_two_areas_once(db, area):
    south = AreaFactory()
    CommitmentFactory(text="both", areas=[area, south])
    CommitmentFactory(text="elsewhere", areas=[AreaFactory()])

    assert texts(Commitment.objects.all().in_areas([area, south])) == ["both"]


@pytest.mark.parametrize(
    ("done_at", "closed_at", "on_time"),
    [
        # Due May 1 in New York, which is UTC-4: the day ends at 04:00 UTC on May 2.
        (datetime(2026, 5, 2, 3, 59, tzinfo=UTC), datetime(2026, 6, 1, tzinfo=UTC), 1),
        (datetime(2026, 5, 2, 4, 0, tzinfo=UTC), datetime(2026, 6, 1, tzinfo=UTC), 0),
        (None, datetime(2026, 5, 2, 3, 59, tzinfo=UTC), 1),
        (None, datetime(2026, 5, 2, 4, 0, tzinfo=UTC), 0),
    ],
    ids=["done in time", "done late", "confirmed in time", "confirmed late"],
)
def test_kept_on_time_by_the_departments_calendar(db, done_at, closed_at, on_time):
    kept(done_at, closed_at, due_on=date(2026, 5, 1))

    with timezone.override("Asia/Tokyo"):
        assert Commitment.objects.all().kept_on_time().count() == on_time


def test_agenda_shows_open_promises_of_its_areas_made_before(db, area):
    meeting = MeetingFactory(areas=[area], starts_at=evening_in(14))
    in_each_state(areas=[area])
    CommitmentFactory(text="made there", areas=[area], meeting=meeting)
    CommitmentFactory(text="elsewhere", areas=[AreaFactory()])
    CommitmentFactory(
        text="made later", areas=[area], created_at=meeting.ends_at + timedelta(minutes=1)
    )

    assert texts(Commitment.objects.all().for_agenda(meeting)) == ["disputed", "done", "open"]
