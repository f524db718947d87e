"""The public area page: what everybody may know, and no name of a leader."""

from __future__ import annotations

import pytest
from django.utils import timezone

from tests.factories.meetings import CommitmentFactory, InvitationFactory, MeetingFactory
from tests.home.test_start import kept_promise

pytestmark = pytest.mark.django_db


def test_area_shows_its_officers_and_next_meeting(client, area, officer):
    MeetingFactory(areas=[area], title="Beat meeting in March")

    text = client.get("/areas/north/").content.decode()

    assert officer.name in text
    assert "Beat meeting in March" in text


def test_area_is_found_whatever_the_case_of_its_code(client, area):
    assert client.get("/areas/NORTH/").context["page"].area == area


def test_area_that_does_not_exist_is_not_found(client, db):
    assert client.get("/areas/nowhere/").status_code == 404


def test_area_shows_promises_by_state_without_names_of_leaders(client, area):
    kept = kept_promise(area)
    waiting = CommitmentFactory(areas=[area])
    disputed = CommitmentFactory(areas=[area], state="disputed", closing_note="Still dark")

    response = client.get("/areas/north/")
    page, text = response.context["page"], response.content.decode()

    assert (list(page.kept), list(page.open), list(page.disputed)) == (
        [kept],
        [waiting],
        [disputed],
    )
    for promise in (kept, waiting, disputed):
        assert promise.promised_to_leader.name not in text


def test_area_hides_private_promises_from_everybody(coordinator_client, area):
    CommitmentFactory(areas=[area], is_public=False)

    assert list(coordinator_client.get("/areas/north/").context["page"].open) == []


def test_area_keeps_cancelled_meetings_and_drafts_off(client, area):
    MeetingFactory(areas=[area], status="cancelled", cancelled_at=timezone.now())
    MeetingFactory(areas=[area], status="draft")

    assert client.get("/areas/north/").context["page"].meetings == []


def test_area_leads_an_invited_leader_to_the_answer(leader_client, leader, area):
    meeting = MeetingFactory(areas=[area])
    invitation = InvitationFactory(meeting=meeting, leader=leader)

    assert invitation.get_absolute_url() in leader_client.get("/areas/north/").content.decode()


@pytest.mark.parametrize("rows", [1, 3])
def test_area_takes_the_same_queries_for_any_number_of_rows(
    client, area, rows, django_assert_num_queries
):
    for _ in range(rows):
        MeetingFactory(areas=[area])
        kept_promise(area)
        CommitmentFactory(areas=[area])

    with django_assert_num_queries(10):
        client.get("/areas/north/")


@pytest.mark.parametrize(
    ("number", "sentences"),
    [("112", ["In an emergency call 112.", "In danger, call 112."]), ("", [])],
    ids=["of another country", "none"],
)
def test_number_to_call_in_danger_is_a_setting(client, area, settings, number, sentences):
    settings.EMERGENCY_NUMBER = number

    text = client.get("/areas/north/").text

    assert [s for s in sentences if s in text] == sentences
    assert ("call 911" in text, "emergency call" in text) == (False, bool(number))
