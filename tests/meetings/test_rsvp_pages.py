"""The pages behind an invitation's link."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from icalendar import Calendar

from meetings.models import Invitation, Meeting
from outbox.models import Message
from tests.factories.leaders import LeaderFactory
from tests.factories.meetings import InvitationFactory, MeetingFactory, evening_in
from tests.html_forms import typed

pytestmark = pytest.mark.django_db

CLOSED = {
    "cancelled": (
        {
            "meeting__status": Meeting.Status.CANCELLED,
            "meeting__cancelled_at": timezone.now(),
            "meeting__cancel_reason": "The library is closed.",
        },
        "This meeting is cancelled.",
    ),
    "over": ({"meeting__starts_at": evening_in(-2)}, "This meeting is over."),
    "withdrawn": ({"withdrawn_at": timezone.now()}, "This invitation was withdrawn."),
}
closed = pytest.mark.parametrize(("fields", "sentence"), CLOSED.values(), ids=CLOSED)


def url(invitation, page=""):
    return f"/rsvp/{invitation.token}/{page}"


def state(invitation):
    return Invitation.objects.filter(pk=invitation.pk).values().get()


@pytest.fixture
def invitation():
    return InvitationFactory(
        meeting=MeetingFactory(
            title="North District meeting",
            place="Public library",
            starts_at=evening_in(14),
            description="What we heard last time.",
        ),
        leader=LeaderFactory(name="Ana Pérez"),
    )


def test_page_says_what_when_where_and_who_invites(client, invitation, officer):
    Meeting.objects.update(host=officer)

    page = client.get(url(invitation)).content.decode()

    day = f"{invitation.meeting.local_starts_at:%A, %B}"
    for words in ("North District meeting", day, "New York", "Public library", "Omar Officer"):
        assert words in page


def test_page_is_private(client, invitation):
    headers = client.get(url(invitation)).headers

    assert (headers["X-Robots-Tag"], headers["Referrer-Policy"]) == (
        "noindex, nofollow",
        "same-origin",
    )
    assert "no-store" in headers["Cache-Control"]


def test_page_names_no_other_invited_leader(client, invitation):
    other = InvitationFactory(
        meeting=invitation.meeting, leader__name="Otto Other", response="yes", seat="confirmed"
    )

    page = client.get(url(invitation)).content.decode()

    assert [secret in page for secret in ("Otto", other.leader.email, other.token)] == [False] * 3


def test_page_chooses_nothing_before_the_first_answer(client, invitation):
    assert "checked" not in client.get(url(invitation)).content.decode()


def test_language_switch_keeps_what_was_typed_and_answers_nothing(client, invitation):
    before = state(invitation)
    words = {"response": "maybe", "guests": "two", "note": "I come late.", "page_language": "es"}
    page = client.post(url(invitation), words)

    shown = typed(page, "answer")
    assert {name: shown[name] for name in ("response", "guests", "note")} == {
        "response": ["maybe"],
        "guests": ["two"],
        "note": ["I come late."],
    }
    assert (page.headers["Content-Language"], state(invitation)) == ("es", before)


def test_page_shows_the_answer_so_far(client, invitation):
    client.post(url(invitation), {"response": "maybe", "note": "If I find a ride"})

    page = client.get(url(invitation)).content.decode()

    assert re.search(r'value="maybe"[^>]*checked', page)
    assert "If I find a ride" in page


@pytest.mark.parametrize("method", ["get", "head", "options"])
@pytest.mark.parametrize("page", ["", "answered/", "meeting.ics"])
def test_opening_a_page_changes_nothing(client, invitation, method, page):
    before = state(invitation)

    getattr(client, method)(url(invitation, page))

    assert (state(invitation), Message.objects.count()) == (before, 0)


@pytest.mark.parametrize(
    "data",
    [{}, {"response": ""}, {"response": "none"}, {"guests": "2"}, {"response": ["yes?"]}],
    ids=["empty", "no choice", "no answer", "only guests", "unknown choice"],
)
def test_blind_post_changes_nothing_and_asks_for_a_choice(client, invitation, data):
    before = state(invitation)

    response = client.post(url(invitation), data)

    assert "Choose yes, no or maybe." in response.content.decode()
    assert (state(invitation), Message.objects.count()) == (before, 0)


def test_post_without_the_token_of_an_opened_page_changes_nothing(invitation):
    before = state(invitation)

    response = Client(enforce_csrf_checks=True).post(url(invitation), {"response": "yes"})

    assert (response.status_code, state(invitation)) == (403, before)


def test_scanner_that_submits_the_page_as_it_is_changes_nothing(invitation):
    """It has the token, but like a browser it sends no radio that is not checked."""
    scanner = Client(enforce_csrf_checks=True)
    before = state(invitation)
    page = scanner.get(url(invitation)).content.decode()
    form = page[page.index('class="usa-form page-form"') :]
    hidden = dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', form))

    response = scanner.post(url(invitation), hidden | {"guests": "", "note": ""})

    assert (response.status_code, state(invitation)) == (200, before)


def test_answer_is_recorded_and_confirmed_on_a_page_of_its_own(client, invitation):
    response = client.post(
        url(invitation), {"response": "yes", "guests": "2", "interpreter_language": "es"}
    )

    assert (response.status_code, response.headers["Location"]) == (
        302,
        url(invitation, "answered/"),
    )
    page = client.get(url(invitation, "answered/")).content.decode()
    assert "Yes, with 2 guests." in page


def test_confirmation_before_an_answer_leads_to_the_question(client, invitation):
    response = client.get(url(invitation, "answered/"))

    assert response.headers["Location"] == url(invitation)


@pytest.mark.parametrize("guests", ["-1", "21", "1.5", "many", "9" * 40])
def test_impossible_number_of_guests_is_refused(client, invitation, guests):
    client.post(url(invitation), {"response": "yes", "guests": guests})

    assert state(invitation)["response"] == "none"


def test_party_larger_than_the_meeting_is_told_so(client):
    invitation = InvitationFactory(meeting=MeetingFactory(capacity=2))

    response = client.post(url(invitation), {"response": "yes", "guests": "2"})

    assert "There are only 2 seats in all." in response.content.decode()
    assert state(invitation)["response"] == "none"


def test_language_of_an_interpreter_is_stored_by_its_code(client, invitation):
    client.post(url(invitation), {"response": "yes", "interpreter_language": "Español"})

    assert state(invitation)["interpreter_language"] == "es"


# Who answers


def test_answer_by_link(client, invitation):
    client.post(url(invitation), {"response": "yes"})

    assert state(invitation)["responded_via"] == "link"


def test_answer_by_the_signed_in_leader(leader_client, leader):
    invitation = InvitationFactory(leader=leader)

    leader_client.post(url(invitation), {"response": "yes"})

    assert state(invitation)["responded_via"] == "account"


def test_answer_entered_by_an_officer(officer_client, invitation):
    officer_client.post(url(invitation), {"response": "yes"})

    assert state(invitation)["responded_via"] == "staff"


# Language


def spoken(client, invitation):
    return client.get(url(invitation)).headers["Content-Language"]


@pytest.mark.parametrize(
    ("preferred", "others", "language"),
    [("es", [], "es"), ("ar", [], "en"), ("ar", ["so", "es"], "es"), ("es-mx", [], "es")],
)
def test_page_speaks_the_leader_s_language(client, preferred, others, language):
    invitation = InvitationFactory(leader__preferred_language=preferred, leader__languages=others)

    assert spoken(client, invitation) == language


def test_page_follows_the_language_switch(client):
    invitation = InvitationFactory(leader__preferred_language="es")
    client.post("/i18n/setlang/", {"language": "en", "next": url(invitation)})

    assert spoken(client, invitation) == "en"


def test_page_speaks_the_language_of_who_is_signed_in(officer_client):
    assert spoken(officer_client, InvitationFactory(leader__preferred_language="es")) == "en"


# Links that no longer answer


@closed
def test_closed_link_says_why(client, fields, sentence):
    response = client.get(url(InvitationFactory(**fields)))

    assert response.status_code == 410
    assert sentence in response.content.decode()


@closed
def test_answer_by_a_closed_link_changes_nothing(client, fields, sentence):
    invitation = InvitationFactory(**fields)
    before = state(invitation)

    response = client.post(url(invitation), {"response": "yes"})

    assert (response.status_code, state(invitation)) == (410, before)
    assert Message.objects.count() == 0


def test_cancelled_meeting_gives_its_reason(client):
    fields, _ = CLOSED["cancelled"]

    page = client.get(url(InvitationFactory(**fields))).content.decode()

    assert "The library is closed." in page


@pytest.mark.parametrize(
    "token",
    [
        "x",
        "x" * 43,
        "x" * 64,
        "x" * 500,
        "%00" * 30,
        "%F0%9F%98%80" * 10,
        "..%2F..%2F..%2Fetc",
        "'" * 30,
    ],
    ids=["short", "unknown", "long", "too long", "nul", "emoji", "path", "quotes"],
)
@pytest.mark.parametrize("method", ["get", "post"])
def test_unknown_link_is_not_found_with_a_way_on(client, method, token):
    response = getattr(client, method)(f"/rsvp/{token}/")

    assert response.status_code == 404


def test_unknown_link_explains_what_may_have_happened(client):
    page = client.get(f"/rsvp/{'x' * 43}/").content.decode()

    assert "Some mail programs break a long link in two." in page


def test_link_of_a_draft_is_not_found(client):
    invitation = InvitationFactory(meeting__status=Meeting.Status.DRAFT)

    assert client.get(url(invitation)).status_code == 404


def test_guessing_links_is_stopped_without_closing_real_ones(client, invitation):
    address = {"REMOTE_ADDR": "198.51.100.7"}
    statuses = {client.get(f"/rsvp/{'x' * 43}/", **address).status_code for _ in range(61)}

    assert statuses == {404, 429}
    assert client.get(url(invitation), **address).status_code == 200


# The calendar file


def test_calendar_file_holds_the_meeting(client, invitation):
    response = client.get(url(invitation, "meeting.ics"))

    assert response.headers["Content-Type"] == "text/calendar; charset=utf-8"
    event = Calendar.from_ical(response.content).walk("VEVENT")[0]
    assert (str(event["UID"]), event["DTSTART"].dt) == (
        invitation.meeting.uid,
        invitation.meeting.starts_at,
    )


def test_calendar_file_of_a_withdrawn_invitation_is_gone(client, invitation):
    Invitation.objects.update(withdrawn_at=timezone.now())

    assert client.get(url(invitation, "meeting.ics")).status_code == 410


# Cost


@pytest.mark.parametrize("invited", [1, 3])
def test_page_needs_one_query(client, invitation, invited, django_assert_num_queries):
    for _ in range(invited - 1):
        InvitationFactory(meeting=invitation.meeting, response="yes", seat="confirmed")

    with django_assert_num_queries(1):
        client.get(url(invitation))


def test_answer_needs_few_queries(client, django_assert_max_num_queries):
    invitation = InvitationFactory(meeting=MeetingFactory(capacity=5))

    with django_assert_max_num_queries(30):
        client.post(url(invitation), {"response": "yes"})


def test_answer_shortly_before_the_end_is_taken(client):
    ends_at = timezone.now() + timedelta(minutes=1)
    invitation = InvitationFactory(
        meeting__starts_at=ends_at - timedelta(hours=1), meeting__ends_at=ends_at
    )

    client.post(url(invitation), {"response": "yes"})

    assert state(invitation)["response"] == "yes"
