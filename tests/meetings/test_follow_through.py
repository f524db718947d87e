from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from meetings import follow_through
from meetings.follow_through import FollowThrough
from meetings.models import Commitment
from tests.factories.meetings import CommitmentFactory

TODAY = date(2026, 6, 15)


def promise(*, state: str, due_on: date = TODAY - timedelta(days=5), late: bool = False):
    commitment = CommitmentFactory.build(state=state, due_on=due_on)
    commitment.owner_user.save()
    commitment.promised_to_leader.save()
    done = due_on + timedelta(days=1 if late else -1)
    commitment.done_at = datetime.combine(done, datetime.min.time(), UTC) + timedelta(hours=16)
    commitment.closed_at = commitment.done_at
    if state == "kept":
        commitment.confirmed_by_leader = commitment.promised_to_leader
    commitment.save()
    return commitment


@pytest.mark.django_db
def test_follow_through_counts_kept_on_time_among_due():
    promise(state="kept")
    promise(state="kept", late=True)
    promise(state="disputed")
    promise(state="open", due_on=TODAY + timedelta(days=1))
    promise(state="withdrawn")

    assert follow_through.of(Commitment.objects.all(), TODAY) == FollowThrough(1, 3)


@pytest.mark.django_db
def test_follow_through_of_nothing_has_no_rate():
    record = follow_through.of(Commitment.objects.all(), TODAY)

    assert (record.due, record.rate, record.interval, record.percent) == (0, None, None, None)


def test_wilson_interval_matches_the_published_example():
    low, high = FollowThrough(kept_on_time=6, due=32).interval

    assert (round(low, 6), round(high, 6)) == (0.088895, 0.353092)


def test_wilson_interval_of_all_kept_stays_below_one():
    record = FollowThrough(kept_on_time=3, due=3)

    assert record.interval_percent == (44, 100)


@pytest.mark.django_db
def test_follow_through_of_both_sides_counts_each_as_by_itself(leader, officer):
    promise(state="kept")
    promise(state="disputed")
    CommitmentFactory(
        owner_user=None, owner_leader=leader, promised_to_leader=None, promised_to_user=officer,
        due_on=TODAY - timedelta(days=1),
    )  # fmt: skip
    both = follow_through.of_both_sides(Commitment.objects.all(), TODAY)

    assert both == [FollowThrough(1, 2), FollowThrough(0, 1)]
