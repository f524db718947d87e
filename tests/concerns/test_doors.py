"""Where people find the form: start pages, area pages, meetings."""

from __future__ import annotations

import pytest

from tests.factories.meetings import MeetingFactory, evening_in

pytestmark = pytest.mark.django_db
FORM = 'href="/concerns/new/'


def main_of(response):
    return response.text.partition("<main")[2].partition("</main>")[0]


@pytest.mark.parametrize("persona", ["client", "leader_client", "officer_client"])
def test_start_page_has_the_door(request, area, persona):
    assert f'{FORM}"' in main_of(request.getfixturevalue(persona).get("/"))


def test_area_page_fills_in_its_area(client, area):
    assert f'{FORM}?area=north"' in main_of(client.get("/areas/north/"))


def test_leader_finds_their_concerns_in_the_header(leader_client):
    assert 'href="/concerns/mine/"' in leader_client.get("/").text


def test_meeting_has_the_door_for_the_department(officer_client, client, area):
    meeting = MeetingFactory(areas=[area], starts_at=evening_in(-1))
    door = f'{FORM}?meeting={meeting.pk}"'

    pages = [each.get(f"/meetings/{meeting.pk}/") for each in (officer_client, client)]

    assert [door in main_of(page) for page in pages] == [True, False]
