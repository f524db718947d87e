"""The whole loop, in a real browser: raise, answer, promise, close, open again, close.

A resident on a phone who fears to be named, an officer on a phone, a coordinator at a desk, and a
leader who stands behind the concern and to whom the promise is made. Only the resident's words and
the digest of the code are kept: nothing says who it was.
"""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from concerns.models import Concern, IdentityLook, Reporter, Support
from meetings.models import Commitment
from outbox.models import Message
from tests.browser import DESKTOP
from tests.factories.concerns import CategoryFactory
from tests.journeys.test_identity_leaks import rows_with
from tests.journeys.test_raising import CODE, open_with_code

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
# What the resident types before choosing to be nobody.
ROSA = {"name": "Rosa Quietwater", "email": "rosa.quietwater@example.net", "phone": "+12155559187"}


@pytest.fixture(autouse=True)
def _what(area):
    """Browser tests begin with empty tables, also of what the migrations wrote."""
    CategoryFactory(key="other", name="Something else")


class Resident:
    def __init__(self, page):
        self.page, self.code = page, ""

    def raises(self):
        self.page.goto("/areas/north/")
        self.page.locator("main a[href*='/concerns/new/']").first.click()
        self.page.get_by_label("In a few words").fill("Two lamps are out")
        self.page.get_by_label("What happens?").fill("Men wait there every night.")
        for field, value in ROSA.items():
            self.page.fill(f"[name={field}]", value)
        self.page.get_by_text("Nobody: anonymous").click()
        self.page.get_by_text("Others may read what came of it").click()
        self.page.get_by_role("button", name="Send it").click()
        (self.code,) = CODE.findall(self.page.locator("main").inner_text())

    def says(self, answer, reason=""):
        """With the code, on another day."""
        self.page.context.clear_cookies()
        open_with_code(self.page, self.code)
        thread = self.page.locator("main").inner_text()
        self.page.get_by_text(answer, exact=True).click()
        self.page.get_by_label("If not: what is still wrong?").fill(reason)
        self.page.get_by_role("button", name="Send my answer").first.click()
        self.page.locator("main [role=status]").wait_for()
        return thread


def coordinator_gives_it_to(page, officer):
    page.goto("/concerns/?show=nobody")
    page.locator("label[for^=tick-]").click()
    page.locator("fieldset.bulk select").select_option(label=officer.name)
    page.get_by_role("button", name="Give it to them").click()
    page.get_by_text("Omar Officer takes care of 1 more concern now.").wait_for()


def officer_answers_and_promises(page, leader, day):
    page.goto("/")
    page.get_by_role("link", name="Two lamps are out").click()
    page.get_by_role("link", name="Answer", exact=True).first.click()
    page.get_by_label("Your answer").fill("We walk there tonight.")
    page.get_by_role("button", name="Send the answer").click()
    page.get_by_role("link", name="Make a promise of it").click()
    page.get_by_label("What is promised?").fill("Both lamps burn again")
    page.get_by_label("To which leader?").select_option(label=leader.name)
    page.get_by_label("Which day?").fill(day.isoformat())
    page.get_by_text("Show on the public area page").click()
    page.get_by_role("button", name="Write down the promise").click()
    page.get_by_text("The promise is written down.").wait_for()


def coordinator_shows_it(page, concern):
    page.goto(concern.get_absolute_url())
    page.get_by_role("link", name="Show what was said and done").first.click()
    page.get_by_label("You said").fill("A path was dark.")
    page.get_by_label("We did").fill("Officers walk there, and the lamps are reported.")
    page.locator("main form button[type=submit]").first.click()
    page.get_by_text("Everybody can read it on the area page.").wait_for()


def leader_supports_it(page):
    page.goto("/")
    page.get_by_role("link", name="What others raised").click()
    page.get_by_role("button", name=re.compile("This matters to us, too")).click()
    page.get_by_text("You support it. The department sees that you do.").wait_for()


def officer_closes(page, concern, outcome, reason):
    page.goto(concern.get_absolute_url())
    page.get_by_role("link", name="Close it").first.click()
    page.get_by_text(outcome, exact=True).click()
    page.get_by_label("Why, in a few sentences").fill(reason)
    page.get_by_role("button", name="Close it").click()
    page.get_by_text("It is closed.", exact=False).first.wait_for()


def officer_says_it_is_done(page):
    page.goto(Commitment.objects.get().get_absolute_url())
    page.get_by_label("What was done?").fill("The city replaced both.")
    page.get_by_role("button", name="It is done").click()


def leader_says_it_was_kept(page):
    page.goto("/")
    page.get_by_role("link", name="Both lamps burn again").click()
    page.get_by_text("Yes, it was kept").click()
    page.get_by_role("button", name="Send my answer").click()
    page.get_by_text("Kept").first.wait_for()


def test_from_raising_to_closing_twice(open_page, area, leader, officer, coordinator):
    resident = Resident(open_page())
    desk, phone = open_page(coordinator, viewport=DESKTOP), open_page(officer)
    leaders_phone = open_page(leader.user)

    resident.raises()
    coordinator_gives_it_to(desk, officer)
    officer_answers_and_promises(phone, leader, timezone.localdate() + timedelta(days=6))
    concern = Concern.objects.get()
    coordinator_shows_it(desk, concern)
    leader_supports_it(leaders_phone)
    officer_closes(phone, concern, "Partly resolved", "One lamp burns.")
    thread = resident.says("No, open it again", "The other one is still dark.")
    assert "We walk there tonight." in thread

    phone.goto("/")
    phone.get_by_role("link", name="Two lamps are out").click()
    phone.get_by_text("The other one is still dark.").wait_for()
    officer_closes(phone, concern, "Resolved", "Both lamps burn.")
    officer_says_it_is_done(phone)
    leader_says_it_was_kept(leaders_phone)
    resident.says("Yes, it is right")

    concern.refresh_from_db()
    assert (concern.state, concern.outcome, concern.reopened_count) == ("closed", "resolved", 1)
    assert concern.accepted_at
    assert concern.commitments.get().state == "kept"
    assert Support.objects.get().leader == leader
    desk.goto(area.get_absolute_url())
    assert "Both lamps burn again" in desk.content()

    assert (Reporter.objects.count(), IdentityLook.objects.count()) == (0, 0)
    assert not Message.objects.filter(address=ROSA["email"]).exists()
    for trace in ("quietwater", "5559187", resident.code, resident.code.replace("-", "")):
        assert rows_with(trace) == set()
    kept = {cookie["name"] for cookie in resident.page.context.cookies()}
    assert kept <= {"csrftoken"}
