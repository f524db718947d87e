"""Joint work of the invented city: one initiative in every stage, as if it had gone that way."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal

from accounts.models import Role, User
from concerns.models import Concern, Priority
from config.demo.joint_work import WORK, Work
from initiatives.actions import initiatives, partners, places, plans, resources, stages, tasks
from initiatives.models import EffectPlan, Initiative, Playbook, Task
from leaders.models import Area, Leader, Organization

Stage = Initiative.Stage
WAY = (Stage.SCANNING, Stage.ANALYSIS, Stage.RESPONSE, Stage.ASSESSMENT, Stage.CLOSED)


@dataclass(frozen=True)
class City:
    """Who and what there is to work with."""

    areas: dict[str, Area]
    users: list[User]
    leaders: list[Leader]
    bodies: list[Organization]


def build(city: City, at: datetime) -> int:
    """Tells how many."""
    for number, work in enumerate(WORK):
        _one(city, work, number, at)
    return len(WORK)


def _one(city: City, work: Work, number: int, at: datetime) -> Initiative:
    officer, leader = _leads(city, work, number)
    # In the middle of a working day, whenever the demo is started.
    begun = (at - timedelta(days=work.days_ago)).replace(hour=16, minute=0, second=0)
    made = initiatives.begin(
        title=work.title,
        by=officer,
        playbook=Playbook.objects.filter(key=work.kind).first(),
        summary=work.summary,
        problem=work.problem,
        lead_officer=officer,
        lead_leader=leader,
        due_on=(at + timedelta(days=work.due_in)).date() if work.due_in is not None else None,
        target_areas=[city.areas[work.area]],
        priorities=Priority.objects.filter(area=city.areas[work.area], rank=1),
        at=begun,
    )
    places.place(
        initiative=made,
        by=officer,
        targets=[city.areas[work.area]],
        buffers=[city.areas[code] for code in work.buffers],
        comparisons=[city.areas[code] for code in work.comparisons],
    )
    for name, level, promise in work.partners:
        body = next(each for each in city.bodies if each.name == name)
        partners.join(
            initiative=made,
            organization=body,
            level=level,
            promise=promise,
            joined_on=begun.date(),
            by=officer,
        )
    _share_out(made, officer, leader, at)
    _walk(made, work, officer, begun, at)
    _resources(city, made, work, officer, leader)
    _answer(made, city.areas[work.area])
    initiatives.show(initiative=made, visibility=work.visibility, by=officer)
    return made


def _leads(city: City, work: Work, number: int) -> tuple[User, Leader]:
    """The demo's leader account leads the first."""
    officers = [user for user in city.users if user.role == Role.OFFICER]
    own = next(leader for leader in city.leaders if leader.user_id)
    here = Leader.objects.in_areas([city.areas[work.area]]).order_by("pk")
    leader = own if number == 0 else here[number % here.count()]
    officer = next(user for user in officers if user.email == "officer@demo.example")
    return (officer if number < 2 else officers[number % len(officers)]), leader


def _walk(made: Initiative, work: Work, officer: User, begun: datetime, at: datetime) -> None:
    """As far as it came, in even steps of whole days."""
    goal = WAY.index(Stage(work.stage))
    pause = timedelta(days=(at - begun).days // (goal + 1))
    if goal >= 1:
        initiatives.change(initiative=made, by=officer, **work.cheers)
        stages.advance(initiative=made, by=officer, at=begun + pause)
    if goal >= 2:
        initiatives.change(initiative=made, by=officer, analysis=work.analysis)
        _plan(made, work, officer, begun + pause)
        stages.advance(initiative=made, by=officer, at=begun + 2 * pause)
        initiatives.change(initiative=made, by=officer, response=work.response)
    if goal >= 3:
        stages.advance(initiative=made, by=officer, at=begun + 3 * pause)
    if goal >= 4:
        stages.close(
            initiative=made,
            by=officer,
            verdict=work.verdict,
            learned=work.learned,
            at=begun + 4 * pause,
        )


def _share_out(made: Initiative, officer: User, leader: Leader, at: datetime) -> None:
    """The first half is done, the next is late, the others come; the two leads share them."""
    listed = list(made.tasks.all())
    half = len(listed) // 2
    for number, task in enumerate(listed):
        due_on = task.due_on or at.date()
        if number >= half:
            due_on = at.date() + timedelta(days=18 * (number - half) - 4)
        tasks.change(
            task=task,
            title=task.title,
            owner=officer if number % 2 else leader,
            starts_on=due_on - timedelta(days=14),
            due_on=due_on,
            by=officer,
        )
        if number <= half:
            state = Task.State.DONE if number < half else Task.State.DOING
            tasks.move(task=task, state=state, by=officer)


def _resources(city: City, made: Initiative, work: Work, officer: User, leader: Leader) -> None:
    """What is needed; the first partner and the lead leader give, a part has arrived."""
    for number, (kind, title, needed, unit, pledged) in enumerate(work.needs):
        need = resources.ask(
            initiative=made,
            kind=kind,
            title=title,
            quantity=Decimal(needed),
            unit=unit,
            by=officer,
        )
        body = next(each for each in city.bodies if each.name == work.partners[0][0])
        given = resources.offer(
            need=need,
            kind=kind,
            title=title,
            unit=unit,
            currency=need.currency,
            quantity=Decimal(pledged),
            organization=None if number % 2 else body,
            leader=leader if number % 2 else None,
            by=officer,
        )
        for part, step in ((1, "confirmed"), (2, "delivered"), (4, "used")):
            share = (given.pledged / part).quantize(Decimal(1))
            resources.book(offer=given, step=step, quantity=share, by=officer)


def _plan(made: Initiative, work: Work, officer: User, at: datetime) -> None:
    day = at.date()
    has_comparison = bool(work.comparisons)
    methods = EffectPlan.Method
    plans.register(
        initiative=made,
        by=officer,
        measure=work.measure,
        source="Reports to the department, by month",
        method=methods.COMPARISON if has_comparison else methods.BEFORE_AFTER,
        before_from=day - timedelta(days=180),
        before_to=day - timedelta(days=1),
        after_from=day + timedelta(days=14),
        after_to=day + timedelta(days=194),
        success=work.success,
        at=at,
    )


def _answer(made: Initiative, area: Area) -> None:
    """Published concerns of the same area, and one that is not."""
    here = Concern.objects.in_areas([area])
    made.concerns.set([*here.published()[:2], *here.open()[:1]])
