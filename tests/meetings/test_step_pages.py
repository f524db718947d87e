from __future__ import annotations

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from meetings.models import Meeting
from outbox.models import Message
from tests.factories.meetings import InvitationFactory, MeetingFactory, evening_in

NEW_YORK = ZoneInfo("America/New_York")
NOW = timezone.now()
DAY = evening_in(14).date()


def errors(response) -> dict[str, list[str]]:
    return response.context["form"].errors


STEPS = {
    "publish": {"status": "draft"},
    "move": {},
    "cancel": {},
    "delete": {"status": "draft"},
    "invite": {},
    "edit": {},
}


@pytest.mark.parametrize("step", STEPS)
@pytest.mark.parametrize(
    ("who", "status"),
    [
        ("officer_client", 200),
        ("coordinator_client", 200),
        ("administrator_client", 200),
        ("elsewhere_client", 403),
        ("leader_client", 403),
    ],
)
def test_step_is_for_those_who_run_the_meeting(step, who, status, area, request):
    meeting = MeetingFactory(areas=[area], **STEPS[step])
    expected = 404 if who == "leader_client" and meeting.status == "draft" else status

    client = request.getfixturevalue(who)

    assert client.get(f"/meetings/{meeting.pk}/{step}/").status_code == expected


@pytest.mark.parametrize("step", STEPS)
def test_step_changes_nothing_by_being_opened(step, coordinator_client, area):
    meeting = MeetingFactory(areas=[area], **STEPS[step])
    before = Meeting.objects.values().get(pk=meeting.pk)

    coordinator_client.get(f"/meetings/{meeting.pk}/{step}/")

    assert Meeting.objects.values().get(pk=meeting.pk) == before


def test_publish_page_publishes(coordinator_client):
    meeting = MeetingFactory(status="draft")
    InvitationFactory(meeting=meeting)

    response = coordinator_client.post(f"/meetings/{meeting.pk}/publish/", follow=True)

    meeting.refresh_from_db()
    assert (meeting.status, Message.objects.count()) == ("published", 1)
    assert "The meeting is published." in response.content.decode()


def test_publish_page_twice_says_that_it_is_published(coordinator_client):
    meeting = MeetingFactory()

    response = coordinator_client.post(f"/meetings/{meeting.pk}/publish/")

    assert "This meeting is published already." in str(errors(response))


@pytest.mark.parametrize(
    ("fields", "invited", "words"),
    [
        ({}, False, "Nobody is invited yet."),
        ({}, True, "invitations go out at once"),
        ({"invite_at": evening_in(3)}, True, "Invitations go out at their time."),
    ],
)
def test_publish_page_says_what_follows(coordinator_client, fields, invited, words):
    meeting = MeetingFactory(status="draft", **fields)
    if invited:
        InvitationFactory(meeting=meeting)

    content = coordinator_client.get(f"/meetings/{meeting.pk}/publish/").content.decode()

    assert words in content


def test_move_page_moves(coordinator_client):
    meeting = MeetingFactory(place="Church")
    InvitationFactory(meeting=meeting, sent_at=NOW)
    data = {
        "day": (DAY + timedelta(days=1)).isoformat(),
        "starts": "18:00",
        "ends": "19:00",
        "timezone": "America/New_York",
        "place": "Church",
        "address": "",
    }

    coordinator_client.post(f"/meetings/{meeting.pk}/move/", data)

    meeting.refresh_from_db()
    assert meeting.local_starts_at == datetime.combine(
        DAY + timedelta(days=1), time(18), tzinfo=NEW_YORK
    )
    assert Message.objects.get().kind == "meetings.moved"


def test_cancel_page_wants_a_reason(coordinator_client):
    meeting = MeetingFactory()

    response = coordinator_client.post(f"/meetings/{meeting.pk}/cancel/", {"reason": " "})

    meeting.refresh_from_db()
    assert list(errors(response)) == ["reason"]
    assert meeting.status == "published"


def test_cancel_page_cancels(coordinator_client):
    meeting = MeetingFactory()

    coordinator_client.post(f"/meetings/{meeting.pk}/cancel/", {"reason": "Flooded"})

    meeting.refresh_from_db()
    assert (meeting.status, meeting.cancel_reason) == ("cancelled", "Flooded")


def test_cancel_page_of_a_cancelled_meeting_says_so(coordinator_client):
    meeting = MeetingFactory(status="cancelled", cancelled_at=NOW)

    response = coordinator_client.post(f"/meetings/{meeting.pk}/cancel/", {"reason": "Flooded"})

    assert "This meeting is cancelled." in str(errors(response))


def test_delete_page_deletes_a_draft(coordinator_client):
    meeting = MeetingFactory(status="draft")

    response = coordinator_client.post(f"/meetings/{meeting.pk}/delete/")

    assert (response.url, Meeting.objects.count()) == ("/meetings/", 0)
