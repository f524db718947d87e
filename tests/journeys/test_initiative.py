"""A concern becomes joint work and goes through all stages: an officer on a phone, without scripts."""

from __future__ import annotations

import pytest

from initiatives.models import Initiative
from tests.factories.concerns import ConcernFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
LETTERS = ("Community", "Harm", "Expectation", "Events", "Recurring", "Similarity")


def test_from_a_concern_to_a_result(open_page, officer, leader, area):
    concern = ConcernFactory(
        subject="Cars are broken into", area=area, reporter={"email": "rosa@example.org"}
    )
    page = open_page(officer, java_script_enabled=False)

    page.goto(concern.get_absolute_url())
    page.get_by_role("link", name="Make it joint work").click()
    page.get_by_label("Title").fill("Watch on Lamp Street")
    page.get_by_label("Kind").select_option(label="Neighborhood watch")
    page.get_by_label("What is the problem?").fill("Cars are broken into at night.")
    page.get_by_label("Community leader").select_option(label="Lena Leader")
    page.get_by_role("button", name="Begin the initiative").click()
    page.get_by_role("button", name="Go on to Analysis").click()

    page.get_by_role("link", name="Answer the CHEERS test").click()
    for letter in LETTERS:
        page.get_by_label(letter).fill("Yes.")
    page.get_by_role("button", name="Save").click()
    page.get_by_role("link", name="Write down what the analysis found.").click()
    page.get_by_label("What did you find?").fill("Two dark blocks.")
    page.get_by_role("button", name="Save").click()
    page.get_by_role("link", name="Register how the effect will be judged").click()
    page.get_by_label("What is counted?").fill("Break-ins")
    page.get_by_label("Where do the numbers come from?").fill("Records")
    page.get_by_text("Before and after in the same place").click()
    for label, day in {
        "Time before: first day": "2026-01-01",
        "Time before: last day": "2026-03-31",
        "Time after: first day": "2026-04-01",
        "Time after: last day": "2026-06-30",
    }.items():
        page.get_by_label(label).fill(day)
    page.get_by_label("What would count as success?").fill("Fewer")
    page.get_by_role("button", name="Register it").click()
    page.get_by_role("button", name="Go on to Response").click()

    page.get_by_role("link", name="Say what is done about it.").click()
    page.get_by_label("What is done?").fill("Neighbors walk; two lamps are repaired.")
    page.get_by_role("button", name="Save").click()
    page.get_by_role("button", name="Go on to Assessment").click()
    page.get_by_role("link", name="Say what came of it, and what was learned.").click()
    page.get_by_text("It worked", exact=True).click()
    page.get_by_label("What was learned?").fill("Light first, then walks.")
    page.get_by_role("button", name="Close it").click()

    page.get_by_role("heading", name="What came of it").wait_for()
    made = Initiative.objects.get()
    assert (made.stage, made.verdict, made.lead_leader) == ("closed", "worked", leader)
    assert concern.updates.get().event == "initiated"
