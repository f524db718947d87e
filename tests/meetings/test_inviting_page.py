from __future__ import annotations

from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from tests.factories.leaders import AreaFactory, LeaderFactory
from tests.factories.meetings import InvitationFactory, MeetingFactory, evening_in

NEW_YORK = ZoneInfo("America/New_York")
NOW = timezone.now()
DAY = evening_in(14).date()


@pytest.fixture
def leaders(area):
    return [
        LeaderFactory(name="North One", areas=[area]),
        LeaderFactory(name="North Two", areas=[area], email=""),
        LeaderFactory(name="South", areas=[AreaFactory(name="South")], preferred_language="es"),
    ]


def found(response) -> list[str]:
    return [leader.name for leader in response.context["leaders"]]


def test_invite_page_shows_the_leaders_of_the_area_first(coordinator_client, leaders, area):
    meeting = MeetingFactory(areas=[area])

    response = coordinator_client.get(f"/meetings/{meeting.pk}/invite/")

    assert found(response) == ["North One", "North Two"]
    assert (response.context["count"], response.context["unreachable"]) == (2, 1)


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("languages=Spanish", ["South"]),
        ("q=south", ["South"]),
        ("q=", []),
        ("languages=Klingon", []),
    ],
)
def test_invite_page_filters(coordinator_client, leaders, area, query, expected):
    meeting = MeetingFactory(areas=[area])

    assert found(coordinator_client.get(f"/meetings/{meeting.pk}/invite/?{query}")) == expected


def test_invite_page_leaves_out_who_is_invited(coordinator_client, leaders, area):
    meeting = MeetingFactory(areas=[area])
    InvitationFactory(meeting=meeting, leader=leaders[0])

    response = coordinator_client.get(f"/meetings/{meeting.pk}/invite/")

    assert (found(response), response.context["already"]) == (["North Two"], 1)


def test_invite_everybody_asks_all_who_match(coordinator_client, leaders, area):
    meeting = MeetingFactory(areas=[area])

    coordinator_client.post(f"/meetings/{meeting.pk}/invite/", {"who": "everybody"})

    assert {each.leader for each in meeting.invitations.all()} == set(leaders[:2])


def test_invite_ticked_asks_only_those(coordinator_client, leaders, area):
    meeting = MeetingFactory(areas=[area])

    coordinator_client.post(
        f"/meetings/{meeting.pk}/invite/?q=north",
        {"who": "ticked", "leaders": [leaders[1].pk]},
    )

    assert [each.leader for each in meeting.invitations.all()] == [leaders[1]]


@pytest.mark.parametrize(
    "data",
    [{}, {"who": "ticked"}, {"who": "ticked", "leaders": ["999999"]}, {"who": "nonsense"}],
)
def test_invite_without_a_choice_asks_nobody(coordinator_client, leaders, area, data):
    meeting = MeetingFactory(areas=[area])

    response = coordinator_client.post(f"/meetings/{meeting.pk}/invite/", data)

    assert (response.status_code, meeting.invitations.count()) == (200, 0)


def test_invite_to_a_cancelled_meeting_says_so(coordinator_client, leaders, area):
    meeting = MeetingFactory(areas=[area], status="cancelled", cancelled_at=NOW)

    response = coordinator_client.post(
        f"/meetings/{meeting.pk}/invite/", {"who": "everybody"}, follow=True
    )

    assert "This meeting is cancelled." in response.content.decode()
