"""A pastor with an old phone answers from the mail: in Spanish, without an account or scripts."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

import pytest
from icalendar import Calendar

from meetings.actions import invitations
from meetings.models import Invitation
from outbox.models import Message
from tests.browser import DESKTOP, PHONE
from tests.factories.leaders import LeaderFactory
from tests.factories.meetings import MeetingFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db]


@pytest.fixture
def meeting(coordinator):
    meeting = MeetingFactory(title="North District meeting", place="Public library", capacity=3)
    pastor = LeaderFactory(name="Ana Pérez", preferred_language="es")
    invitations.invite(meeting=meeting, leaders=[pastor], by=coordinator)
    return meeting


def link_in_mail():
    """Only the path: the test's server has another port than the mail says."""
    (link,) = set(re.findall(r"http\S+/rsvp/\S+", Message.objects.first().text))
    return urlsplit(link).path


def test_leader_answers_and_changes_the_answer_without_scripts(open_page, meeting):
    page = open_page(viewport=PHONE, java_script_enabled=False, locale="en-US")
    page.goto(link_in_mail())
    assert page.get_attribute("html", "lang") == "es"
    assert page.locator("input[name=response]:checked").count() == 0

    page.locator("label[for=id_response_0]").click()
    page.locator("details.fold summary").click()
    page.fill("[name=guests]", "1")
    page.select_option("[name=interpreter_language]", "es")
    page.locator("main form button[type=submit]").click()

    invitation = Invitation.objects.get()
    assert (invitation.response, invitation.guests, invitation.seat) == ("yes", 1, "confirmed")

    page.locator(f"main a[href='/rsvp/{invitation.token}/']").click()
    assert page.locator("input[name=response]:checked").input_value() == "yes"
    page.locator("label[for=id_response_1]").click()
    page.locator("main form button[type=submit]").click()

    invitation.refresh_from_db()
    assert (invitation.response, invitation.seat) == ("no", "none")
    recorded = Message.objects.filter(kind="meetings.recorded").order_by("pk")
    assert list(recorded.values_list("language", "status")) == [
        ("es", "withdrawn"),
        ("es", "queued"),
    ]


def test_leader_who_presses_the_button_too_early_is_told_what_to_choose(open_page, meeting):
    page = open_page(viewport=PHONE, java_script_enabled=False)
    page.goto(link_in_mail())

    page.locator("main form button[type=submit]").click()

    assert page.locator(".usa-error-message").count() == 1
    assert Invitation.objects.get().response == "none"


def test_leader_switches_the_language_and_it_stays(open_page, meeting):
    page = open_page(viewport=DESKTOP)
    page.goto(link_in_mail())
    page.get_by_role("button", name="English").click()
    assert page.get_attribute("html", "lang") == "en"

    page.locator("label[for=id_response_2]").click()
    page.get_by_role("button", name="Send my answer").click()

    assert page.locator("h1").inner_text() == "Thank you. Your answer is recorded."
    assert page.get_attribute("html", "lang") == "en"


def test_leader_takes_the_meeting_into_a_calendar(open_page, meeting):
    page = open_page(viewport=PHONE, accept_downloads=True)
    page.goto(link_in_mail())
    page.locator("label[for=id_response_0]").click()
    page.locator("main form button[type=submit]").click()

    with page.expect_download() as download:
        page.locator("main a[href$='meeting.ics']").click()

    calendar = Calendar.from_ical(download.value.path().read_bytes())
    assert [str(event["SUMMARY"]) for event in calendar.walk("VEVENT")] == [
        "North District meeting"
    ]


def test_question_stands_on_the_first_screen_of_a_desktop(open_page, meeting):
    page = open_page(viewport=DESKTOP)
    page.goto(link_in_mail())

    box = page.locator("label[for=id_response_0]").bounding_box()

    assert box["y"] + box["height"] < DESKTOP["height"]


def test_nothing_scrolls_sideways_on_the_smallest_phone(open_page, meeting):
    page = open_page(viewport={"width": 320, "height": 568})
    page.goto(link_in_mail())
    page.locator("details.fold summary").click()

    assert page.evaluate("document.documentElement.scrollWidth") <= 320
