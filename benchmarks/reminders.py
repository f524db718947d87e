"""Liaison's side of the delivery benchmark, in a process with its settings.

python -m benchmarks.reminders fill NUMBER FILE
python -m benchmarks.reminders ready
python -m benchmarks.reminders due
"""

from __future__ import annotations

import pickle
import sys
import time
from datetime import datetime, timedelta
from pathlib import Path

import django
import redis

django.setup()

# ruff: noqa: E402 -- models need what stands above
from django.conf import settings
from django.core.management import call_command
from django.template import engines
from django.utils import timezone

from outbox import actions, nudges
from outbox.drafts import Draft
from outbox.mime import Letterhead
from outbox.models import Message
from outbox.rendering import site_context

# As reminders are: half of them need no encoding, half are Spanish.
LANGUAGES = ("en", "es")
SUBJECTS = ("Reminder: community meeting", "Recordatorio: reunión comunitaria")
WORDS = (
    "The community meeting of District 7 takes place on Thursday, December 10, 2026, 7:00 p.m.",
    "La reunión comunitaria del Distrito 7 será el jueves 10 de diciembre de 2026, 19:00 horas.",
)
BODY = """
{% extends "outbox/email_base.html" %}
{% block content %}
{% for word in words %}<p>{{ word }}</p>{% endfor %}
{% include "outbox/_email_button.html" with label="Answer" url=link only %}
{% endblock %}
"""


def fill(number: str, prebuilt: str) -> None:
    """Queue the reminders for later, and keep what the mail server will get, ready to send."""
    call_command("migrate", verbosity=0)
    later = timezone.now() + timedelta(days=1)
    actions.queue_many(reminder(one, later) for one in range(int(number)))
    letterhead = Letterhead.of_site()
    messages = [
        (letterhead.sender, message.address, letterhead.write(message))
        for message in Message.objects.order_by("pk")
    ]
    Path(prebuilt).write_bytes(pickle.dumps(messages))


def reminder(number: int, not_before: datetime) -> Draft:
    turn = number % 2
    link = f"https://liaison.example.org/rsvp/{number:043d}/"
    context = {**site_context(LANGUAGES[turn]), "words": [WORDS[turn]] * 6, "link": link}
    return Draft(
        key=f"bench:{number}",
        kind="meetings.reminder",
        address=f"leader{number}@example.org",
        language=LANGUAGES[turn],
        subject=SUBJECTS[turn],
        text="\n\n".join([WORDS[turn]] * 6 + [link]),
        html=engines["django"].from_string(BODY.strip()).render(context),
        not_before=not_before,
    )


def ready() -> None:
    """Returns when the worker has taken a task: it is up."""
    nudges.nudge()
    with redis.Redis.from_url(settings.REDIS_URL) as broker:
        while broker.llen("celery"):
            time.sleep(0.05)
    time.sleep(1)


def due() -> None:
    """All become due at once; prints when."""
    Message.objects.update(
        status=Message.Status.QUEUED, sent_at=None, not_before=timezone.now() - timedelta(seconds=1)
    )
    print(time.monotonic())
    nudges.nudge()


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["fill", number, prebuilt]:
            fill(number, prebuilt)
        case ["ready"]:
            ready()
        case ["due"]:
            due()
