"""A promise in any state, as the database accepts it."""

from __future__ import annotations

from django.utils import timezone

from meetings.models import Commitment
from tests.factories.meetings import CommitmentFactory

State = Commitment.State
WORDS = "We put up the light."


def in_state(state, **fields):
    """A department's promise to a leader that stands in this state, unless told otherwise."""
    now = timezone.now()
    commitment = CommitmentFactory(**fields)
    commitment.state = state
    if state == State.DONE:
        commitment.done_at, commitment.evidence = now, WORDS
    if state in {State.KEPT, State.WITHDRAWN}:
        commitment.closed_at = now
    if state in {State.DISPUTED, State.WITHDRAWN}:
        commitment.closing_note = WORDS
    if state == State.KEPT:
        commitment.confirmed_by_leader = commitment.promised_to_leader
        commitment.confirmed_by_user = commitment.promised_to_user
    commitment.save()
    return commitment
