"""What happens by itself, each once, and none of it an answer."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from accounts.models import Role
from concerns import tasks
from concerns.actions import answers, closing, timed
from concerns.models import Concern
from outbox.models import Message
from tests.factories.accounts import UserFactory
from tests.factories.concerns import ConcernFactory

NOW = timezone.now()
LONG_AGO = NOW - timedelta(hours=80)


def told(kind):
    return list(
        Message.objects.filter(kind=kind).order_by("address").values_list("address", flat=True)
    )


def test_owner_is_told_once(officer):
    ConcernFactory(raised_at=LONG_AGO, owner=officer)
    for _ in range(3):
        timed.escalate_overdue(at=NOW)

    assert told("concerns.overdue") == ["officer@example.org"]


def test_coordinators_are_told_a_day_later(officer, coordinator):
    concern = ConcernFactory(raised_at=LONG_AGO, owner=officer)
    timed.escalate_overdue(at=concern.due_at + timedelta(hours=23))
    assert told("concerns.escalated") == []

    for hours in (24, 25, 100):
        timed.escalate_overdue(at=concern.due_at + timedelta(hours=hours))

    assert told("concerns.escalated") == ["coordinator@example.org"]


@pytest.mark.parametrize("owner", [None, "gone"])
def test_coordinators_are_told_at_once_where_nobody_owns_it(coordinator, owner):
    gone = UserFactory(role=Role.OFFICER, is_active=False) if owner else None
    ConcernFactory(raised_at=LONG_AGO, owner=gone)
    timed.escalate_overdue(at=NOW)

    assert (told("concerns.escalated"), told("concerns.overdue")) == (
        ["coordinator@example.org"],
        [],
    )


def test_many_late_answers_are_one_mail(officer):
    concerns = [ConcernFactory(raised_at=LONG_AGO, owner=officer) for _ in range(25)]
    timed.escalate_overdue(at=NOW)

    message = Message.objects.get(kind="concerns.overdue")
    assert concerns[0].reference in message.subject
    assert "And 5 more." in message.text


@pytest.mark.parametrize(
    "values", [{"answered": True}, {"waiting": True}, {"closed": True}, {"raised_at": NOW}]
)
def test_nobody_is_told_where_no_answer_is_late(officer, coordinator, values):
    ConcernFactory(**{"raised_at": LONG_AGO, "owner": officer} | values)

    assert timed.escalate_overdue(at=NOW) == 0
    assert not Message.objects.exists()


def test_reopened_concern_is_escalated_anew(officer):
    concern = ConcernFactory(closed=True, raised_at=LONG_AGO, owner=officer)
    closing.reopen(concern=concern, reason="Again.", at=NOW)
    timed.escalate_overdue(at=NOW + timedelta(hours=73))

    assert told("concerns.overdue") == ["officer@example.org"]


def test_nothing_automatic_stops_the_clock(officer, coordinator):
    """Everything that is sent by itself, for two weeks."""
    concern = ConcernFactory(
        raised_at=LONG_AGO, owner=officer, reporter={"email": "rosa@example.org"}
    )
    for hours in range(0, 24 * 14, 12):
        at = NOW + timedelta(hours=hours)
        timed.escalate_overdue(at=at)
        timed.resume_due(at=at)
        timed.ask_whether_it_lasted(at=at)

    concern.refresh_from_db()
    assert concern.owes_answer
    assert (concern.answered_at, concern.first_answered_at) == (None, None)


def test_pause_ends_by_itself_and_the_clock_goes_on(officer):
    concern = ConcernFactory(waiting=True, raised_at=LONG_AGO, owner=officer)
    until, due = concern.paused_until, concern.due_at
    timed.resume_due(at=until - timedelta(minutes=1))
    assert Concern.objects.waiting().exists()

    # Late by a day: the pause lasted no longer for it.
    timed.resume_due(at=until + timedelta(days=1))

    concern.refresh_from_db()
    assert concern.state == "in_progress"
    assert concern.due_at == due + (until - LONG_AGO - timedelta(minutes=10))


def closed(days, **values):
    at = NOW - timedelta(days=days)
    return ConcernFactory(
        **{
            "closed": True,
            "raised_at": at,
            "closed_at": at + timedelta(hours=1),
            "reporter": {"email": "rosa@example.org"},
        }
        | values
    )


def test_raiser_is_asked_once_after_four_weeks(db):
    concern = closed(29)
    for _ in range(2):
        timed.ask_whether_it_lasted(at=NOW)

    assert told("concerns.lasted") == ["rosa@example.org"]
    concern.refresh_from_db()
    assert concern.lasted_asked_at == NOW


@pytest.mark.parametrize(
    "values",
    [
        {"days": 27},
        {"days": 60},
        {"days": 29, "outcome": "referred"},
        {"days": 29, "outcome": "not_possible"},
        {"days": 29, "reporter": None},
        {"days": 29, "lasted_asked_at": NOW},
    ],
)
def test_nobody_is_asked_too_early_too_late_or_in_vain(db, values):
    closed(**values)

    assert timed.ask_whether_it_lasted(at=NOW) == 0


def test_anonymous_raiser_is_asked_on_their_page(db):
    concern = closed(29, anonymous=True, reporter=None)
    timed.ask_whether_it_lasted(at=NOW)

    concern.refresh_from_db()
    assert (concern.lasted_asked_at, told("concerns.lasted")) == (NOW, [])


@pytest.mark.parametrize(("has_lasted", "event"), [(True, "lasted"), (False, "recurred")])
def test_answer_whether_it_lasted(officer, has_lasted, event):
    concern = closed(29, lasted_asked_at=NOW, owner=officer)
    for _ in range(2):
        closing.say_whether_it_lasted(concern=concern, has_lasted=has_lasted)

    concern.refresh_from_db()
    assert concern.has_lasted == has_lasted
    assert list(concern.updates.values_list("event", flat=True)) == [event]
    assert told("concerns.recurred") == ([] if has_lasted else ["officer@example.org"])


def test_answer_without_the_question_is_refused(db):
    with pytest.raises(ValidationError, match="no such question"):
        closing.say_whether_it_lasted(concern=closed(29), has_lasted=True)


def test_late_concern_is_no_longer_late_once_answered(officer):
    concern = ConcernFactory(raised_at=LONG_AGO, owner=officer)
    answers.reply(concern=concern, text="Sorry, late.", by=officer, at=NOW)

    concern.refresh_from_db()
    assert not concern.is_overdue(NOW)
    assert not Concern.objects.answered_in_time().exists()


@pytest.mark.parametrize(
    "task", [tasks.escalate_overdue, tasks.ask_whether_it_lasted, tasks.resume_due]
)
def test_task_runs_with_nothing_to_do(db, task):
    task()

    assert not Message.objects.exists()


def test_every_task_is_on_the_schedule(settings):
    scheduled = {entry["task"] for entry in settings.CELERY_BEAT_SCHEDULE.values()}

    assert {name for name in scheduled if name.startswith("concerns.")} == {
        "concerns.escalate_overdue",
        "concerns.ask_whether_it_lasted",
        "concerns.resume_due",
        "concerns.forget_raisers",
    }


@pytest.mark.parametrize("count", [1, 3])
def test_escalation_takes_as_many_queries_for_many(
    officer, coordinator, django_assert_max_num_queries, count
):
    for _ in range(count):
        ConcernFactory(raised_at=LONG_AGO, owner=officer)

    with django_assert_max_num_queries(24):
        timed.escalate_overdue(at=NOW)
