"""An initiative is begun, written down, led and shown."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from concerns.models import Priority
from initiatives.actions import places, records, tasks
from initiatives.errors import BadLead, Conflict, WordsMissing
from initiatives.models import Initiative, Playbook, StageChange
from initiatives.models.initiatives import LONGEST_SUMMARY, LONGEST_TITLE, RESPONDED
from initiatives.querysets.initiatives import CHEERS
from leaders.models import Area, Leader

# What may be written, and how long each may be.
WORDS = {
    "title": LONGEST_TITLE,
    "summary": LONGEST_SUMMARY,
    "problem": 6000,
    "analysis": 6000,
    "response": 6000,
    **dict.fromkeys(CHEERS, 1000),
}
# What the response stands on stays there while it goes on.
STANDS_ON = ("analysis", *CHEERS)


@transaction.atomic
def begin(
    *,
    title: str,
    by: User,
    kind: str = "",
    playbook: Playbook | None = None,
    summary: str = "",
    problem: str = "",
    target_areas: Iterable[Area] = (),
    lead_officer: User | None = None,
    lead_leader: Leader | None = None,
    due_on: date | None = None,
    priorities: Iterable[Priority] = (),
    at: datetime | None = None,
) -> Initiative:
    """A draft in its first stage; neither officer nor leader need be named yet.

    A playbook brings its tasks, their days counted from now.
    """
    at = at or timezone.now()
    _check_leads(lead_officer, lead_leader)
    initiative = Initiative.objects.create(
        title=_titled(title),
        kind=kind or (playbook.kind if playbook else Initiative.Kind.OTHER),
        playbook=playbook,
        summary=records.clean(summary, field="summary", longest=LONGEST_SUMMARY),
        problem=records.clean(problem, field="problem", longest=WORDS["problem"]),
        lead_officer=lead_officer,
        lead_leader=lead_leader,
        due_on=due_on,
        created_by=by,
        created_at=at,
        stage_since=at,
    )
    StageChange.objects.create(initiative=initiative, to_stage=initiative.stage, by=by, at=at)
    places.write(initiative, targets=target_areas)
    if playbook is not None:
        tasks.from_playbook(initiative, playbook, by=by, on=timezone.localdate(at))
    initiative.priorities.set(priorities)
    return initiative


@transaction.atomic
def change(
    *,
    initiative: Initiative,
    by: User,  # noqa: ARG001 -- the history records who
    revision: int | None = None,
    kind: str | None = None,
    due_on: date | None = None,
    has_due_on: bool = False,
    priorities: Iterable[Priority] | None = None,
    **words: str,
) -> Initiative:
    """Write its words, or set them right. `has_due_on` tells an emptied day from one not given."""
    held = records.locked(initiative, revision=revision)
    for field, text in words.items():
        setattr(held, field, records.clean(text, field=field, longest=WORDS[field]))
    if "title" in words:
        held.title = _titled(held.title)
    _check_words(held)
    held.kind = kind or held.kind
    if has_due_on:
        held.due_on = due_on
    if priorities is not None:
        held.priorities.set(priorities)
    return records.keep(held)


@transaction.atomic
def lead(
    *,
    initiative: Initiative,
    lead_officer: User | None,
    lead_leader: Leader | None,
    by: User,  # noqa: ARG001 -- as above
    revision: int | None = None,
) -> Initiative:
    """Say who leads it: one of the department, one of the community."""
    held = records.locked(initiative, revision=revision)
    _check_leads(lead_officer, lead_leader)
    if held.stage in RESPONDED and (lead_officer is None or lead_leader is None):
        raise BadLead(_("From the Response on an officer and a leader lead it together."))
    held.lead_officer, held.lead_leader = lead_officer, lead_leader
    return records.keep(held)


@transaction.atomic
def show(
    *,
    initiative: Initiative,
    visibility: str,
    by: User,  # noqa: ARG001 -- as above
    revision: int | None = None,
) -> Initiative:
    """Say who sees it. Everybody reads the summary, so it has to be there."""
    held = records.locked(initiative, revision=revision)
    if visibility == Initiative.Visibility.PUBLIC and not held.summary:
        raise WordsMissing(
            {"visibility": _("Write the summary first: it is what everybody reads.")}
        )
    held.visibility = visibility
    return records.keep(held)


def _titled(title: str) -> str:
    return records.said(
        title, field="title", missing=_("Give the initiative a title."), longest=LONGEST_TITLE
    )


def _check_words(initiative: Initiative) -> None:
    if initiative.stage in RESPONDED and not all(getattr(initiative, name) for name in STANDS_ON):
        raise Conflict(
            _(
                "The Response stands on the analysis and the CHEERS test. Change them, but "
                "leave no answer empty."
            )
        )
    if initiative.is_public and not initiative.summary:
        raise Conflict(_("Everybody reads the summary. Do not leave it empty."))


def _check_leads(officer: User | None, leader: Leader | None) -> None:
    if officer is not None and not (officer.is_active and officer.is_police):
        raise BadLead({"lead_officer": _("Choose somebody who works for the department.")})
    if leader is not None and not leader.is_active:
        raise BadLead({"lead_leader": _("This leader has stepped back. Choose another one.")})
