"""The area page as data, in the shape of data.police.uk."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.utils import timezone

from tests.factories.concerns import ConcernFactory, PriorityFactory
from tests.factories.meetings import MeetingFactory

pytestmark = pytest.mark.django_db
PREFIX = "/api/v1/areas/north/neighbourhood/"
SQUARE = [[[-75.0, 40.0], [-74.0, 40.0], [-74.0, 41.0], [-75.0, 41.0], [-75.0, 40.0]]]
SPECK = [[[0.0, 0.0], [0.1, 0.0], [0.1, 0.1], [0.0, 0.0]]]


def data(client, part=""):
    return client.get(f"{PREFIX}{part}").json()


def test_summary_leads_to_the_parts(client, area, settings):
    settings.DEPARTMENT_EMAIL = "police@example.org"
    area.population, area.boundary = 41_000, {"coordinates": [SPECK, SQUARE]}
    area.save()

    found = data(client)

    assert (found["id"], found["name"], found["population"]) == ("north", "North District", 41_000)
    assert found["centre"] == {"latitude": "40.5", "longitude": "-74.5"}
    assert found["contact_details"] == {"email": "police@example.org"}
    for link in found["links"]:
        assert client.get(link["url"]).status_code == 200


def test_boundary_is_that_of_the_largest_part(client, area):
    area.boundary = {"coordinates": [SPECK, SQUARE]}
    area.save()

    found = data(client, "boundary/")

    assert (len(found), found[0]) == (5, {"latitude": "40.0", "longitude": "-75.0"})


def test_area_without_outline_has_neither_boundary_nor_centre(client, area):
    assert (data(client, "boundary/"), data(client)["centre"]) == ([], None)


def test_people_are_the_officers(client, area, officer):
    assert data(client, "people/") == [
        {
            "name": "Omar Officer",
            "rank": officer.job_title,
            "bio": None,
            "contact_details": {"email": "officer@example.org"},
        }
    ]


def test_priorities_have_the_names_of_police_uk(client, area):
    PriorityFactory(area=area, issue="Second", rank=2, issue_date=date(2026, 2, 1))
    PriorityFactory(
        area=area,
        issue="First",
        rank=1,
        issue_date=date(2026, 1, 5),
        action="Done",
        action_date=date(2026, 3, 1),
    )

    first, second = data(client, "priorities/")

    assert first == {
        "issue": "First",
        "issue-date": "2026-01-05",
        "action": "Done",
        "action-date": "2026-03-01",
    }
    assert (second["issue"], second["action"], second["action-date"]) == ("Second", None, None)


def test_events_are_public_meetings_to_come(client, officer_client, area):
    MeetingFactory(title="Open evening", areas=[area], place="Library", address="Elm Street 1")
    MeetingFactory(title="Closed", areas=[area], is_public=False)
    MeetingFactory(title="Draft", areas=[area], status="draft")

    for reader in (client, officer_client):
        (event,) = data(reader, "events/")
        assert (event["title"], event["address"]) == ("Open evening", "Library, Elm Street 1")


def test_concerns_are_told_as_on_the_page(client, area):
    ConcernFactory.create_batch(12, area=area, raised_at=timezone.now() - timedelta(days=32))
    ConcernFactory(area=area, published=True, subject="Ned", text="Ned did it")

    found = data(client, "concerns/")

    assert (found["open"]["total"], found["open"]["is_suppressed"]) == (12, False)
    assert found["counted_to"] == timezone.localdate().replace(day=1).isoformat()
    assert found["said_and_done"] == [
        {
            "said": "Two lamps are out.",
            "done": "Both were replaced.",
            "published_on": timezone.localdate().isoformat(),
        }
    ]


def test_few_open_concerns_are_not_counted(client, area):
    ConcernFactory.create_batch(9, area=area, raised_at=timezone.now() - timedelta(days=32))

    found = data(client, "concerns/")["open"]

    assert (found["total"], found["is_suppressed"], found["categories"]) == (None, True, [])


@pytest.mark.parametrize("part", ["", "people/", "events/", "priorities/", "boundary/"])
def test_code_is_read_in_any_case_and_an_unknown_one_is_not_found(client, area, part):
    assert client.get(f"/api/v1/areas/NORTH/neighbourhood/{part}").status_code == 200
    assert client.get(f"/api/v1/areas/nowhere/neighbourhood/{part}").status_code == 404


def test_nothing_is_changed_here(officer_client, area):
    assert officer_client.post(f"{PREFIX}priorities/", {"issue": "x"}).status_code == 405


@pytest.mark.parametrize("rows", [1, 3])
def test_concerns_take_the_same_queries_for_any_number(
    client, area, rows, django_assert_num_queries
):
    ConcernFactory.create_batch(rows, area=area, published=True)

    with django_assert_num_queries(4):
        data(client, "concerns/")
