"""What is killed while 2,000 reminders go out costs nobody a reminder."""

from __future__ import annotations

import os
import signal

import pytest
from django.db.models.functions import Now

from outbox.delivery import GROUP
from outbox.models import Message
from tests.config.running import wait_for

pytestmark = pytest.mark.slow

SENDERS = 2  # Processes of the worker, see Procfile.


def kill(reminding, words):
    victim = reminding.system.program(words)
    os.killpg(victim.pid, signal.SIGKILL)
    wait_for(lambda: not victim.is_running())


def let_leases_end():
    """What a dead worker holds is free after 90 seconds. Here at once."""
    Message.objects.filter(status=Message.Status.SENDING).update(leased_until=Now())


def test_killed_worker_loses_nobody(reminding):
    kill(reminding, "config worker")
    let_leases_end()

    reminding.wait_until_complete()

    assert len(reminding.repeated()) <= SENDERS * (2 * GROUP + 1)
    assert reminding.with_several_ids() == []


@pytest.mark.parametrize("words", ["config beat", "valkey-server", "postgres -D"])
def test_killed_server_loses_and_repeats_nobody(reminding, words):
    kill(reminding, words)

    reminding.wait_until_complete()

    assert reminding.repeated() == []
    assert reminding.with_several_ids() == []
