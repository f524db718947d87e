"""Which states a concern can be in, and which follows which: the one table.

The outcome (what came of it) is separate from the state (where it stands), and is given on closing.
"""

from __future__ import annotations

from django.utils.translation import gettext as _

from concerns.errors import ConcernState
from concerns.models import Concern

State = Concern.State

ALLOWED: dict[str, frozenset[str]] = {
    State.RECEIVED: frozenset({State.IN_PROGRESS, State.WAITING, State.CLOSED}),
    State.IN_PROGRESS: frozenset({State.WAITING, State.CLOSED}),
    State.WAITING: frozenset({State.IN_PROGRESS, State.CLOSED}),
    State.CLOSED: frozenset({State.REOPENED}),
    State.REOPENED: frozenset({State.IN_PROGRESS, State.WAITING, State.CLOSED}),
}

# What somebody who takes it up, or answers, leaves behind; a waiting one is taken up by `resume`.
TAKEN_UP = frozenset({State.RECEIVED, State.REOPENED})


def can_become(concern: Concern, state: str) -> bool:
    return state in ALLOWED[concern.state]


def change(concern: Concern, state: str) -> None:
    """Set the state, or say why not. The caller holds the row and saves it."""
    if not can_become(concern, state):
        raise ConcernState(
            _("This concern is “%(state)s” and cannot become “%(to)s”.")
            % {"state": concern.get_state_display(), "to": State(state).label}
        )
    concern.state = state
