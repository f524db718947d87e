"""The one thing to do next with an initiative, and what else may be done."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from accounts.models import User
from initiatives import gates, stages
from initiatives.gates import Need
from initiatives.models import Initiative

Stage = Initiative.Stage


@dataclass(frozen=True, slots=True)
class Step:
    """Where it leads, and in which words."""

    url: str
    label: str


# Verb of the address, words, permission; in the order in which an initiative needs them.
STEPS = [
    ("update", gettext_noop("Change title, summary or date"), "initiatives.change"),
    ("scan", gettext_noop("Describe the problem (Scanning)"), "initiatives.change"),
    ("analyse", gettext_noop("Write down the analysis"), "initiatives.change"),
    ("plan", gettext_noop("Register how the effect is judged"), "initiatives.register_plan"),
    ("respond", gettext_noop("Say what is done (Response)"), "initiatives.change"),
    ("task-create", gettext_noop("Add a task"), "initiatives.add_task"),
    ("need-create", gettext_noop("Say what is needed"), "initiatives.add_need"),
    ("leads", gettext_noop("Name who leads it"), "initiatives.change_people"),
    ("places", gettext_noop("Choose the areas"), "initiatives.change_places"),
    ("join", gettext_noop("Add a partner"), "initiatives.change_people"),
    ("link", gettext_noop("Add a concern it answers"), "initiatives.link_concerns"),
    ("show", gettext_noop("Choose who sees it"), "initiatives.show"),
    ("case", gettext_noop("Put it into the case library"), "initiatives.write_cases"),
    ("back", gettext_noop("Go back a stage"), "initiatives.change_stage"),
    ("set-aside", gettext_noop("Set it aside"), "initiatives.change_stage"),
]
PERMISSIONS = {verb: permission for verb, _label, permission in STEPS} | {
    "close": "initiatives.change_stage"
}


def fits(verb: str, initiative: Initiative) -> bool:
    """Whether this can follow from the stage it is in."""
    has_begun = initiative.stage not in {Stage.SCANNING, Stage.ANALYSIS, Stage.SET_ASIDE}
    return {
        "plan": not has_begun,
        "case": initiative.stage == Stage.CLOSED,
        "task-create": initiative.is_open,
        "need-create": initiative.is_open,
        "respond": initiative.stage not in {Stage.SCANNING, Stage.SET_ASIDE},
        "analyse": initiative.stage != Stage.SET_ASIDE,
        "back": bool(stages.earlier_stages(initiative)),
        "set-aside": stages.can_be_set_aside(initiative),
    }.get(verb, True)


def possible(initiative: Initiative, user: User) -> list[Step]:
    """Everything this person may do with it now."""
    return [
        Step(address(verb, initiative), _(label))
        for verb, label, permission in STEPS
        if fits(verb, initiative) and user.has_perm(permission, initiative)
    ]


@dataclass(frozen=True, slots=True)
class Missing:
    """One thing this stage still needs, and where this person may give it."""

    sentence: str
    url: str


def missing(initiative: Initiative, user: User) -> list[Missing]:
    return [Missing(need.sentence, _where(need, initiative, user)) for need in _needs(initiative)]


def _needs(initiative: Initiative) -> list[Need]:
    """The verdict and the lesson are given on one page: one thing to do."""
    if initiative.stage == Stage.ASSESSMENT:
        return [Need("verdict", _("Say what came of it, and what was learned."), "close")]
    return gates.missing(initiative)


def _where(need: Need, initiative: Initiative, user: User) -> str:
    is_allowed = user.has_perm(PERMISSIONS[need.step], initiative)
    return address(need.step, initiative) if is_allowed else ""


def address(verb: str, initiative: Initiative) -> str:
    return reverse(f"initiatives:initiative-{verb}", kwargs={"pk": initiative.pk})
