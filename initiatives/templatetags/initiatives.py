"""Initiatives in templates: stages and verdicts as words with a tone."""

from __future__ import annotations

from decimal import Decimal

from django import template
from django.utils.formats import number_format
from django.utils.translation import gettext as _

from initiatives import summaries
from initiatives.models import (
    CaseStudy,
    EvidenceGrade,
    Initiative,
    Need,
    Offer,
    Partner,
    Playbook,
    StageChange,
    Task,
)

register = template.Library()
TAG = "components/status_tag.html"


@register.inclusion_tag(TAG)
def initiative_stage(initiative: Initiative) -> dict[str, str]:
    """The stage in a word."""
    stage = Initiative.Stage(initiative.stage)
    return {"text": str(stage.label), "tone": summaries.TONES[stage]}


@register.inclusion_tag(TAG)
def initiative_verdict(initiative: Initiative) -> dict[str, str]:
    return {
        "text": initiative.get_verdict_display(),
        "tone": summaries.verdict_tone(initiative.verdict),
    }


@register.inclusion_tag(TAG)
def evidence_grade(found: Playbook | CaseStudy) -> dict[str, str]:
    """How much is known, in the words everybody compares by."""
    grade = EvidenceGrade(found.grade)
    return {"text": str(grade.label), "tone": summaries.GRADE_TONES[grade]}


@register.inclusion_tag(TAG)
def task_state(task: Task) -> dict[str, str]:
    if task.is_overdue():
        return {"text": _("Overdue"), "tone": "urgent"}
    state = Task.State(task.state)
    return {"text": str(state.label), "tone": summaries.TASK_TONES[state]}


@register.filter
def stage_change(step: StageChange) -> str:
    return summaries.change(step)


@register.filter
def level_promise(partner: Partner) -> str:
    """What they may expect by their level of participation."""
    return str(summaries.PROMISES[Partner.Level(partner.level)])


@register.simple_tag
def who_sees(initiative: Initiative) -> str:
    """Who may read its page."""
    return {
        "draft": _("Only the department and the two leads see this."),
        "partners": _("The department, the leads and the partners see this."),
        "public": _("Everybody reads the summary, stage, places and result; not the rest."),
    }[initiative.visibility]


@register.filter
def how_much(value: Decimal | int | None) -> str:
    """As people write it: 3, 2.5, 1,200."""
    number = Decimal(value or 0).quantize(Decimal("0.01"))
    whole = number == number.to_integral_value()
    return number_format(number, decimal_pos=0 if whole else 2, force_grouping=True)


@register.filter
def counted(found: Need | Offer) -> str:
    """In which unit or currency; hours where nothing else is said."""
    if found.currency:
        return found.currency
    return found.unit or (_("hours") if found.kind == "hours" else "")
