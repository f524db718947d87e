"""The way from scanning to closed, its gates, and the ways back."""

from __future__ import annotations

import contextlib
from datetime import date

import pytest

from initiatives import gates, stages
from initiatives.actions import initiatives, places, plans
from initiatives.actions import stages as actions
from initiatives.errors import (
    BadLead,
    BadPlaces,
    BadPlan,
    Conflict,
    GateClosed,
    InitiativeChanged,
    InitiativeState,
    WordsMissing,
)
from initiatives.models import Initiative
from initiatives.querysets.initiatives import CHEERS
from tests.factories.initiatives import ANSWERED, InitiativeFactory, TargetAreaFactory
from tests.factories.leaders import LeaderFactory

pytestmark = pytest.mark.django_db
Stage = Initiative.Stage
PLAN = {
    "measure": "Break-ins",
    "source": "Records",
    "method": "before_after",
    "before_from": date(2026, 1, 1),
    "before_to": date(2026, 3, 31),
    "after_from": date(2026, 4, 1),
    "after_to": date(2026, 6, 30),
    "success": "Fewer",
}


def at(stage, **values):
    """An initiative in a stage with everything that stage stands on."""
    closing = {"verdict": "worked", "closed_at": "2026-05-01T12:00Z"} if stage == "closed" else {}
    lesson = {"learned": "Light helps."} | values
    return InitiativeFactory(ready=True, stage=stage, **closing, **lesson)


ENDS = {
    "scanning": {"analysis"},
    "analysis": {"response"},
    "response": {"assessment"},
    "assessment": {"closed"},
    "closed": set(),
    "set_aside": set(),
}
BACK = {
    "scanning": set(),
    "analysis": {"scanning"},
    "response": {"scanning", "analysis"},
    "assessment": {"scanning", "analysis", "response"},
    "closed": {"assessment"},
    "set_aside": {"scanning"},
}


@pytest.mark.parametrize("stage", Stage.values)
def test_table_of_stages(stage):
    initiative = Initiative(stage=stage)

    assert ({stages.next_stage(initiative)} - {""}, set(stages.earlier_stages(initiative))) == (
        ENDS[stage],
        BACK[stage],
    )


@pytest.mark.parametrize("stage", Stage.values)
def test_going_back_follows_the_table(stage, officer):
    reached = set()
    for goal in Stage.values:
        made = at(stage)
        try:
            actions.go_back(initiative=made, stage=goal, reason="We were wrong.", by=officer)
        except InitiativeState:
            continue
        reached.add(Initiative.objects.get(pk=made.pk).stage)

    assert reached == BACK[stage]


@pytest.mark.parametrize("stage", Stage.values)
def test_only_what_has_done_nothing_yet_is_set_aside(stage, officer):
    made = at(stage)
    with contextlib.suppress(InitiativeState):
        actions.set_aside(initiative=made, reason="Solved by itself.", by=officer)

    made.refresh_from_db()
    assert (made.stage == "set_aside") == (stage in {"scanning", "analysis", "set_aside"})


def keys(initiative):
    return [need.key for need in gates.missing(Initiative.objects.get(pk=initiative.pk))]


GATES = [
    ("scanning", {"problem": ""}, ["problem", "target_areas"]),
    ("analysis", {}, ["plan"]),
    *(("analysis", {letter: ""}, ["cheers", "plan"]) for letter in CHEERS),
    ("analysis", {"analysis": ""}, ["analysis", "plan"]),
    ("analysis", {"lead_officer": None}, ["plan", "lead_officer"]),
    ("analysis", {"lead_leader": None}, ["plan", "lead_leader"]),
    ("response", {}, ["response"]),
    ("response", {"response": "We walk."}, []),
    ("assessment", {"learned": ""}, ["verdict", "learned"]),
    ("closed", {}, []),
    ("set_aside", {"problem": ""}, []),
]


@pytest.mark.parametrize(("stage", "values", "expected"), GATES)
def test_what_a_stage_still_needs(stage, values, expected):
    assert keys(at(stage, **values)) == expected


@pytest.mark.parametrize(("stage", "values", "expected"), [g for g in GATES if g[2]])
def test_closed_gate_says_what_is_missing_and_changes_nothing(stage, values, expected, officer):
    made = at(stage, **values)

    with pytest.raises(GateClosed) as refused:
        actions.advance(initiative=made, by=officer)

    assert [need.key for need in refused.value.needs] == expected
    assert Initiative.objects.get(pk=made.pk).stage == stage


def test_buffer_is_no_place_to_work(area):
    assert keys(InitiativeFactory(problem="Noise", buffers=[area])) == ["target_areas"]


def test_whole_way_and_its_history(officer, leader, area, other_area):
    made = initiatives.begin(title="Walks", by=officer, target_areas=[area], problem="Noise")
    actions.advance(initiative=made, by=officer)
    initiatives.change(initiative=made, by=officer, analysis="Two blocks", **ANSWERED)
    initiatives.lead(initiative=made, lead_officer=officer, lead_leader=leader, by=officer)
    places.place(initiative=made, by=officer, targets=[area], comparisons=[other_area])
    plans.register(initiative=made, by=officer, **(PLAN | {"method": "comparison"}))
    actions.advance(initiative=made, by=officer)
    initiatives.change(initiative=made, by=officer, response="We walk.")
    actions.advance(initiative=made, by=officer)
    actions.go_back(initiative=made, stage="response", reason="Walk longer.", by=officer)
    actions.advance(initiative=made, by=officer)
    actions.close(initiative=made, verdict="modified", learned="Walk late.", by=officer)

    made.refresh_from_db()
    steps = made.stage_changes.values_list("to_stage", "reason", "verdict")
    assert (made.stage, made.verdict, made.closed_at == made.stage_since) == (
        "closed",
        "modified",
        True,
    )
    assert list(steps) == [
        ("scanning", "", ""),
        ("analysis", "", ""),
        ("response", "", ""),
        ("assessment", "", ""),
        ("response", "Walk longer.", ""),
        ("assessment", "", ""),
        ("closed", "", "modified"),
    ]


@pytest.mark.parametrize(("verdict", "learned"), [("", "Light helps."), ("worked", "  ")])
def test_nothing_is_closed_without_verdict_and_lesson(officer, verdict, learned):
    made = at("assessment", learned="")

    with pytest.raises(WordsMissing):
        actions.close(initiative=made, verdict=verdict, learned=learned, by=officer)
    assert Initiative.objects.get().stage == "assessment"


@pytest.mark.parametrize("stage", ["scanning", "analysis", "response", "closed"])
def test_only_what_was_assessed_is_closed(officer, stage):
    with pytest.raises(InitiativeState):
        actions.close(initiative=at(stage), verdict="worked", learned="x", by=officer)


def test_taken_up_again_the_verdict_stays_in_the_history(officer):
    made = at("assessment")
    actions.close(initiative=made, verdict="worked", learned="Light helps.", by=officer)
    actions.go_back(initiative=made, stage="assessment", reason="It is back.", by=officer)

    made.refresh_from_db()
    assert (made.verdict, made.learned, made.closed_at) == ("", "Light helps.", None)
    assert made.stage_changes.get(to_stage="closed").verdict == "worked"


def test_nothing_goes_back_without_a_reason(officer):
    with pytest.raises(WordsMissing):
        actions.go_back(initiative=at("response"), stage="analysis", reason=" ", by=officer)


def test_second_of_two_is_told_that_it_changed(officer):
    made = at("response", response="We walk.")
    seen = made.revision
    actions.advance(initiative=made, by=officer, revision=seen)

    with pytest.raises(InitiativeChanged):
        actions.go_back(initiative=made, stage="analysis", reason="No.", by=officer, revision=seen)


def test_plan_stands_once_the_response_has_begun(officer):
    with pytest.raises(Conflict, match="go back to the Analysis"):
        plans.register(initiative=at("response"), by=officer, **PLAN)


def test_plan_is_registered_anew_beside_the_first(officer):
    made = at("analysis")
    first = plans.register(initiative=made, by=officer, **PLAN)
    second = plans.register(initiative=made, by=officer, **(PLAN | {"success": "A fifth fewer"}))

    made.refresh_from_db()
    assert (made.plan, made.plans.count(), first.digest != second.digest) == (second, 2, True)


@pytest.mark.parametrize(
    "values",
    [
        {"method": "comparison"},
        {"after_from": date(2026, 3, 31)},
        {"after_to": date(2026, 3, 1)},
    ],
)
def test_plan_that_cannot_judge_is_refused(officer, values):
    with pytest.raises(BadPlan):
        plans.register(initiative=at("analysis"), by=officer, **(PLAN | values))


@pytest.mark.parametrize("missing", ["lead_officer", "lead_leader"])
def test_response_keeps_both_leads(officer, leader, missing):
    leads = {"lead_officer": officer, "lead_leader": leader} | {missing: None}

    with pytest.raises(BadLead):
        initiatives.lead(initiative=at("response"), by=officer, **leads)


def test_leads_are_of_the_department_and_of_the_directory(officer, stranger):
    gone = LeaderFactory(is_active=False)

    with pytest.raises(BadLead, match="works for the department"):
        initiatives.begin(title="x", by=officer, lead_officer=stranger)
    with pytest.raises(BadLead, match="stepped back"):
        initiatives.begin(title="x", by=officer, lead_leader=gone)


@pytest.mark.parametrize("field", ["analysis", *CHEERS])
def test_what_the_response_stands_on_stays(officer, field):
    with pytest.raises(Conflict, match="leave no answer empty"):
        initiatives.change(initiative=at("response"), by=officer, **{field: ""})


def test_area_in_two_roles_is_refused(officer, initiative, area):
    with pytest.raises(BadPlaces, match="“North District” is named twice"):
        places.place(initiative=initiative, by=officer, targets=[area], comparisons=[area])


def test_places_are_named_anew(officer, initiative, area, other_area):
    TargetAreaFactory(initiative=initiative, area=other_area, role="buffer")
    places.place(initiative=initiative, by=officer, targets=[other_area], comparisons=[area])

    assert dict(initiative.target_areas.values_list("area__code", "role")) == {
        "south": "target",
        "north": "comparison",
    }


def test_work_needs_a_place(officer):
    with pytest.raises(BadPlaces):
        places.place(initiative=at("analysis"), by=officer, targets=[])


def test_everybody_needs_a_summary_to_read(officer):
    made = InitiativeFactory(summary="")

    with pytest.raises(WordsMissing):
        initiatives.show(initiative=made, visibility="public", by=officer)
