"""Calendars to subscribe to."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone
from icalendar import Calendar

from meetings.models import Meeting
from tests.factories.leaders import AreaFactory, LeaderFactory
from tests.factories.meetings import InvitationFactory, MeetingFactory, evening_in

pytestmark = pytest.mark.django_db

CANCELLED = {"status": Meeting.Status.CANCELLED, "cancelled_at": timezone.now()}


def invited(leader, **fields):
    return InvitationFactory(**{"leader": leader, "sent_at": timezone.now()} | fields)


def path(person):
    return f"/calendar/{person.calendar_token}.ics"


def events(client, address):
    response = client.get(address)
    assert response.status_code == 200
    return Calendar.from_ical(response.content).walk("VEVENT")


def titles(client, address):
    return [str(event["SUMMARY"]) for event in events(client, address)]


# A leader's


def test_leader_s_calendar_holds_their_invitations_in_order(client, leader):
    for title, days in (("Later", 9), ("Sooner", 2)):
        invited(leader, meeting=MeetingFactory(title=title, starts_at=evening_in(days)))
    invited(LeaderFactory(), meeting=MeetingFactory(title="Somebody else's"))

    assert titles(client, path(leader)) == ["Sooner", "Later"]


def test_leader_s_calendar_links_to_the_answer(client, leader):
    invitation = invited(leader)

    (event,) = events(client, path(leader))

    assert str(event["URL"]).endswith(f"/rsvp/{invitation.token}/")


@pytest.mark.parametrize(
    "fields",
    [
        {"sent_at": None},
        {"withdrawn_at": timezone.now()},
        {"response": "no"},
        {"meeting__status": Meeting.Status.DRAFT},
        {"meeting__starts_at": evening_in(-92)},
    ],
    ids=["not sent", "withdrawn", "declined", "draft", "long past"],
)
def test_leader_s_calendar_leaves_out(client, leader, fields):
    invited(leader, **fields)

    assert titles(client, path(leader)) == []


@pytest.mark.parametrize(
    ("fields", "status"),
    [
        ({}, "TENTATIVE"),
        ({"response": "maybe"}, "TENTATIVE"),
        ({"response": "yes", "seat": "waiting", "waiting_since": timezone.now()}, "TENTATIVE"),
        ({"response": "yes", "seat": "confirmed"}, "CONFIRMED"),
    ],
    ids=["unanswered", "maybe", "waiting", "seated"],
)
def test_leader_s_calendar_is_tentative_until_there_is_a_seat(client, leader, fields, status):
    invited(leader, **fields)

    assert [str(event["STATUS"]) for event in events(client, path(leader))] == [status]


def test_leader_s_calendar_keeps_a_cancelled_meeting_as_cancelled(client, leader):
    invited(leader, meeting=MeetingFactory(title="Walk", **CANCELLED))

    (event,) = events(client, path(leader))

    assert (str(event["STATUS"]), str(event["SUMMARY"])) == ("CANCELLED", "Cancelled: Walk")


def test_leader_s_calendar_speaks_their_language(client):
    leader = LeaderFactory(preferred_language="es")

    headers = client.get(path(leader), headers={"accept-language": "en"}).headers

    assert headers["Content-Language"] == "es"


def test_calendar_of_an_inactive_leader_is_gone(client):
    assert client.get(path(LeaderFactory(is_active=False))).status_code == 404


# Of the department


def test_officer_s_calendar_holds_what_they_host_and_what_is_in_their_areas(client, officer, area):
    MeetingFactory(title="Hosted", host=officer, starts_at=evening_in(1))
    MeetingFactory(title="In my area", areas=[area], is_public=False, starts_at=evening_in(2))
    MeetingFactory(title="Elsewhere", areas=[AreaFactory()])
    MeetingFactory(title="Draft", host=officer, status=Meeting.Status.DRAFT)

    assert titles(client, path(officer)) == ["Hosted", "In my area"]


def test_calendar_of_somebody_who_may_no_longer_sign_in_is_gone(client, officer):
    officer.is_active = False
    officer.save()

    assert client.get(path(officer)).status_code == 404


# Of an area


def test_area_s_calendar_holds_its_public_meetings(client, area):
    MeetingFactory(title="Public", areas=[area])
    MeetingFactory(title="Off", areas=[area], starts_at=evening_in(20), **CANCELLED)
    MeetingFactory(title="Internal", areas=[area], is_public=False)
    MeetingFactory(title="Draft", areas=[area], status=Meeting.Status.DRAFT)
    MeetingFactory(title="Elsewhere", areas=[AreaFactory()])

    assert titles(client, "/areas/north/meetings.ics") == ["Public", "Cancelled: Off"]


def test_area_s_calendar_names_no_leader_and_no_link_to_answer(client, area, leader):
    invited(leader, meeting=MeetingFactory(areas=[area]))

    body = client.get("/areas/north/meetings.ics").content.decode()

    assert ("Lena" in body, "rsvp" in body) == (False, False)


@pytest.mark.parametrize(
    "address",
    [
        "/areas/nowhere/meetings.ics",
        "/areas/%00/meetings.ics",
        "/areas/north%20/meetings.ics",
        "/calendar/unknown.ics",
        "/calendar/%00.ics",
        "/calendar/.ics",
    ],
)
def test_unknown_calendar_is_not_found(client, area, address):
    assert client.get(address).status_code == 404


# Asked again


def test_calendar_that_has_not_changed_is_not_sent_again(client, leader):
    invited(leader)
    etag = client.get(path(leader)).headers["ETag"]

    response = client.get(path(leader), headers={"if-none-match": etag})

    assert (response.status_code, response.content) == (304, b"")


def test_calendar_that_has_changed_is_sent_again(client, leader):
    meeting = invited(leader).meeting
    etag = client.get(path(leader)).headers["ETag"]
    Meeting.objects.filter(pk=meeting.pk).update(place="Another room")

    response = client.get(path(leader), headers={"if-none-match": etag})

    assert response.status_code == 200


def test_private_calendar_is_kept_by_no_cache_and_no_search_engine(client, leader):
    headers = client.get(path(leader)).headers

    assert (headers["Cache-Control"], headers["X-Robots-Tag"]) == ("private, no-cache", "noindex")


def test_public_calendar_may_be_kept_for_a_while(client, area):
    headers = client.get("/areas/north/meetings.ics").headers

    assert headers["Cache-Control"] == "public, max-age=900"


# One's own address


def test_own_calendar_page_shows_the_leader_s_address(leader_client, leader):
    assert path(leader) in leader_client.get("/calendar/").content.decode()


def test_own_calendar_page_shows_the_officer_s_address(officer_client, officer):
    assert path(officer) in officer_client.get("/calendar/").content.decode()


def test_new_address_replaces_the_old_one(leader_client, leader, client):
    old = path(leader)

    leader_client.post("/calendar/renew/")

    leader.refresh_from_db()
    assert [client.get(address).status_code for address in (old, path(leader))] == [404, 200]


def test_new_address_of_one_leaves_that_of_others(officer_client, officer, leader):
    old, of_another = path(officer), path(leader)

    officer_client.post("/calendar/renew/")

    officer.refresh_from_db()
    leader.refresh_from_db()
    assert (path(officer) == old, path(leader) == of_another) == (False, True)


# Cost


@pytest.mark.parametrize("count", [1, 3])
def test_leader_s_calendar_needs_two_queries(client, leader, count, django_assert_num_queries):
    for _ in range(count):
        invited(leader)

    with django_assert_num_queries(2):
        client.get(path(leader))


@pytest.mark.parametrize("count", [1, 3])
def test_area_s_calendar_needs_two_queries(client, area, count, django_assert_num_queries):
    for _ in range(count):
        MeetingFactory(areas=[area])

    with django_assert_num_queries(2):
        client.get("/areas/north/meetings.ics")


def test_meeting_is_kept_three_months(client, leader):
    for days in (89, 91):
        end = timezone.now() - timedelta(days=days)
        invited(
            leader,
            meeting=MeetingFactory(
                title=str(days), starts_at=end - timedelta(hours=1), ends_at=end
            ),
        )

    assert titles(client, path(leader)) == ["89"]
