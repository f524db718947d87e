"""The public area page: what everybody may know, and no name of a leader."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from tests.factories.concerns import ConcernFactory, PriorityFactory
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


def text_of(client):
    return " ".join(client.get("/areas/north/").text.split())


def test_area_shows_its_priorities_in_order_with_what_was_done(client, area):
    PriorityFactory(area=area, issue="Second", rank=2)
    PriorityFactory(
        area=area, issue="First", rank=1, action="Replaced.", action_date=timezone.localdate()
    )

    page = client.get("/areas/north/").context["page"]

    assert [p.issue for p in page.priorities] == ["First", "Second"]
    assert "Replaced." in text_of(client)


def test_area_shows_only_public_words_of_concerns(client, area):
    ConcernFactory(area=area, published=True, subject="Ned", text="Ned did it")
    ConcernFactory(area=area, closed=True, publication_allowed=True, outcome_reason="Ned again")

    text = text_of(client)

    assert ("Both were replaced." in text, "Ned" in text) == (True, False)


OPEN = {
    0: "No concern was open.",
    9: "A few. How many is not said, so that nobody can be recognized.",
    10: "10 concerns were open.",
}


@pytest.mark.parametrize("count", OPEN)
def test_area_counts_open_concerns_unless_they_are_few(client, area, count):
    ConcernFactory.create_batch(count, area=area, raised_at=timezone.now() - timedelta(days=40))

    assert OPEN[count] in text_of(client)


def test_area_says_how_fast_people_were_answered(client, area):
    at = timezone.now() - timedelta(days=40)
    ConcernFactory.create_batch(11, area=area, raised_at=at, answered=True)
    ConcernFactory(area=area, raised_at=at)

    text = text_of(client)

    assert "answer within 1 hour." in text
    assert "11 of 12 were answered in the time promised, 92 percent." in text
    assert "The true share is likely between 65 and 99 percent." in text


def test_only_who_may_change_an_area_is_led_there(area, client, officer_client, coordinator_client):
    door = reverse("leaders:area-update", args=[area.code])

    shown = [
        door in one.get(f"/areas/{area.code}/").content.decode()
        for one in (client, officer_client, coordinator_client)
    ]

    assert shown == [False, False, True]
