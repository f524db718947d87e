"""A coordinator plans regular meetings and a single one, publishes it, moves it: also without JavaScript."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from meetings.models import Invitation, Meeting, Series
from outbox.models import Message
from tests.browser import DESKTOP, PHONE
from tests.factories.leaders import LeaderFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def plan_series(page) -> None:
    page.goto("/series/")
    page.get_by_role("link", name="Plan a series").first.click()
    page.get_by_label("Title").fill("North beat meeting")
    page.get_by_text("North District", exact=True).first.click()
    page.get_by_text("On a day like the second Thursday of the month").click()
    page.get_by_text("Second", exact=True).click()
    page.get_by_text("Thursday", exact=True).click()
    page.get_by_label("From").fill("2026-01-01")
    page.get_by_label("Place").fill("Grace Church")


def plan_single(page, day) -> None:
    page.goto("/meetings/")
    page.get_by_role("link", name="Plan a meeting").first.click()
    page.get_by_label("Title").fill("Lighting walk")
    page.get_by_label("Kind").select_option(label="Neighborhood walk")
    page.get_by_text("North District", exact=True).click()
    page.get_by_label("Date").fill(day.isoformat())
    page.get_by_label("Place").fill("Branch library")
    page.get_by_role("button", name="Save the draft").click()


def invite_and_publish(page) -> None:
    page.get_by_role("link", name="Choose whom to invite").click()
    page.get_by_role("button", name=re.compile(r"^Invite \d leader")).click()
    page.get_by_role("link", name="Publish the meeting").click()
    page.get_by_role("button", name="Publish the meeting").click()


def move(page, day) -> None:
    page.get_by_role("link", name="Move", exact=True).click()
    page.get_by_label("Date").fill(day.isoformat())
    page.get_by_role("button", name="Move the meeting").click()


@pytest.mark.parametrize(
    "options",
    [{"viewport": DESKTOP}, {"viewport": PHONE, "java_script_enabled": False}],
    ids=["desk", "phone without scripts"],
)
def test_coordinator_plans_publishes_and_moves(open_page, coordinator, area, options):
    LeaderFactory(name="Rosa Reyes", areas=[area])
    day = timezone.localdate() + timedelta(days=10)
    page = open_page(coordinator, **options)

    plan_series(page)
    page.get_by_role("button", name="Show the next dates").click()
    page.get_by_text("Second Thursday of the month: the next dates").wait_for()
    assert Series.objects.count() == 0
    page.get_by_role("button", name="Plan the series").click()
    page.get_by_role("heading", name="North beat meeting").wait_for()
    assert Series.objects.get().meetings.count() in {12, 13}

    plan_single(page, day)
    invite_and_publish(page)
    page.get_by_text("The meeting is published.").wait_for()
    move(page, day + timedelta(days=1))
    page.get_by_text("The meeting is moved.").wait_for()

    meeting = Meeting.objects.get(title="Lighting walk")
    assert (meeting.status, meeting.local_starts_at.date(), meeting.sequence) == (
        "published",
        day + timedelta(days=1),
        1,
    )
    assert Invitation.objects.get(meeting=meeting).sent_at is not None
    assert Message.objects.filter(about=f"meeting:{meeting.pk}", status="queued").count() == 1


def test_next_dates_appear_while_one_chooses(open_page, coordinator, area):
    page = open_page(coordinator, viewport=DESKTOP)

    plan_series(page)
    page.get_by_text("Friday", exact=True).click()

    page.get_by_text("Second Thursday and Friday of the month: the next dates").wait_for()
    page.get_by_text("On days of the week").click()
    page.get_by_text("Every Thursday and Friday: the next dates").wait_for()
    assert page.get_by_label("Day of the month", exact=True).is_hidden()
