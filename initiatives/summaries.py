"""Where an initiative stands, in words with a tone, and the way it has come."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from initiatives.models import EvidenceGrade, Initiative, Partner, StageChange, Task

Stage, Verdict, Level = Initiative.Stage, Initiative.Verdict, Partner.Level
WAY = (Stage.SCANNING, Stage.ANALYSIS, Stage.RESPONSE, Stage.ASSESSMENT, Stage.CLOSED)
TONES = {
    Stage.SCANNING: "neutral",
    Stage.ANALYSIS: "info",
    Stage.RESPONSE: "info",
    Stage.ASSESSMENT: "info",
    Stage.CLOSED: "good",
    Stage.SET_ASIDE: "neutral",
}
VERDICT_TONES = {
    Verdict.WORKED: "good",
    Verdict.MODIFIED: "good",
    Verdict.REDUCED_ENOUGH: "good",
    Verdict.NO_EFFECT: "warning",
    Verdict.WORSE: "urgent",
    Verdict.CANNOT_TELL: "neutral",
}
TASK_TONES = {
    Task.State.TODO: "neutral",
    Task.State.DOING: "info",
    Task.State.DONE: "good",
    Task.State.DROPPED: "neutral",
}
GRADE_TONES = {
    EvidenceGrade.PROVEN: "good",
    EvidenceGrade.PROMISING: "good",
    EvidenceGrade.MIXED: "warning",
    EvidenceGrade.NO_EFFECT: "warning",
    EvidenceGrade.REPORTED: "neutral",
    EvidenceGrade.CLAIMED: "urgent",
    EvidenceGrade.UNKNOWN: "neutral",
}
# What each stage asks, in one sentence for those who never heard of SARA.
QUESTIONS = {
    Stage.SCANNING: gettext_lazy("What is the problem, where, and for whom?"),
    Stage.ANALYSIS: gettext_lazy("Why does it happen there, then, and to them?"),
    Stage.RESPONSE: gettext_lazy("What is done about the causes, by whom?"),
    Stage.ASSESSMENT: gettext_lazy("Did it help, and how do we know?"),
    Stage.CLOSED: gettext_lazy("What came of it, and what should others know?"),
}
# What the public is promised at each level of the IAP2 spectrum, in our own words.
PROMISES = {
    Level.INFORM: gettext_lazy("We keep you informed."),
    Level.CONSULT: gettext_lazy("We ask you, listen, and tell you what became of what you said."),
    Level.INVOLVE: gettext_lazy("We work with you, so that what you need shapes what we choose."),
    Level.COLLABORATE: gettext_lazy("We find the solution together, and take up what we can."),
    Level.EMPOWER: gettext_lazy("You decide, and we carry it out."),
}


@dataclass(frozen=True, slots=True)
class Step:
    """One of the five stages on the way: behind, here or ahead."""

    label: str
    place: str


def way(initiative: Initiative) -> list[Step]:
    """The five stages as seen from where it is; none of one that was set aside."""
    if initiative.stage == Stage.SET_ASIDE:
        return []
    here = WAY.index(Stage(initiative.stage))
    return [
        Step(str(stage.label), _place(number, here, is_over=initiative.stage == Stage.CLOSED))
        for number, stage in enumerate(WAY)
    ]


def _place(number: int, here: int, *, is_over: bool) -> str:
    if number < here or is_over:
        return "complete"
    return "current" if number == here else ""


def question(initiative: Initiative) -> str:
    return str(QUESTIONS.get(Stage(initiative.stage), ""))


def verdict_tone(verdict: str) -> str:
    return VERDICT_TONES[Verdict(verdict)]


def change(step: StageChange) -> str:
    """One line of the history."""
    if not step.from_stage:
        return _("Begun")
    if step.to_stage == Stage.CLOSED:
        return _("Closed: %s") % step.get_verdict_display()
    if step.to_stage == Stage.SET_ASIDE:
        return _("Set aside")
    words = {"stage": step.get_to_stage_display()}
    if is_back(step):
        return _("Back to %(stage)s") % words
    return _("On to %(stage)s") % words


def is_back(step: StageChange) -> bool:
    order = [*WAY, Stage.SET_ASIDE]
    return bool(step.from_stage) and order.index(Stage(step.from_stage)) > order.index(
        Stage(step.to_stage)
    )


def summary(initiative: Initiative) -> str:
    """What the page of somebody who works on it says first."""
    words = {
        "stage": initiative.get_stage_display(),
        "day": date_format(localtime(initiative.stage_since), "DATE_FORMAT"),
    }
    if initiative.stage == Stage.CLOSED:
        return _("Closed on %(day)s: %(verdict)s.") % (
            words | {"verdict": initiative.get_verdict_display()}
        )
    if initiative.stage == Stage.SET_ASIDE:
        return _("Set aside on %(day)s, before anything was done.") % words
    return _("In %(stage)s since %(day)s.") % words
