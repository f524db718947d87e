"""What is typed into a log survives a reload, a lost connection and an ended session."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from accounts.models import Role
from meetings.models import Commitment, LogEntry
from tests.browser import sign_in
from tests.factories.accounts import UserFactory
from tests.factories.leaders import LeaderFactory
from tests.factories.meetings import InvitationFactory, MeetingFactory, evening_in

pytestmark = pytest.mark.browser
PASSWORD = "a-long-enough-sentence"
SAVED = re.compile(r"/meetings/\d+/logged/$")


@pytest.fixture
def meeting(transactional_db, area, officer):
    meeting = MeetingFactory(
        title="Beat meeting", areas=[area], starts_at=evening_in(-1), host=officer
    )
    for name in ("Ann Okafor", "Bea Campos"):
        InvitationFactory(meeting=meeting, leader=LeaderFactory(name=name), response="yes")
    return meeting


def opened(page, meeting):
    page.goto(f"/meetings/{meeting.pk}/log/")
    return page


def type_all(page):
    """A tick, minutes, a walk-in and two promises, the second in a row added by script."""
    page.get_by_text("Ann Okafor").first.click()
    page.get_by_label("What was said?").fill("The light is out.")
    page.get_by_role("button", name="Add a walk-in").click()
    page.get_by_label("Name", exact=True).fill("Wanda Walker")
    page.get_by_label("What was promised?").first.fill("Fix the light")
    page.get_by_label("Promised to").first.select_option(label="Ann Okafor")
    page.get_by_role("button", name="Add a promise").click()
    page.get_by_label("What was promised?").last.fill("Call the school")
    page.get_by_label("Promised to").last.select_option(label="Bea Campos")
    page.wait_for_timeout(400)  # Longer than the pause before it is kept.


def expect_all(page):
    expect(page.get_by_label("Ann Okafor")).to_be_checked()
    expect(page.get_by_label("Bea Campos")).not_to_be_checked()
    expect(page.get_by_label("What was said?")).to_have_value("The light is out.")
    expect(page.get_by_label("Name", exact=True)).to_have_value("Wanda Walker")
    texts = page.get_by_label("What was promised?")
    assert [text.input_value() for text in texts.all()] == ["Fix the light", "Call the school"]
    people = page.get_by_label("Promised to").locator("option:checked")
    assert people.all_text_contents() == ["Ann Okafor", "Bea Campos"]


def save(page):
    page.get_by_role("button", name="Save the log").click()


def drafts(page):
    return page.evaluate("Object.keys(localStorage).filter((key) => key.startsWith('liaison:'))")


def log_of(meeting):
    meeting.refresh_from_db()
    rows = sorted(str(row) for row in meeting.attendances.all())
    promises = sorted(Commitment.objects.values_list("text", flat=True))
    return meeting.minutes.text, rows, promises


ALL = (
    "The light is out.",
    ["Ann Okafor", "Omar Officer", "Wanda Walker"],
    ["Call the school", "Fix the light"],
)


def test_reload_brings_everything_back_with_a_notice(open_page, officer, meeting):
    page = opened(open_page(officer), meeting)
    type_all(page)

    page.reload()

    expect(page.get_by_text("What you typed earlier on this phone is here again")).to_be_visible()
    expect_all(page)


def test_restored_text_is_saved_and_its_draft_removed(open_page, officer, meeting):
    page = opened(open_page(officer), meeting)
    type_all(page)
    page.reload()
    expect_all(page)

    save(page)

    page.wait_for_url(SAVED)
    assert (log_of(meeting), drafts(page)) == (ALL, [])


def test_discarding_brings_the_empty_page_back(open_page, officer, meeting):
    page = opened(open_page(officer), meeting)
    type_all(page)
    page.reload()

    page.get_by_role("button", name="Discard it").click()

    expect(page.get_by_label("What was said?")).to_have_value("")
    expect(page.get_by_text("is here again")).to_be_hidden()
    assert drafts(page) == []


def test_page_without_a_draft_says_nothing(open_page, officer, meeting):
    page = opened(open_page(officer), meeting)

    expect(page.get_by_text("is here again")).to_be_hidden()
    assert drafts(page) == []


def test_lost_connection_is_said_and_sent_when_it_is_back(open_page, officer, meeting):
    page = opened(open_page(officer), meeting)
    type_all(page)

    page.context.set_offline(True)
    save(page)
    expect(page.get_by_text("No connection. What you typed is kept on this phone.")).to_be_visible()
    expect_all(page)
    page.context.set_offline(False)

    page.wait_for_url(SAVED)
    assert (log_of(meeting), drafts(page)) == (ALL, [])


def test_connection_lost_after_the_server_saved_saves_once(open_page, officer, meeting):
    """The answer gets lost on its way back; the page is sent again by itself."""
    page = opened(open_page(officer), meeting)
    type_all(page)
    lost = []

    def lose_the_answer(route):
        if route.request.method == "POST" and not lost:
            lost.append(route.fetch(max_redirects=0).status)
            route.abort("connectionreset")
        else:
            route.continue_()

    page.route(f"**/meetings/{meeting.pk}/log/", lose_the_answer)
    save(page)
    expect(page.get_by_text("No connection.")).to_be_visible()
    page.evaluate("window.dispatchEvent(new Event('online'))")

    page.wait_for_url(SAVED)
    assert (lost, LogEntry.objects.count(), log_of(meeting)) == ([302], 1, ALL)


def test_ended_session_loses_nothing(open_page, officer, meeting):
    officer.set_password(PASSWORD)
    officer.save()
    page = opened(open_page(officer), meeting)
    type_all(page)

    page.context.clear_cookies(name="sessionid")
    save(page)
    page.locator("[name=login]").fill(officer.email)
    page.locator("[name=password]").fill(PASSWORD)
    page.locator("[name=password]").press("Enter")

    expect(page.get_by_text("Your session had ended.")).to_be_visible()
    expect_all(page)
    save(page)
    page.wait_for_url(SAVED)
    assert (log_of(meeting), drafts(page)) == (ALL, [])


def test_another_user_of_the_phone_sees_nothing_of_it(open_page, officer, meeting, live_server):
    page = opened(open_page(officer), meeting)
    type_all(page)
    page.context.clear_cookies()
    sign_in(page.context, UserFactory(role=Role.OFFICER), live_server.url)

    opened(page, meeting)

    expect(page.get_by_label("What was said?")).to_have_value("")
    expect(page.get_by_text("is here again")).to_be_hidden()


def test_signing_out_removes_what_was_kept(open_page, officer, meeting):
    page = opened(open_page(officer), meeting)
    type_all(page)
    assert drafts(page) == [f"liaison:log:{officer.pk}:{meeting.pk}"]

    page.get_by_role("button", name="Menu").click()
    page.get_by_role("button", name="Sign out").click()

    page.wait_for_url("**/")
    assert drafts(page) == []


def test_mistake_is_shown_and_nothing_is_lost(open_page, officer, meeting):
    page = opened(open_page(officer), meeting)
    type_all(page)
    page.get_by_label("Promised to").last.select_option("")

    save(page)

    expect(page.get_by_role("heading", name="Not saved yet.")).to_be_visible()
    page.get_by_role("link", name="Promise 2, Promised to").click()
    expect(page.get_by_label("Promised to").last).to_be_focused()
    page.get_by_label("Promised to").last.select_option(label="Bea Campos")
    save(page)
    page.wait_for_url(SAVED)
    assert log_of(meeting) == ALL


def test_chosen_day_and_quick_choice_exclude_each_other(open_page, officer, meeting):
    page = opened(open_page(officer), meeting)

    page.get_by_text("Another day").click()
    page.get_by_label("Which day?").fill("2030-05-01")
    expect(page.get_by_label("Another day")).to_be_checked()
    page.get_by_text("1 week").click()

    assert page.locator("[name=promise-0-due_on]").input_value() == ""
