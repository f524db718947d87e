"""Minutes over the API: the same readers and rights as the page."""

from __future__ import annotations

import pytest

from meetings.actions.logging import Log, log_meeting
from meetings.actions.minutes import publish_minutes
from meetings.models import Minutes
from outbox.models import Message
from tests.factories.meetings import InvitationFactory, MeetingFactory, evening_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def logged(area, leader, officer):
    meeting = MeetingFactory(title="Beat meeting", areas=[area], starts_at=evening_in(-1))
    InvitationFactory(meeting=meeting, leader=leader)
    log_meeting(meeting=meeting, log=Log(leaders=[leader], minutes="**Dark** corner"), by=officer)
    return meeting


def path(meeting, step=""):
    return f"/api/v1/meetings/{meeting.pk}/minutes/{step}"


def post(client, meeting, step, **body):
    return client.post(path(meeting, step), body, content_type="application/json")


@pytest.mark.parametrize(
    ("is_published", "answers"),
    [(False, [404, 404, 200, 200]), (True, [200, 404, 200, 200])],
)
def test_minutes_answer(
    logged, officer, leader_client, stranger_client, officer_client, coordinator_client,
    is_published, answers,
):  # fmt: skip
    if is_published:
        publish_minutes(meeting=logged, by=officer, is_mailed=False)

    readers = [leader_client, stranger_client, officer_client, coordinator_client]

    assert [reader.get(path(logged)).status_code for reader in readers] == answers


def test_minutes_need_somebody_signed_in(client, logged, officer):
    publish_minutes(meeting=logged, by=officer, is_mailed=False)

    assert client.get(path(logged)).status_code == 403


def test_minutes_are_answered_as_they_were_typed(officer_client, logged):
    minutes = Minutes.objects.get()

    body = officer_client.get(path(logged)).json()

    assert body.pop("updated_at")
    assert body == {
        "meeting": logged.pk,
        "text": "**Dark** corner",
        "revision": minutes.revision,
        "published_at": None,
    }


def test_meeting_without_minutes_has_none(officer_client, area):
    assert officer_client.get(path(MeetingFactory(areas=[area]))).status_code == 404


@pytest.mark.parametrize(("is_mailed", "mails"), [(True, 1), (False, 0)])
def test_minutes_are_published(officer_client, logged, is_mailed, mails):
    answer = post(officer_client, logged, "publish/", is_mailed=is_mailed)

    assert (answer.status_code, answer.json()) == (200, {"mailed": mails})
    assert Message.objects.filter(kind="meetings.minutes").count() == mails


def test_minutes_are_taken_back(officer_client, logged, officer):
    publish_minutes(meeting=logged, by=officer, is_mailed=False)

    answer = post(officer_client, logged, "withdraw/")

    assert answer.json()["published_at"] is None
    assert not Minutes.objects.published().exists()


@pytest.mark.parametrize("step", ["publish/", "withdraw/"])
def test_leader_decides_nothing_about_minutes(leader_client, logged, officer, step):
    publish_minutes(meeting=logged, by=officer, is_mailed=False)

    assert post(leader_client, logged, step).status_code == 403


def test_nothing_is_published_where_nothing_was_written(officer_client, area):
    meeting = MeetingFactory(areas=[area], starts_at=evening_in(-1))

    answer = post(officer_client, meeting, "publish/")

    assert answer.status_code == 409
    assert not Minutes.objects.exists()
