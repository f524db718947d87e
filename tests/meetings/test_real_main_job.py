"""The main job with a real city's districts and organizations, by real mail.

Philadelphia's districts and its (masked) registered community organizations are imported; a
meeting of one district is planned, answered from a mail, reminded of, logged, and its promise
confirmed.
"""

from __future__ import annotations

import re
from collections import Counter
from datetime import timedelta
from io import StringIO
from types import SimpleNamespace

import pytest
from django.core.management import call_command
from django.utils import timezone

from leaders.models import Area, Leader
from meetings.actions import commitments, invitations, logging, planning, reminders
from meetings.actions.logging import Log, PromiseMade
from outbox import delivery
from tests.real_data import FOLDER, needs_real_data

pytestmark = [pytest.mark.django_db, *needs_real_data]

LINK = re.compile(r"http://[^/]+(/(?:rsvp|promises)/\S+)")


@pytest.fixture
def mail(settings, smtp_sink):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", smtp_sink.port
    return smtp_sink


@pytest.fixture
def published(mail, coordinator):
    """A meeting of District 14 in ten days, its leaders invited by mail."""
    districts = FOLDER / "areas-philadelphia" / "police_districts.geojson"
    organizations = FOLDER / "contacts-philadelphia-rco" / "rco_boundaries_masked.geojson"
    call_command("import_areas", districts, "--name-prefix=District", stdout=StringIO())
    call_command("import_contacts", organizations, stdout=StringIO())
    area = Area.objects.get(code="14")
    starts_at = timezone.now() + timedelta(days=10)
    meeting = planning.plan(
        by=coordinator,
        areas=[area],
        title="District 14 community meeting",
        kind="beat",
        starts_at=starts_at,
        ends_at=starts_at + timedelta(hours=1),
        timezone="America/New_York",
        place="Branch library",
    )
    leaders = Leader.objects.active().in_areas([area])
    invitations.invite(meeting=meeting, leaders=leaders, by=coordinator)
    planning.publish(meeting=meeting, by=coordinator)
    delivery.deliver()
    addresses = sorted(leaders.exclude(email="").values_list("email", flat=True))
    return SimpleNamespace(meeting=meeting, area=area, leaders=leaders, addresses=addresses)


def link_to(mail, address, subject):
    """The path of the link in the newest mail to this address whose subject has these words."""
    (message,) = [m for m in mail.messages if m["To"] == address and subject in m["Subject"]][-1:]
    return LINK.search(message.get_body(("plain",)).get_content()).group(1)


def mails(mail, subject):
    return Counter(message["To"] for message in mail.messages if subject in message["Subject"])


def test_leaders_of_one_district_are_invited_once_each(published, mail):
    assert len(published.addresses) == 47
    assert mails(mail, "Will you come?") == Counter(published.addresses)


def test_answer_from_the_mail_is_recorded_and_confirmed(published, mail, client):
    address = published.addresses[0]

    client.post(link_to(mail, address, "Will you come?"), {"response": "yes", "guests": "1"})

    invitation = published.meeting.invitations.get(leader__email=address)
    assert (invitation.response, invitation.guests) == ("yes", 1)
    delivery.deliver()
    assert mails(mail, "Your answer is recorded") == Counter([address])


def test_everybody_who_has_not_declined_is_reminded_exactly_once_a_rule(published, mail, client):
    declined, *others = published.addresses
    client.post(link_to(mail, declined, "Will you come?"), {"response": "no"})

    for before in (timedelta(days=7), timedelta(days=1)):
        mail.received.clear()
        for late in (0, 1, 2):
            reminders.queue_reminders(
                at=published.meeting.starts_at - before + timedelta(minutes=late)
            )
            delivery.deliver()
        assert mails(mail, "Reminder") == Counter(others)


def test_promise_made_at_the_meeting_is_confirmed_by_mail(published, mail, officer, client):
    leader = published.leaders.get(email=published.addresses[0])
    made = PromiseMade(
        text="Report the two lamps",
        owner=officer,
        promised_to=leader,
        due_on=timezone.localdate() + timedelta(days=17),
    )
    log = Log(leaders=[leader], officers=[officer], minutes="Two lamps are out.", promises=[made])

    logging.log_meeting(
        meeting=published.meeting, log=log, by=officer, at=published.meeting.ends_at
    )
    promise = published.meeting.commitments.get()
    commitments.mark_done(commitment=promise, evidence="Case 4711.", by=officer)
    delivery.deliver()
    client.post(link_to(mail, leader.email, "Was this promise kept?"), {"answer": "kept"})

    promise.refresh_from_db()
    assert (promise.state, promise.confirmed_by_leader) == ("kept", leader)
    page = client.get(published.area.get_absolute_url()).content.decode()
    assert "Report the two lamps" in page
    assert leader.name not in page
