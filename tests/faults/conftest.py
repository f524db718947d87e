"""The whole system with its embedded servers, a mail server beside it, and 2,000 people to remind."""

from __future__ import annotations

import time
from collections import Counter, defaultdict
from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta

import pytest
from celery import current_app
from django.conf import settings
from django.db import DatabaseError, connection
from django.utils import timezone
from kombu import Connection
from kombu.exceptions import OperationalError

from config.local import addresses
from leaders.models import Leader
from meetings.models import Invitation, Meeting, ReminderRule
from outbox.models import Message
from tests.config.running import Liaison, liaison, wait_for
from tests.factories.leaders import LeaderFactory
from tests.factories.meetings import MeetingFactory
from tests.smtp_sink import SmtpSink

PEOPLE = 2000
UNDER_WAY = 300  # Messages seen by the mail server when something is killed.
DAY = 24 * 60
ASK_EVERY = 5.0  # Seconds
REMIND = "meetings.queue_reminders"


@pytest.fixture(scope="module")
def sink():
    with SmtpSink() as sink:
        yield sink


@pytest.fixture(scope="module")
def system(sink, tmp_path_factory):
    with liaison(tmp_path_factory.mktemp("faults"), EMAIL_URL=sink.url) as running:
        running.wait_until_ready()
        yield running


@pytest.fixture
def its_database(system, django_db_setup, django_db_blocker):
    """Django's own connection, led to the running system's database."""
    ours = connection.settings_dict
    options = {
        **ours["OPTIONS"],
        "host": str(addresses.postgres_socket_folder(system.data_dir)),
        "port": addresses.PORT,
    }
    theirs = {"NAME": addresses.DATABASE, "USER": addresses.USER, "HOST": "", "PORT": ""}
    with django_db_blocker.unblock():
        connection.close()
        connection.settings_dict = {**ours, **theirs, "PASSWORD": "", "OPTIONS": options}
        yield
        connection.close()
        connection.settings_dict = ours


@dataclass
class Reminding:
    """One meeting's reminders on their way."""

    system: Liaison
    sink: SmtpSink
    expected: set[str]
    asked_at: float = 0.0

    def ask(self) -> None:
        """What the scheduler asks every two minutes, here every few seconds."""
        if time.monotonic() - self.asked_at < ASK_EVERY:
            return
        self.asked_at = time.monotonic()
        broker = addresses.celery_url(addresses.redis_url(self.system.data_dir))
        options = settings.CELERY_BROKER_TRANSPORT_OPTIONS
        with suppress(OperationalError), Connection(broker, transport_options=options) as wire:
            current_app.send_task(REMIND, connection=wire, retry=False)

    def is_under_way(self) -> bool:
        return len(self.sink.received) >= UNDER_WAY

    def is_complete(self) -> bool:
        self.ask()
        return set(self.sink.recipients) == self.expected

    def is_recorded(self) -> bool:
        try:
            return not Message.objects.exclude(status=Message.Status.SENT).exists()
        except DatabaseError:  # It is just being started again.
            connection.close()
            return False

    def wait_until_complete(self) -> None:
        wait_for(self.is_complete)
        wait_for(self.is_recorded)

    def repeated(self) -> list[str]:
        """Those who got it more than once, once for each further copy."""
        return list((Counter(self.sink.recipients) - Counter(self.expected)).elements())

    def with_several_ids(self) -> list[str]:
        ids = defaultdict(set)
        for recipient, message in zip(self.sink.recipients, self.sink.messages, strict=True):
            ids[recipient].add(message["Message-ID"])
        return [recipient for recipient, found in ids.items() if len(found) > 1]


@pytest.fixture
def reminding(system, sink, its_database):
    sink.received.clear()
    Meeting.objects.all().delete()
    Message.objects.all().delete()
    Leader.objects.all().delete()
    ReminderRule.objects.all().delete()
    meeting = MeetingFactory(starts_at=timezone.now() + timedelta(days=1, minutes=-1))
    ReminderRule.objects.create(meeting=meeting, minutes_before=DAY)
    leaders = Leader.objects.bulk_create(LeaderFactory.build_batch(PEOPLE))
    Invitation.objects.bulk_create(
        Invitation(meeting=meeting, leader=leader, sent_at=timezone.now() - timedelta(days=5))
        for leader in leaders
    )
    running = Reminding(system, sink, {leader.email for leader in leaders})
    running.ask()
    wait_for(running.is_under_way)
    assert not running.is_complete()
    return running
