"""An officer after a meeting: on a phone, with a minute; and on one without JavaScript."""

from __future__ import annotations

import re

import pytest

from leaders.models import Leader
from meetings.models import Commitment, Meeting
from tests.factories.accounts import UserFactory
from tests.factories.leaders import LeaderFactory
from tests.factories.meetings import InvitationFactory, MeetingFactory, evening_in

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
SAVED = re.compile(r"/meetings/\d+/logged/$")
# A minute: some twelve taps of two seconds, and forty seconds to type two sentences.
MOST_TAPS = 12


class Thumb:
    """Counts what the officer does: each tap, and each field that is typed into."""

    def __init__(self, page):
        self.page = page
        self.taps = 0

    def tap(self, target):
        self.taps += 1
        target.click()

    def fill(self, target, text):
        self.taps += 1
        target.fill(text)

    def choose(self, target, label):
        self.taps += 2
        target.select_option(label=label)


@pytest.fixture
def meeting(area, officer):
    meeting = MeetingFactory(
        title="Beat meeting", areas=[area], starts_at=evening_in(-1), host=officer
    )
    for name, response in [("Ann Okafor", "yes"), ("Bea Campos", "yes"), ("Cem Yildiz", "none")]:
        InvitationFactory(meeting=meeting, leader=LeaderFactory(name=name), response=response)
    return meeting


def tick(page, name):
    """The box itself is drawn by its label."""
    page.locator("label", has_text=name).click()


def test_routine_meeting_takes_a_dozen_taps(open_page, officer, meeting):
    page = open_page(officer)
    thumb = Thumb(page)
    page.goto("/")

    thumb.tap(page.get_by_role("main").get_by_role("link", name="Log a meeting").first)
    thumb.tap(page.get_by_role("link", name="Beat meeting"))
    thumb.tap(page.get_by_text("Ann Okafor").first)
    thumb.tap(page.get_by_text("Bea Campos").first)
    thumb.fill(page.get_by_label("Others who came"), "6")
    thumb.fill(page.get_by_label("What was said?"), "The lamp at Oak is out again.")
    thumb.fill(page.get_by_label("What was promised?"), "Have the lamp at Oak repaired")
    thumb.choose(page.get_by_label("Promised to"), "Ann Okafor")
    thumb.tap(page.get_by_role("button", name="Save the log"))

    page.wait_for_url(SAVED)
    promise = Commitment.objects.get()
    assert (promise.owner, str(promise.promised_to)) == (officer, "Ann Okafor")
    assert thumb.taps <= MOST_TAPS


def test_somebody_from_the_directory_is_added_while_typing(open_page, officer, meeting):
    dora = LeaderFactory(name="Dora Miles")
    page = open_page(officer)
    page.goto(f"/meetings/{meeting.pk}/log/")

    page.get_by_label("Somebody else? Search the directory").press_sequentially("dor")
    tick(page, "Dora Miles")
    page.get_by_label("What was promised?").fill("Call back")
    page.get_by_label("Promised to").select_option(label="Dora Miles")
    page.get_by_role("button", name="Add a promise").click()
    page.get_by_label("Promised to").last.select_option(label="Dora Miles")
    page.get_by_label("What was promised?").last.fill("Send the list")
    page.get_by_role("button", name="Save the log").click()

    page.wait_for_url(SAVED)
    assert meeting.attendances.filter(leader=dora).exists()
    assert Commitment.objects.filter(promised_to_leader=dora).count() == 2


def test_unplanned_meeting_is_started_and_logged(open_page, officer, area):
    page = open_page(officer)
    page.goto("/log/")

    page.get_by_label("Place").fill("Corner of Oak and 5th")
    page.get_by_role("button", name="Continue").click()
    page.get_by_label("What was said?").fill("Bicycles on the sidewalk.")
    page.get_by_role("button", name="Save the log").click()

    page.wait_for_url(SAVED)
    meeting = Meeting.objects.get()
    assert (meeting.title, meeting.place, meeting.minutes.text, meeting.is_public) == (
        "Community event, North District",
        "Corner of Oak and 5th",
        "Bicycles on the sidewalk.",
        False,
    )


def test_everything_works_without_scripts(open_page, officer, meeting):
    """Search, walk-in, second promise, colleague, mistake, correction, save."""
    UserFactory(name="Paula Partner", role="officer")
    LeaderFactory(name="Dora Miles")
    page = open_page(officer, java_script_enabled=False)
    page.goto("/log/")
    page.get_by_role("link", name="Beat meeting").click()

    tick(page, "Ann Okafor")
    page.get_by_label("What was said?").fill("Said so.")
    page.get_by_label("Somebody else? Search the directory").fill("dora")
    page.get_by_role("button", name="Search").click()
    tick(page, "Dora Miles")
    page.get_by_role("button", name="Add a walk-in").click()
    page.get_by_label("Name", exact=True).fill("Wanda Walker")
    page.get_by_text("Add an e-mail or phone number").click()
    page.get_by_label("E-mail (optional)").fill("wanda@example.org")
    page.get_by_text("From the department:").click()
    page.get_by_label("Another colleague").select_option(label="Paula Partner")
    page.get_by_label("What was promised?").fill("Fix the light")
    page.get_by_label("Promised to").select_option(label="Dora Miles")
    page.get_by_role("button", name="Add a promise").click()
    page.get_by_label("What was promised?").last.fill("Call Wanda")
    page.get_by_label("Promised to").last.select_option(label="Wanda Walker")
    page.get_by_role("button", name="Save the log").click()

    page.get_by_role("link", name="Walk-in, Agreed to be contacted").wait_for()
    tick(page, "Agreed to be contacted")
    page.get_by_role("button", name="Save the log").click()

    page.wait_for_url(SAVED)
    assert sorted(str(row) for row in meeting.attendances.all()) == [
        "Ann Okafor",
        "Dora Miles",
        "Omar Officer",
        "Paula Partner",
        "Wanda Walker",
    ]
    promised = Commitment.objects.order_by("pk").values_list("text", "promised_to_leader__name")
    assert list(promised) == [("Fix the light", "Dora Miles"), ("Call Wanda", "Wanda Walker")]
    assert Leader.objects.get(name="Wanda Walker").email == "wanda@example.org"


def test_sheet_is_filled_in_without_a_mouse(open_page, officer, meeting):
    page = open_page(officer)
    page.goto(f"/meetings/{meeting.pk}/log/")

    page.get_by_label("Ann Okafor").focus()
    page.keyboard.press("Space")
    page.get_by_role("button", name="Add a walk-in").focus()
    page.keyboard.press("Enter")
    page.keyboard.type("Wanda Walker")
    page.get_by_role("button", name="Save the log").focus()
    page.keyboard.press("Enter")

    page.wait_for_url(SAVED)
    assert meeting.attendances.filter(walk_in_name="Wanda Walker").exists()
