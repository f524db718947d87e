"""From stage to stage, and back."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from initiatives import gates
from initiatives import stages as table
from initiatives.actions import records
from initiatives.errors import GateClosed, InitiativeState
from initiatives.models import Initiative, StageChange
from initiatives.models.initiatives import LONGEST_REASON, LONGEST_TEXT

Stage = Initiative.Stage


@transaction.atomic
def advance(
    *,
    initiative: Initiative,
    by: User,
    stage: str = "",
    revision: int | None = None,
    at: datetime | None = None,
) -> Initiative:
    """Into the next stage, if everything it stands on is there. The last one is left by `close`.

    `stage` is where to, as the actor saw it: where it is there already, nothing happens.
    """
    held = records.locked(initiative, revision=revision)
    if stage and held.stage == stage:
        return held
    ahead = table.next_stage(held)
    if not ahead or (stage and stage != ahead):
        raise InitiativeState(
            _("This initiative is in “%(stage)s”: that stage does not follow.")
            % {"stage": held.get_stage_display()}
        )
    needs = gates.missing(held)
    if needs:
        raise GateClosed(needs)
    return _move(held, ahead, by=by, at=at)


@transaction.atomic
def close(
    *,
    initiative: Initiative,
    verdict: str,
    learned: str,
    by: User,
    revision: int | None = None,
    at: datetime | None = None,
) -> Initiative:
    """Say what came of it and what was learned. Nothing is closed without both."""
    held = records.locked(initiative, revision=revision)
    table.check(held, Stage.CLOSED, [table.next_stage(held)])
    held.verdict = records.said(
        verdict, field="verdict", missing=_("Choose what came of it."), longest=15
    )
    held.learned = records.said(
        learned,
        field="learned",
        missing=_("Say what others should know before they try the same."),
        longest=LONGEST_TEXT,
    )
    held.closed_at = at or timezone.now()
    return _move(held, Stage.CLOSED, by=by, at=held.closed_at)


@transaction.atomic
def go_back(
    *,
    initiative: Initiative,
    stage: str,
    reason: str,
    by: User,
    revision: int | None = None,
    at: datetime | None = None,
) -> Initiative:
    """To an earlier stage, with a reason. A verdict that was given stays in the history."""
    held = records.locked(initiative, revision=revision)
    table.check(held, stage, table.earlier_stages(held))
    held.verdict, held.closed_at = "", None
    return _move(held, stage, by=by, at=at, reason=_reason(reason))


@transaction.atomic
def set_aside(
    *,
    initiative: Initiative,
    reason: str,
    by: User,
    revision: int | None = None,
    at: datetime | None = None,
) -> Initiative:
    """Put away before anything was done."""
    held = records.locked(initiative, revision=revision)
    if not table.can_be_set_aside(held):
        raise InitiativeState(
            _("Something was done already: assess it, so that others can learn from it.")
        )
    return _move(held, Stage.SET_ASIDE, by=by, at=at, reason=_reason(reason))


def _move(
    held: Initiative, stage: str, *, by: User, at: datetime | None, reason: str = ""
) -> Initiative:
    at = at or timezone.now()
    StageChange.objects.create(
        initiative=held,
        from_stage=held.stage,
        to_stage=stage,
        reason=reason,
        verdict=held.verdict,
        by=by,
        at=at,
    )
    held.stage, held.stage_since = stage, at
    return records.keep(held)


def _reason(text: str) -> str:
    return records.said(
        text, field="reason", missing=_("Say why, in a sentence."), longest=LONGEST_REASON
    )
