"""Whatever is done in whatever order: refused with a sentence, or true to the rules."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from concerns import states
from concerns.actions import answers, closing, owning, publication, timed, waiting
from concerns.models import Concern
from tests.factories.concerns import ConcernFactory

START = timezone.now() - timedelta(days=120)
WORDS = {"summary": "Lamps.", "answer": "Replaced."}

# What each step does to a concern, by an officer, at a time.
BY_PEOPLE = {
    "reply": lambda c, by, at: answers.reply(concern=c, text="We look.", by=by, at=at),
    "note": lambda c, by, at: answers.note(concern=c, text="Ask.", by=by, at=at),
    "take": lambda c, by, at: owning.take(concern=c, by=by, at=at),
    "assign": lambda c, by, at: owning.assign(concern=c, owner=by, by=by, at=at),
    "pause": lambda c, by, at: waiting.pause(
        concern=c, reason="City", until=at + timedelta(days=3), by=by, at=at
    ),
    "resume": lambda c, by, at: waiting.resume(concern=c, by=by, at=at),
    "close": lambda c, by, at: closing.close(
        concern=c, outcome="resolved", reason="Done.", by=by, at=at
    ),
    "publish": lambda c, by, at: publication.publish(concern=c, by=by, at=at, **WORDS),
    "unpublish": lambda c, by, at: publication.unpublish(concern=c, by=by, at=at),
}
BY_RAISER = {
    "write": lambda c, _by, at: answers.raiser_writes(concern=c, text="More.", at=at),
    "accept": lambda c, _by, at: closing.accept(concern=c, at=at),
    "reopen": lambda c, _by, at: closing.reopen(concern=c, reason="Again.", at=at),
    "lasted": lambda c, _by, at: closing.say_whether_it_lasted(concern=c, has_lasted=False, at=at),
    "allow": lambda c, _by, at: publication.allow(concern=c, is_allowed=True, at=at),
    "forbid": lambda c, _by, at: publication.allow(concern=c, is_allowed=False, at=at),
}
BY_ITSELF = {
    "escalate": lambda _c, _by, at: timed.escalate_overdue(at=at),
    "resume due": lambda _c, _by, at: timed.resume_due(at=at),
    "ask": lambda _c, _by, at: timed.ask_whether_it_lasted(at=at),
}
STEPS = BY_PEOPLE | BY_RAISER | BY_ITSELF
STOPS_THE_CLOCK = {"reply", "close"}
PLANS = st.lists(
    st.tuples(st.sampled_from(sorted(STEPS)), st.integers(min_value=1, max_value=240)), max_size=14
)


def refusal_of(name, concern, officer, at):
    """Nothing when it was done; else the sentence. Anything but a refusal fails the test."""
    try:
        with transaction.atomic():
            STEPS[name](concern, officer, at)
    except ValidationError as refusal:
        return " ".join(refusal.messages)
    return None


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(PLANS)
@pytest.mark.django_db
def test_any_order_keeps_the_rules(officer, coordinator, plan):
    concern = ConcernFactory(raised_at=START, reporter={"email": "rosa@example.org"})
    at = START
    for name, hours in plan:
        at += timedelta(hours=hours)
        before = Concern.objects.get(pk=concern.pk)
        refusal = refusal_of(name, concern, officer, at)
        after = Concern.objects.get(pk=concern.pk)

        if refusal is not None:
            assert len(refusal) > 10
            assert after.revision == before.revision
        if after.state != before.state:
            assert after.state in states.ALLOWED[before.state]
        if after.answered_at and not before.answered_at:
            assert name in STOPS_THE_CLOCK
        if before.first_answered_at:
            assert after.first_answered_at == before.first_answered_at
        if name in BY_ITSELF:
            assert after.due_at >= before.due_at
    concern.delete()
