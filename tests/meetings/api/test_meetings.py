from __future__ import annotations

import pytest

from meetings.models import Meeting
from outbox.models import Message
from tests.factories.leaders import LeaderFactory
from tests.factories.meetings import InvitationFactory, MeetingFactory, evening_in

pytestmark = pytest.mark.django_db
URL = "/api/v1/meetings/"


@pytest.fixture
def new(area):
    return {
        "title": "Lighting walk",
        "kind": "walk",
        "areas": [area.pk],
        "starts_at": "2030-03-07T19:00:00-05:00",
        "ends_at": "2030-03-07T20:30:00-05:00",
        "timezone": "America/New_York",
        "place": "Library",
        "capacity": 20,
    }


def post(client, path, data=None):
    return client.post(path, data or {}, content_type="application/json")


def test_create_plans_a_draft_with_the_usual_agenda(officer_client, officer, new):
    response = post(officer_client, URL, new)

    assert response.status_code == 201
    body = response.json()
    assert (body["status"], body["host"], len(body["agenda"])) == ("draft", officer.pk, 5)


def test_create_takes_an_area_by_its_code(officer_client, area, new):
    body = post(officer_client, URL, new | {"areas": ["NORTH"]}).json()

    assert body["areas"] == [area.pk]


@pytest.mark.parametrize(
    "change",
    [
        {"ends_at": "2030-03-07T18:00:00-05:00"},
        {"timezone": "Mars/Olympus"},
        {"capacity": 0},
        {"areas": []},
        {"areas": ["nowhere"]},
        {"starts_at": "soon"},
        {"kind": "ball"},
        {"title": ""},
    ],
    ids=lambda change: next(iter(change)),
)
def test_create_refuses_what_makes_no_meeting(officer_client, new, change):
    response = post(officer_client, URL, new | change)

    assert response.status_code == 400
    assert not Meeting.objects.exists()


def test_publish_and_invite_mail_the_leaders(coordinator_client, area):
    meeting = MeetingFactory(status="draft", areas=[area])
    one, two = LeaderFactory(areas=[area]), LeaderFactory()

    invited = post(coordinator_client, f"{URL}{meeting.pk}/invite/", {"leaders": [one.pk, two.pk]})
    published = post(coordinator_client, f"{URL}{meeting.pk}/publish/")

    assert (invited.json(), published.json()["status"]) == ({"invited": 2}, "published")
    assert set(Message.objects.values_list("address", flat=True)) == {one.email, two.email}


def test_invite_by_area_asks_its_leaders(coordinator_client, area):
    meeting = MeetingFactory(areas=[area])
    LeaderFactory(areas=[area])
    LeaderFactory()

    response = post(coordinator_client, f"{URL}{meeting.pk}/invite/", {"areas": [area.pk]})

    assert response.json() == {"invited": 1}


def test_invite_of_nobody_is_refused(coordinator_client):
    response = post(coordinator_client, f"{URL}{MeetingFactory().pk}/invite/", {"leaders": []})

    assert response.status_code == 400


def test_move_keeps_answers_and_raises_the_sequence(coordinator_client):
    invitation = InvitationFactory(response="yes", seat="confirmed")
    starts_at = evening_in(20)
    body = {"starts_at": starts_at.isoformat(), "ends_at": evening_in(20).replace(hour=21)}

    path = f"{URL}{invitation.meeting.pk}/move/"
    response = post(coordinator_client, path, body)

    invitation.refresh_from_db()
    assert (response.json()["sequence"], invitation.response) == (1, "yes")


def test_cancel_needs_a_reason(coordinator_client):
    meeting = MeetingFactory()

    assert post(coordinator_client, f"{URL}{meeting.pk}/cancel/").status_code == 400


def test_cancel_twice_is_a_conflict(coordinator_client):
    path = f"{URL}{MeetingFactory().pk}/cancel/"
    post(coordinator_client, path, {"reason": "Storm"})

    assert post(coordinator_client, path, {"reason": "Storm"}).status_code == 409


def test_change_is_saved(coordinator_client):
    meeting = MeetingFactory()

    response = coordinator_client.patch(
        f"{URL}{meeting.pk}/", {"title": "New title"}, content_type="application/json"
    )

    assert response.json()["title"] == "New title"


def test_delete_of_a_published_meeting_is_a_conflict(coordinator_client):
    assert coordinator_client.delete(f"{URL}{MeetingFactory().pk}/").status_code == 409


@pytest.mark.parametrize(
    ("persona", "code"),
    [
        ("client", 403),
        ("leader_client", 403),
        ("officer_client", 201),
        ("coordinator_client", 201),
        ("administrator_client", 201),
    ],
)
def test_create_is_for_the_police(request, persona, code, new):
    assert post(request.getfixturevalue(persona), URL, new).status_code == code


@pytest.mark.parametrize(
    ("persona", "code"),
    [("stranger_client", 404), ("officer_client", 403), ("coordinator_client", 200)],
)
def test_publish_has_two_doors(request, persona, code):
    """A draft of another area: leaders cannot know of it, officers may not publish it."""
    meeting = MeetingFactory(status="draft")

    response = post(request.getfixturevalue(persona), f"{URL}{meeting.pk}/publish/")

    assert response.status_code == code


def test_list_shows_a_leader_what_is_public_or_theirs(leader_client, leader):
    public = MeetingFactory()
    MeetingFactory(is_public=False)
    MeetingFactory(status="draft")
    own = InvitationFactory(leader=leader, meeting=MeetingFactory(is_public=False)).meeting

    ids = [row["id"] for row in leader_client.get(URL).json()["results"]]

    assert ids == [public.pk, own.pk]


def test_list_filters_by_area_kind_and_time(coordinator_client, area):
    wanted = MeetingFactory(areas=[area], kind="walk", starts_at=evening_in(30))
    MeetingFactory(areas=[area], kind="beat", starts_at=evening_in(30))
    MeetingFactory(kind="walk", starts_at=evening_in(30))
    MeetingFactory(areas=[area], kind="walk")

    since = evening_in(25).isoformat()
    response = coordinator_client.get(URL, {"area": "north", "kind": "walk", "starts_from": since})

    assert [row["id"] for row in response.json()["results"]] == [wanted.pk]


@pytest.mark.parametrize("rows", [1, 3])
def test_list_takes_four_queries(coordinator_client, area, rows, django_assert_num_queries):
    for _ in range(rows):
        MeetingFactory(areas=[area])

    with django_assert_num_queries(4):
        coordinator_client.get(URL)


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ("starts_from=2020-01-01T00:00:00%2B17:25", 1),
        ("starts_to=2020-01-01T00:00:00-22:02", 0),
        ("starts_to=9999-12-31T23:59:59-12:00", 0),
        ("ordering=,", 1),
    ],
    ids=["a clock too far ahead", "a clock too far behind", "the last day", "no order"],
)
def test_list_takes_any_moment_and_order(coordinator_client, query, count):
    MeetingFactory()

    assert coordinator_client.get(f"{URL}?{query}").json()["count"] == count
