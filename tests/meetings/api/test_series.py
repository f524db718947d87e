from __future__ import annotations

import pytest

from meetings.models import Meeting
from tests.factories.meetings import SeriesFactory

pytestmark = pytest.mark.django_db
URL = "/api/v1/series/"


@pytest.fixture
def new(area):
    return {
        "title": "North meeting",
        "rule": "FREQ=MONTHLY;BYDAY=2TH",
        "starts_on": "2026-01-08",
        "local_start": "19:00",
        "timezone": "America/New_York",
        "areas": ["north"],
        "invite_areas": ["north"],
    }


def post(client, path, data):
    return client.post(path, data, content_type="application/json")


def test_create_makes_the_meetings_of_a_year(coordinator_client, new):
    body = post(coordinator_client, URL, new).json()

    meetings = Meeting.objects.filter(series=body["id"])
    assert meetings.upcoming().count() in {12, 13}
    assert {meeting.local_starts_at.hour for meeting in meetings} == {19}


@pytest.mark.parametrize(
    "change",
    [{"rule": "FREQ=SECONDLY"}, {"rule": "every day"}, {"timezone": "x"}, {"duration_minutes": 0}],
    ids=["seconds", "words", "zone", "length"],
)
def test_create_refuses_what_makes_no_series(coordinator_client, new, change):
    assert post(coordinator_client, URL, new | change).status_code == 400


@pytest.mark.parametrize(
    ("persona", "code"),
    [("client", 403), ("leader_client", 403), ("officer_client", 403), ("coordinator_client", 201)],
)
def test_create_is_for_coordinators(request, persona, code, new):
    assert post(request.getfixturevalue(persona), URL, new).status_code == code


def test_end_drops_the_meetings_after(coordinator_client, new):
    pk = post(coordinator_client, URL, new).json()["id"]

    body = post(coordinator_client, f"{URL}{pk}/end/", {"last_day": "2026-01-31"}).json()

    assert body["is_active"] is False
    assert not Meeting.objects.filter(series=pk).upcoming().exists()


@pytest.mark.parametrize("rows", [1, 3])
def test_list_takes_seven_queries(coordinator_client, area, rows, django_assert_num_queries):
    for _ in range(rows):
        SeriesFactory(areas=[area])

    with django_assert_num_queries(7):
        coordinator_client.get(URL)


@pytest.mark.parametrize(
    "query", ["area={area}", "area=NORTH", "q=walk", "kind=walk", "active=ended"]
)
def test_list_is_filtered_as_on_the_page(officer_client, area, query):
    SeriesFactory()
    wanted = SeriesFactory(title="Night walk", kind="walk", is_active=False, areas=[area])

    rows = officer_client.get(f"{URL}?{query.format(area=area.pk)}").json()["results"]

    assert [row["id"] for row in rows] == [wanted.pk]
