"""Writing down what happened: attendance, minutes, promises; once, and together or not at all."""

from __future__ import annotations

import threading
from datetime import UTC, date, datetime
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.db import connection

from leaders.models import Leader
from meetings.actions.logging import (
    Log,
    PromiseMade,
    WalkIn,
    log_meeting,
    start_unplanned_meeting,
)
from meetings.errors import LogChanged, MeetingCancelled, MinutesChanged
from meetings.models import Attendance, Commitment, LogEntry, Meeting, Minutes
from tests.factories.accounts import UserFactory
from tests.factories.leaders import LeaderFactory
from tests.factories.meetings import MeetingFactory, evening_in

DUE = date(2030, 5, 1)


@pytest.fixture
def meeting(area):
    return MeetingFactory(title="Beat meeting", areas=[area], starts_at=evening_in(-1))


def came(meeting):
    return sorted(str(attendance) for attendance in meeting.attendances.all())


def test_first_log_says_who_and_when(meeting, officer):
    at = datetime(2026, 5, 1, 20, tzinfo=UTC)

    log_meeting(meeting=meeting, log=Log(others_count=4), by=officer, at=at)

    meeting.refresh_from_db()
    assert (meeting.logged_at, meeting.logged_by, meeting.others_count) == (at, officer, 4)


def test_amendment_keeps_who_logged_first(meeting, officer, coordinator):
    log_meeting(meeting=meeting, log=Log(others_count=4), by=officer)
    log_meeting(meeting=meeting, log=Log(), by=coordinator)

    meeting.refresh_from_db()
    assert (meeting.logged_by, meeting.others_count) == (officer, 4)
    assert [entry.logged_by for entry in meeting.log_entries.all()] == [coordinator, officer]


def test_attendance_names_leaders_officers_and_walk_ins(meeting, officer, leader):
    log = Log(leaders=[leader], officers=[officer], walk_ins=[WalkIn(name="Wanda")])

    log_meeting(meeting=meeting, log=log, by=officer)

    assert came(meeting) == ["Lena Leader", "Omar Officer", "Wanda"]


def test_only_those_named_absent_are_taken_off(meeting, officer, leader):
    colleagues_addition = LeaderFactory(name="Added elsewhere")
    log_meeting(meeting=meeting, log=Log(leaders=[leader, colleagues_addition]), by=officer)

    log_meeting(meeting=meeting, log=Log(absent_leaders=[leader.pk]), by=officer)

    assert came(meeting) == ["Added elsewhere"]


def test_absent_officers_and_walk_ins_are_taken_off(meeting, officer):
    log = Log(officers=[officer], walk_ins=[WalkIn(name="Wanda"), WalkIn(name="Willem")])
    log_meeting(meeting=meeting, log=log, by=officer)
    wanda = Attendance.objects.get(walk_in_name="Wanda")

    log = Log(absent_officers=[officer.pk], absent_walk_ins=[wanda.pk])
    log_meeting(meeting=meeting, log=log, by=officer)

    assert came(meeting) == ["Willem"]


def test_leader_recorded_twice_came_once(meeting, officer, leader):
    log_meeting(meeting=meeting, log=Log(leaders=[leader]), by=officer)
    log_meeting(meeting=meeting, log=Log(leaders=[leader]), by=officer)

    assert came(meeting) == ["Lena Leader"]


def test_walk_in_with_an_address_enters_the_directory(meeting, officer, area):
    walk_in = WalkIn(name="Wanda Walker", email="wanda@example.org", has_agreed=True)
    at = datetime(2026, 5, 2, 1, tzinfo=UTC)  # Still May 1 in New York.

    log_meeting(meeting=meeting, log=Log(walk_ins=[walk_in]), by=officer, at=at)

    wanda = Leader.objects.get(email="wanda@example.org")
    assert (wanda.consent_on, wanda.consent_note) == (
        date(2026, 5, 1),
        "Said so at “Beat meeting”",
    )
    assert (list(wanda.areas.all()), came(meeting)) == ([area], ["Wanda Walker"])


def test_walk_in_who_is_in_the_directory_is_not_entered_twice(meeting, officer, leader):
    walk_in = WalkIn(name="L. Leader", email="LEADER@example.org", has_agreed=True)

    log_meeting(meeting=meeting, log=Log(walk_ins=[walk_in]), by=officer)

    assert came(meeting) == ["Lena Leader"]


def test_walk_in_with_a_wrong_phone_leaves_everything_as_it_was(meeting, officer):
    log = Log(minutes="Said.", walk_ins=[WalkIn(name="Wanda", phone="12", has_agreed=True)])

    with pytest.raises(ValidationError):
        log_meeting(meeting=meeting, log=log, by=officer)

    assert (Minutes.objects.count(), Attendance.objects.count(), LogEntry.objects.count()) == (
        0,
        0,
        0,
    )


def test_promises_become_commitments_of_the_meeting(meeting, officer, leader, area):
    log = Log(
        promises=[
            PromiseMade(text="Fix the light", owner=officer, promised_to=leader, due_on=DUE),
            PromiseMade(text="Bring a list", owner=leader, promised_to=officer, due_on=DUE),
        ]
    )

    log_meeting(meeting=meeting, log=log, by=officer)

    made = [
        (c.text, c.owner, c.promised_to, c.due_on, c.meeting, list(c.areas.all()), c.created_by)
        for c in Commitment.objects.order_by("pk")
    ]
    assert made == [
        ("Fix the light", officer, leader, DUE, meeting, [area], officer),
        ("Bring a list", leader, officer, DUE, meeting, [area], officer),
    ]


def test_walk_in_who_is_promised_something_enters_the_directory(meeting, officer):
    wanda = WalkIn(name="Wanda Walker")
    promise = PromiseMade(text="Call back", owner=officer, promised_to=wanda, due_on=DUE)

    log_meeting(meeting=meeting, log=Log(walk_ins=[wanda], promises=[promise]), by=officer)

    assert Commitment.objects.get().promised_to_leader == Leader.objects.get(name="Wanda Walker")


def test_minutes_keep_each_revision(meeting, officer):
    log_meeting(meeting=meeting, log=Log(minutes=" First.\r\nLine two. ", revision=0), by=officer)
    log_meeting(meeting=meeting, log=Log(minutes="Second.", revision=1), by=officer)

    events = Minutes.pgh_event_model.objects.order_by("pgh_id").values_list("text", "revision")
    assert list(events) == [("First.\nLine two.", 1), ("Second.", 2)]


def test_minutes_that_say_the_same_stay_the_same_revision(meeting, officer):
    log_meeting(meeting=meeting, log=Log(minutes="First.", revision=0), by=officer)
    log_meeting(meeting=meeting, log=Log(minutes="First.", revision=0), by=officer)

    assert meeting.minutes.revision == 1


def test_minutes_from_an_older_revision_are_refused_with_the_newer_text(
    meeting, officer, coordinator
):
    log_meeting(meeting=meeting, log=Log(minutes="Theirs.", revision=0), by=coordinator)

    with pytest.raises(MinutesChanged) as refusal:
        log_meeting(
            meeting=meeting, log=Log(minutes="Mine.", revision=0, others_count=9), by=officer
        )

    meeting.refresh_from_db()
    assert (refusal.value.minutes.text, refusal.value.code) == ("Theirs.", "conflict")
    assert (meeting.minutes.text, meeting.others_count) == ("Theirs.", 0)


def test_log_without_minutes_leaves_them(meeting, officer):
    log_meeting(meeting=meeting, log=Log(minutes="First."), by=officer)
    log_meeting(meeting=meeting, log=Log(minutes=None), by=officer)

    assert meeting.minutes.text == "First."


def test_empty_minutes_write_nothing(meeting, officer):
    log_meeting(meeting=meeting, log=Log(minutes="  "), by=officer)

    assert Minutes.objects.count() == 0


def test_same_form_twice_is_saved_once(meeting, officer, leader):
    promise = PromiseMade(text="Fix", owner=officer, promised_to=leader, due_on=DUE)
    log = Log(walk_ins=[WalkIn(name="Wanda")], promises=[promise], nonce=uuid4())

    log_meeting(meeting=meeting, log=log, by=officer)
    log_meeting(meeting=meeting, log=log, by=officer)

    assert (Commitment.objects.count(), came(meeting)) == (1, ["Wanda"])


def test_same_form_with_other_words_is_refused(meeting, officer):
    nonce = uuid4()
    log_meeting(meeting=meeting, log=Log(minutes="One.", nonce=nonce), by=officer)

    with pytest.raises(LogChanged):
        log_meeting(meeting=meeting, log=Log(minutes="Two.", nonce=nonce), by=officer)

    assert meeting.minutes.text == "One."


def test_cancelled_meeting_is_not_logged(meeting, officer):
    meeting.status, meeting.cancelled_at = Meeting.Status.CANCELLED, meeting.starts_at
    meeting.save()

    with pytest.raises(MeetingCancelled) as refusal:
        log_meeting(meeting=meeting, log=Log(), by=officer)

    assert refusal.value.code == "conflict"


@pytest.mark.django_db(transaction=True)
def test_same_form_at_the_same_moment_is_saved_once(meeting, officer, leader):
    promise = PromiseMade(text="Fix", owner=officer, promised_to=leader, due_on=DUE)
    log = Log(walk_ins=[WalkIn(name="Wanda")], promises=[promise], nonce=uuid4())

    at_once(lambda: log_meeting(meeting=meeting, log=log, by=officer), times=4)

    assert (Commitment.objects.count(), LogEntry.objects.count()) == (1, 1)


def unplanned(officer, area, nonce):
    return start_unplanned_meeting(
        title="On the corner",
        kind="outreach",
        areas=[area],
        starts_at=evening_in(0),
        place="Corner",
        nonce=nonce,
        by=officer,
    )


def test_unplanned_meeting_is_not_public_by_itself(officer, area):
    meeting = unplanned(officer, area, uuid4())

    assert (meeting.status, meeting.is_public, meeting.host, meeting.timezone) == (
        "published",
        False,
        officer,
        officer.timezone,
    )
    assert (list(meeting.areas.all()), meeting.logged_at) == ([area], None)


@pytest.mark.django_db(transaction=True)
def test_unplanned_meeting_started_twice_at_the_same_moment_is_one(officer, area):
    nonce = uuid4()

    meetings = at_once(lambda: unplanned(officer, area, nonce), times=4)

    assert {meeting.pk for meeting in meetings} == {Meeting.objects.get().pk}


def at_once(call, times):
    results = []

    def run():
        try:
            results.append(call())
        finally:
            connection.close()

    threads = [threading.Thread(target=run) for _ in range(times)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(results) == times
    return results


def test_walk_in_is_not_confused_with_an_officer_of_the_same_name(meeting, officer):
    namesake = WalkIn(name="Omar Officer")

    log_meeting(meeting=meeting, log=Log(officers=[officer], walk_ins=[namesake]), by=officer)

    assert came(meeting) == ["Omar Officer", "Omar Officer"]
    assert UserFactory._meta.model.objects.filter(name="Omar Officer").count() == 1
