"""The department answers: a coordinator gives by keyboard, an officer answers and closes by phone."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from concerns.models import Concern
from tests.browser import DESKTOP
from tests.factories.concerns import ConcernFactory, StandardTextFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def concern(area):
    return ConcernFactory(
        subject="Two lamps are out",
        area=area,
        raised_at=timezone.now() - timedelta(days=4),
        reporter={"email": "rosa@example.org"},
    )


def test_coordinator_finds_and_gives_it_away_without_a_mouse(
    open_page, coordinator, officer, concern
):
    ConcernFactory(subject="Litter", text="Bags in the park.")
    page = open_page(coordinator, viewport=DESKTOP)
    page.goto("/concerns/")

    page.get_by_role("searchbox").focus()
    page.keyboard.type("lamps")
    page.keyboard.press("Enter")
    page.wait_for_url("**/concerns/?*q=lamps*")
    page.get_by_text("1 concern", exact=False).first.wait_for()
    page.get_by_role("checkbox", name="Two lamps are out").focus()
    page.keyboard.press("Space")
    for _ in range(12):  # To the drop-down, over the links of the row.
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.name") == "owner":
            break
    page.keyboard.type("Omar")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")

    page.get_by_text("Omar Officer takes care of 1 more concern now.").wait_for()
    assert "q=lamps" in page.url
    assert [c.owner for c in Concern.objects.order_by("pk")] == [officer, None]


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
def test_officer_answers_with_a_standard_text_and_closes(open_page, officer, concern, scripts):
    Concern.objects.update(owner=officer)
    StandardTextFactory(title="We look at it", text="We look at {reference} this week.")
    page = open_page(officer, java_script_enabled=scripts)
    page.goto("/")

    page.get_by_role("link", name="Two lamps are out").click()
    page.get_by_role("link", name="Answer").first.click()
    page.get_by_label("Your answer").fill("Thank you, Rosa's street is dark indeed.")
    page.get_by_text("Use a standard text").click()
    page.get_by_label("Begin with a standard text").select_option(label="We look at it")
    page.get_by_role("button", name="Put it into the answer").click()
    page.get_by_role("button", name="Preview").click()
    page.get_by_role("heading", name="This is what they will read").wait_for()
    page.get_by_role("button", name="Send the answer").click()
    page.get_by_text("Your answer is on its way.").wait_for()

    page.get_by_role("link", name="Close it").first.click()
    page.get_by_text("Resolved", exact=True).click()
    page.get_by_label("Why, in a few sentences").fill("Both lamps were replaced.")
    page.get_by_role("button", name="Close it").click()
    page.get_by_text("It is closed.", exact=False).first.wait_for()

    found = Concern.objects.get()
    said = found.updates.replies().get().text.splitlines()
    assert said[1:] == ["", f"We look at {found.reference} this week."]
    assert (found.state, found.answered_by) == ("closed", officer)
