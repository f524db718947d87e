"""What can never be false of an initiative, whoever writes it."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, InternalError, transaction
from django.utils import timezone

from initiatives.errors import AreaInUse
from initiatives.models import Initiative, StageChange, TargetArea
from initiatives.querysets.initiatives import CHEERS
from tests.factories.initiatives import (
    EffectPlanFactory,
    InitiativeFactory,
    PartnerFactory,
    StageChangeFactory,
    TargetAreaFactory,
)

pytestmark = pytest.mark.django_db
NOW = timezone.now()
BEFORE, LEADS = "initiative_responds_after_analysis", "initiative_responds_with_two_leads"


@pytest.mark.parametrize("stage", ["response", "assessment", "closed"])
@pytest.mark.parametrize(
    ("field", "constraint"),
    [
        *((letter, BEFORE) for letter in CHEERS),
        ("analysis", BEFORE),
        ("plan", BEFORE),
        ("lead_officer", LEADS),
        ("lead_leader", LEADS),
    ],
)
def test_response_without_what_it_stands_on_is_refused(stage, field, constraint):
    made = InitiativeFactory(ready=True, stage="response", learned="Light helps.")
    closing = {"verdict": "worked", "closed_at": NOW} if stage == "closed" else {}
    empty = None if field in {"plan", "lead_officer", "lead_leader"} else ""
    rows = Initiative.objects.filter(pk=made.pk)

    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        rows.update(**{"stage": stage, field: empty} | closing)
    assert rows.update(stage=stage, **closing) == 1


@pytest.mark.parametrize(
    "values",
    [
        {"stage": "closed", "verdict": "", "closed_at": NOW},
        {"stage": "closed", "learned": "", "verdict": "worked", "closed_at": NOW},
        {"stage": "closed", "verdict": "worked"},
        {"stage": "assessment", "verdict": "worked"},
    ],
)
def test_closing_without_verdict_lesson_and_time_is_refused(values):
    made = InitiativeFactory(ready=True, stage="assessment", learned="Light helps.")

    with pytest.raises(IntegrityError, match="initiative_closed_has_verdict_and_lesson"):
        Initiative.objects.filter(pk=made.pk).update(**values)


def test_nothing_is_shown_to_everybody_without_a_summary():
    with pytest.raises(IntegrityError, match="initiative_shown_with_summary"):
        InitiativeFactory(summary="", visibility="public")


def test_same_area_twice_is_refused(initiative, area):
    with pytest.raises(IntegrityError, match="target_area_once"):
        TargetAreaFactory(initiative=initiative, area=area, role="comparison")


def test_area_that_is_a_target_is_not_deleted(initiative, area):
    sentence = "“Night walks” works in this area or compares with it. Take it out there first."

    with pytest.raises(AreaInUse, match=sentence):
        area.delete()
    assert TargetArea.objects.filter(area=area).exists()


def test_same_partner_twice_is_refused(initiative):
    partner = PartnerFactory(initiative=initiative)

    with pytest.raises(IntegrityError, match="partner_once"):
        PartnerFactory(initiative=initiative, organization=partner.organization)


@pytest.mark.parametrize(
    ("constraint", "values"),
    [
        ("stage_change_back_has_reason", {"from_stage": "response", "to_stage": "analysis"}),
        ("stage_change_back_has_reason", {"from_stage": "closed", "to_stage": "assessment"}),
        ("stage_change_back_has_reason", {"from_stage": "scanning", "to_stage": "set_aside"}),
        ("stage_change_closing_has_verdict", {"from_stage": "assessment", "to_stage": "closed"}),
        ("stage_change_goes_somewhere", {"from_stage": "analysis", "to_stage": "analysis"}),
    ],
)
def test_step_is_refused(initiative, constraint, values):
    with pytest.raises(IntegrityError, match=constraint):
        StageChangeFactory(initiative=initiative, **values)


def test_history_of_stages_is_not_rewritten(initiative):
    StageChangeFactory(initiative=initiative)

    with pytest.raises(InternalError, match="append_only"):
        StageChange.objects.update(reason="Never mind")


def test_registered_plan_is_not_rewritten(initiative):
    plan = EffectPlanFactory(initiative=initiative)
    plan.success = "Anything"

    with pytest.raises(InternalError, match="append_only"):
        plan.save()


def test_plan_whose_times_overlap_is_refused(initiative):
    with pytest.raises(IntegrityError, match="effect_plan_before_comes_before_after"):
        EffectPlanFactory(initiative=initiative, after_from="2026-06-30")


def test_history_says_who_changed_what(initiative):
    initiative.title = "Evening walks"
    initiative.save()

    titles = initiative.events.order_by("pgh_id").values_list("pgh_label", "title")
    assert list(titles) == [("insert", "Night walks"), ("update", "Evening walks")]
