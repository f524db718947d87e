"""The main job, in a real browser: plan, invite, answer from the mail, be reminded once, log, keep.

Coordinator at a desk, leader without account and without JavaScript on an old phone, officer on a
phone. The mails go through a real SMTP server.
"""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from leaders.models import Leader
from meetings.actions import reminders
from meetings.models import Commitment, Invitation, Meeting, ReminderRule
from outbox import delivery
from tests.browser import DESKTOP
from tests.factories.leaders import LeaderFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

LINK = re.compile(r"https?://[^/\s]+(/(?:rsvp|promises)/\S+)")


@pytest.fixture
def mail(settings, smtp_sink, live_server):
    """Mail goes to a real server, and its links lead to this Liaison."""
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", smtp_sink.port
    settings.SITE_URL = live_server.url
    return smtp_sink


@pytest.fixture
def _reminded_a_day_before(db):
    """Tests with a browser begin with empty tables, so without the department's usual rules."""
    ReminderRule.objects.get_or_create(series=None, meeting=None, minutes_before=24 * 60)


def link_of_last_mail(mail, subject: str) -> str:
    """The path of the answering link in the newest mail whose subject has these words."""
    (message,) = [m for m in mail.messages if subject in m["Subject"]][-1:]
    return LINK.search(message.get_body(("plain",)).get_content()).group(1)


def plan_and_invite(page, day) -> None:
    page.goto("/")
    page.get_by_role("link", name="Plan a meeting").click()
    page.get_by_label("Title").fill("Lighting walk")
    page.get_by_text("North District", exact=True).click()
    page.get_by_label("Date").fill(day.isoformat())
    page.get_by_label("Place").fill("Branch library")
    page.get_by_role("button", name="Save the draft").click()
    page.get_by_role("link", name="Choose whom to invite").click()
    page.get_by_role("button", name=re.compile("^Invite ")).first.click()
    page.get_by_role("link", name="Publish the meeting").click()
    page.locator("main form button[type=submit]").last.click()


def bring_forward(meeting: Meeting, start) -> None:
    """Days pass."""
    end = start + timedelta(hours=2)
    Meeting.objects.filter(pk=meeting.pk).update(starts_at=start, ends_at=end)
    meeting.invitations.update(sent_at=start - timedelta(days=5))


def answer_yes(page, path: str) -> None:
    page.goto(path)
    page.get_by_text("Yes", exact=True).click()
    page.get_by_role("button", name="Send my answer").click()
    page.get_by_text("Your answer is recorded").first.wait_for()


def log_it(page, promise: str, leader: Leader) -> None:
    page.goto("/")
    page.get_by_role("link", name="Lighting walk").click()
    page.get_by_text(leader.name).first.click()
    page.get_by_label("What was said").fill("Three lamps are **out**.")
    page.get_by_label("What was promised?").fill(promise)
    page.get_by_label("Promised to").select_option(label=leader.name)
    page.get_by_role("button", name="Save the log").click()
    page.get_by_text("The log is saved").wait_for()


@pytest.mark.usefixtures("_reminded_a_day_before")
def test_a_meeting_from_plan_to_kept_promise(open_page, mail, area, coordinator, officer):
    leader = LeaderFactory(name="Rosa Reyes", email="rosa@example.org", areas=[area])
    desk = open_page(coordinator, viewport=DESKTOP)

    plan_and_invite(desk, timezone.localdate() + timedelta(days=6))
    delivery.deliver()
    invitation = Invitation.objects.get(leader=leader)
    answer_yes(open_page(java_script_enabled=False), link_of_last_mail(mail, "Will you come?"))

    invitation.refresh_from_db()
    assert (invitation.response, invitation.seat) == ("yes", "confirmed")

    meeting = invitation.meeting
    bring_forward(meeting, timezone.now() + timedelta(hours=23))
    reminders.queue_reminders()
    reminders.queue_reminders()
    delivery.deliver()
    assert [m["To"] for m in mail.messages if "Reminder" in m["Subject"]] == ["rosa@example.org"]

    bring_forward(meeting, timezone.now() - timedelta(hours=3))
    log_it(open_page(officer), "Report the three lamps", leader)

    promise = Commitment.objects.get()
    assert (promise.owner_user, promise.promised_to_leader) == (officer, leader)
    assert meeting.attendances.filter(leader=leader).exists()

    phone = open_page(officer)
    phone.goto(promise.get_absolute_url())
    phone.get_by_label("What was done?").fill("The city replaced them.")
    phone.get_by_role("button", name="It is done").click()
    phone.get_by_text("Now it is for the one you promised it to").wait_for()
    delivery.deliver()
    old_phone = open_page(java_script_enabled=False)
    old_phone.goto(link_of_last_mail(mail, "Was this promise kept?"))
    old_phone.get_by_text("Yes, it was kept").click()
    old_phone.get_by_role("button", name="Send my answer").click()

    promise.refresh_from_db()
    assert (promise.state, promise.confirmed_by_leader) == ("kept", leader)
    desk.goto(area.get_absolute_url())
    assert "Report the three lamps" in desk.content()
