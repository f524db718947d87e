"""What each stage stands on, as a list of what is still missing; the page and the API show it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from initiatives import stages
from initiatives.models import Initiative, TargetArea
from initiatives.querysets.initiatives import CHEERS

Stage = Initiative.Stage


@dataclass(frozen=True, slots=True)
class Need:
    """Something missing: its name for programs, a sentence, the step of the page that gives it."""

    key: str
    sentence: str
    step: str


def missing(initiative: Initiative) -> list[Need]:
    """What this stage still needs before the next one. Nothing: the gate is open."""
    checks = {
        Stage.SCANNING: _before_analysis,
        Stage.ANALYSIS: _before_response,
        Stage.RESPONSE: _before_assessment,
        Stage.ASSESSMENT: _before_closing,
    }.get(Stage(initiative.stage))
    return list(checks(initiative)) if checks else []


def unanswered(initiative: Initiative) -> list[str]:
    """The letters of CHEERS that have no answer yet, by their names."""
    return [
        str(Initiative._meta.get_field(name).verbose_name)  # type: ignore[union-attr] # noqa: SLF001 -- Django's way to a field
        for name in CHEERS
        if not getattr(initiative, name)
    ]


def is_open(initiative: Initiative) -> bool:
    return bool(stages.next_stage(initiative)) and not missing(initiative)


def _before_analysis(initiative: Initiative) -> Iterator[Need]:
    if not initiative.problem:
        yield Need("problem", _("Say what the problem is."), "scan")
    if not _has_target(initiative):
        yield Need("target_areas", _("Say where you work."), "places")


def _before_response(initiative: Initiative) -> Iterator[Need]:
    open_letters = unanswered(initiative)
    if open_letters:
        words = ", ".join(open_letters)
        yield Need("cheers", _("Answer the CHEERS test: %s.") % words, "scan")
    if not initiative.analysis:
        yield Need("analysis", _("Write down what the analysis found."), "analyse")
    if initiative.plan_id is None:
        sentence = _("Register how the effect will be judged, before anything is done.")
        yield Need("plan", sentence, "plan")
    if initiative.lead_officer_id is None:
        yield Need("lead_officer", _("Name the officer who leads it."), "leads")
    if initiative.lead_leader_id is None:
        yield Need("lead_leader", _("Name the community leader who leads it."), "leads")


def _before_assessment(initiative: Initiative) -> Iterator[Need]:
    if not initiative.response:
        yield Need("response", _("Say what is done about it."), "respond")


def _before_closing(initiative: Initiative) -> Iterator[Need]:
    if not initiative.verdict:
        yield Need("verdict", _("Say what came of it."), "close")
    if not initiative.learned:
        yield Need("learned", _("Say what was learned."), "close")


def _has_target(initiative: Initiative) -> bool:
    return any(row.role == TargetArea.Role.TARGET for row in initiative.target_areas.all())
