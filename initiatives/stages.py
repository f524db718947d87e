"""Which stages follow which: the one table.

Forward one step at a time, through the gates of `initiatives.gates`; back to any earlier stage,
with a reason, because what is learned later changes what was thought before.
"""

from __future__ import annotations

from django.utils.translation import gettext as _

from initiatives.errors import InitiativeState
from initiatives.models import Initiative

Stage = Initiative.Stage

FORWARD: dict[str, str] = {
    Stage.SCANNING: Stage.ANALYSIS,
    Stage.ANALYSIS: Stage.RESPONSE,
    Stage.RESPONSE: Stage.ASSESSMENT,
    Stage.ASSESSMENT: Stage.CLOSED,
}
BACK: dict[str, tuple[str, ...]] = {
    Stage.SCANNING: (),
    Stage.ANALYSIS: (Stage.SCANNING,),
    Stage.RESPONSE: (Stage.ANALYSIS, Stage.SCANNING),
    Stage.ASSESSMENT: (Stage.RESPONSE, Stage.ANALYSIS, Stage.SCANNING),
    Stage.CLOSED: (Stage.ASSESSMENT,),
    Stage.SET_ASIDE: (Stage.SCANNING,),
}
# Before anything was done nothing can have worked or failed: it is put away without a verdict.
MAY_BE_SET_ASIDE = frozenset({Stage.SCANNING, Stage.ANALYSIS})


def next_stage(initiative: Initiative) -> str:
    """The stage ahead; empty at the end."""
    return FORWARD.get(initiative.stage, "")


def earlier_stages(initiative: Initiative) -> tuple[str, ...]:
    """Where it may go back to, nearest first."""
    return BACK[initiative.stage]


def can_be_set_aside(initiative: Initiative) -> bool:
    return initiative.stage in MAY_BE_SET_ASIDE


def check(initiative: Initiative, stage: str, allowed: object) -> None:
    """`allowed` holds the stages that may follow; say why not, where this one is not among them."""
    if stage not in allowed:  # type: ignore[operator] # any container will do
        raise InitiativeState(
            _("This initiative is in “%(stage)s” and cannot go to “%(to)s”.")
            % {"stage": initiative.get_stage_display(), "to": Stage(stage).label}
        )
