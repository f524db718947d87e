from __future__ import annotations

from datetime import date, time, timedelta

import pytest
from django.utils import timezone

from meetings.actions import planning
from meetings.actions import series as actions
from meetings.models import Meeting
from tests.factories.leaders import AreaFactory, LeaderFactory
from tests.factories.meetings import SeriesFactory

NOW = timezone.now()


@pytest.fixture
def series(coordinator, area):
    return actions.begin(
        by=coordinator,
        areas=[area],
        title="North beat meeting",
        rule="FREQ=MONTHLY;BYDAY=2TH",
        starts_on=date(2026, 1, 1),
        local_start=time(19),
        timezone="America/New_York",
        place="Grace Church",
        agenda=["Hello", "Promises"],
        follow_up_point=2,
    )


def errors(response) -> dict[str, list[str]]:
    return response.context["form"].errors


# One


def test_detail_says_what_the_series_is(officer_client, series, area):
    LeaderFactory(areas=[area])
    series.invite_areas.set([area])

    response = officer_client.get(f"/series/{series.pk}/")

    content = response.content.decode()
    assert "Second Thursday of the month, 7:00 p.m." in content
    assert "1 leader, as things stand today." in content
    assert "7 days before, 1 day before" in content
    assert len(response.context["coming"]) in {12, 13}


def test_detail_marks_what_was_changed_or_cancelled_alone(coordinator_client, coordinator, series):
    first, second = series.meetings.all()[:2]
    planning.change(meeting=first, by=coordinator, title="Summer party")
    planning.cancel(meeting=second, by=coordinator, reason="Holiday")

    content = coordinator_client.get(f"/series/{series.pk}/").content.decode()

    assert "Changed by itself" in content
    assert "Cancelled" in content


@pytest.mark.parametrize("path", ["", "edit/", "end/"])
@pytest.mark.parametrize(
    ("who", "expected"),
    [
        ("leader_client", {"": 404, "edit/": 404, "end/": 404}),
        ("officer_client", {"": 200, "edit/": 403, "end/": 403}),
        ("coordinator_client", {"": 200, "edit/": 200, "end/": 200}),
        ("administrator_client", {"": 200, "edit/": 200, "end/": 200}),
    ],
)
def test_series_is_seen_by_the_department_and_changed_by_coordinators(
    series, path, who, expected, request
):
    response = request.getfixturevalue(who).get(f"/series/{series.pk}/{path}")

    assert response.status_code == expected[path]


@pytest.mark.parametrize("path", ["", "new/"])
@pytest.mark.parametrize(
    ("who", "expected"),
    [
        ("leader_client", {"": 403, "new/": 403}),
        ("officer_client", {"": 200, "new/": 403}),
        ("coordinator_client", {"": 200, "new/": 200}),
    ],
)
def test_list_and_new_are_for_whom_they_are(path, who, expected, request):
    response = request.getfixturevalue(who).get(f"/series/{path}")

    assert response.status_code == expected[path]


# End


def test_end_page_ends_the_series(coordinator_client, series):
    last_day = NOW.date() + timedelta(days=40)

    coordinator_client.post(f"/series/{series.pk}/end/", {"last_day": last_day.isoformat()})

    series.refresh_from_db()
    assert series.is_active is False
    assert series.meetings.count() in {1, 2}


def test_end_page_of_an_ended_series_says_so(coordinator_client):
    series = SeriesFactory(is_active=False)

    response = coordinator_client.post(f"/series/{series.pk}/end/", {"last_day": "2027-01-01"})

    assert "This series has ended." in str(errors(response))


@pytest.mark.parametrize("day", ["", "yesterday", "2027-02-30"])
def test_end_page_wants_a_day(coordinator_client, series, day):
    response = coordinator_client.post(f"/series/{series.pk}/end/", {"last_day": day})

    assert list(errors(response)) == ["last_day"]


# The list


def test_list_shows_the_running_first(officer_client, series):
    SeriesFactory(title="Gone", is_active=False)

    running = officer_client.get("/series/").context["page"].object_list
    ended = officer_client.get("/series/", {"active": "ended"}).context["page"].object_list

    assert [[each.title for each in found] for found in (running, ended)] == [
        ["North beat meeting"],
        ["Gone"],
    ]


def test_list_is_filtered_by_area_kind_and_word(officer_client, series):
    SeriesFactory(title="North walk", kind="walk", areas=[AreaFactory()])

    query = {"area": "north", "kind": "beat", "q": "north"}
    found = officer_client.get("/series/", query).context["page"].object_list

    assert list(found) == [series]


def test_list_names_the_next_meeting(officer_client, series, coordinator):
    first, second = series.meetings.all()[:2]
    planning.cancel(meeting=first, by=coordinator, reason="Holiday")

    found = officer_client.get("/series/").context["page"].object_list

    assert found[0].next_at == second.starts_at


@pytest.mark.parametrize("count", [1, 3])
def test_list_takes_as_many_queries_for_one_as_for_three(
    officer_client, area, count, django_assert_num_queries
):
    for _ in range(count):
        SeriesFactory(areas=[area])

    with django_assert_num_queries(5):
        officer_client.get("/series/")


def test_list_of_nothing_says_what_to_do(coordinator_client):
    content = coordinator_client.get("/series/").content.decode()

    assert "No regular meetings here" in content


def test_meetings_of_a_series_are_public_at_once(client, series):
    assert client.get("/meetings/").context["page"].paginator.count == Meeting.objects.count()
