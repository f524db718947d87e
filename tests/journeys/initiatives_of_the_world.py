"""Joint work in every stage, so that every page about it has something to show."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from accounts.models import Role
from initiatives.models import Initiative
from tests.factories.initiatives import (
    EffectPlanFactory,
    InitiativeFactory,
    NeedFactory,
    PartnerFactory,
    StageChangeFactory,
    TaskFactory,
    make_offer,
)


def make_initiatives(
    area: Any, leader: Any, organization: Any, users: dict[str, Any], concerns: dict[str, Any]
) -> dict[str, Initiative]:
    officer = users[Role.OFFICER]
    common = {"targets": [area], "lead_officer": officer, "lead_leader": leader}
    made = {
        "scanning": InitiativeFactory(title="Night walks", targets=[area], due_on="2026-01-01"),
        "analysis": InitiativeFactory(title="Quiet corner", stage="analysis", ready=True, **common),
        "response": InitiativeFactory(
            title="Lamps on Quay Street",
            ready=True,
            stage="response",
            visibility="public",
            concerns=[concerns["confidential"], concerns["published"], concerns["anonymous"]],
            **common,
        ),
        "closed": InitiativeFactory(
            title="Safe way to school",
            ready=True,
            stage="closed",
            visibility="public",
            response="Crossing guards and a new light.",
            verdict="worked",
            learned="Begin with the parents.",
            closed_at=timezone.now(),
            **common,
        ),
        "set aside": InitiativeFactory(title="Market", stage="set_aside", **common),
    }
    PartnerFactory(initiative=made["response"], organization=organization, promise="Volunteers")
    EffectPlanFactory(initiative=made["analysis"])
    task = {"initiative": made["response"], "due_on": timezone.localdate()}
    TaskFactory(title="Repair the lamps", owner_user=officer, **task)
    TaskFactory(title="Walk on Fridays", owner_organization=organization, state="doing", **task)
    TaskFactory(
        title="Lamps are repaired",
        is_milestone=True,
        initiative=made["response"],
        due_on="2026-01-01",
    )
    need = NeedFactory(initiative=made["response"], title="Lamps for the path")
    done = [("confirmed", "4"), ("delivered", "3"), ("used", "1")]
    make_offer(need=need, leader=leader, booked=done, by=officer)
    make_offer(kind="hours", title="Walks", organization=organization, by=officer)
    for initiative in made.values():
        StageChangeFactory(initiative=initiative, by=officer)
    StageChangeFactory(
        initiative=made["response"],
        from_stage="assessment",
        to_stage="response",
        reason="Two lamps were out again.",
        by=officer,
    )
    return made
