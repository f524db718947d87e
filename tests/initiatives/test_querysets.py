"""Which initiatives exist for whom, and how they are narrowed and ordered."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from initiatives.models import Initiative
from tests.factories.initiatives import InitiativeFactory, PartnerFactory, TargetAreaFactory
from tests.factories.leaders import AffiliationFactory, AreaFactory, LeaderFactory

PERSONAS = [
    "nobody",
    "stranger",
    "partner_user",
    "leader_user",
    "elsewhere",
    "officer",
    "coordinator",
    "administrator",
]
POLICE = {"elsewhere", "officer", "coordinator", "administrator"}
TODAY = date(2026, 6, 1)


def seeing(request):
    return {
        name
        for name in PERSONAS
        if Initiative.objects.visible_to(request.getfixturevalue(name)).exists()
    }


@pytest.mark.parametrize(
    ("visibility", "expected"),
    [
        ("draft", {"leader_user", *POLICE}),
        ("partners", {"partner_user", "leader_user", *POLICE}),
        ("public", set(PERSONAS)),
    ],
)
def test_who_sees_it(request, initiative, visibility, expected):
    Initiative.objects.update(visibility=visibility)

    assert seeing(request) == expected


def test_partner_that_left_sees_it_no_longer(request, initiative, partner_user):
    Initiative.objects.update(visibility="partners")
    initiative.partners.update(left_on=initiative.partners.get().joined_on)

    assert "partner_user" not in seeing(request)


def test_who_speaks_no_longer_for_a_partner_sees_it_no_longer(request, initiative, partner_user):
    Initiative.objects.update(visibility="partners")
    partner_user.leader.affiliations.update(until_on=TODAY)

    assert "partner_user" not in seeing(request)


@pytest.mark.parametrize("name", ["coordinator", "leader_user", "partner_user"])
def test_account_that_ended_sees_what_everybody_sees(request, initiative, name):
    Initiative.objects.update(visibility="partners")
    user = request.getfixturevalue(name)
    user.is_active = False

    assert not Initiative.objects.visible_to(user).exists()


def test_nobody_sees_one_twice(initiative, partner_user):
    Initiative.objects.update(visibility="partners")
    second = PartnerFactory(initiative=initiative)
    AffiliationFactory(leader=partner_user.leader, organization=second.organization)

    assert Initiative.objects.visible_to(partner_user).count() == 1


def named(rows):
    return [row.title for row in rows]


@pytest.fixture
def several(db, area, lead):
    """`over` is closed; both it and `late` were due yesterday; `near` is only a buffer here."""
    yesterday = TODAY - timedelta(days=1)
    InitiativeFactory(title="late", due_on=yesterday, targets=[area], kind="watch")
    InitiativeFactory(
        title="over",
        ready=True,
        stage="closed",
        learned="x",
        verdict="worked",
        closed_at="2026-05-01T12:00Z",
        due_on=yesterday,
        lead_officer=lead,
    )
    InitiativeFactory(title="aside", stage="set_aside", due_on=yesterday)
    InitiativeFactory(title="near", buffers=[area], summary="Lamps and hedges")
    InitiativeFactory(title="acting", ready=True, stage="response", due_on=TODAY)


@pytest.mark.parametrize(
    ("narrow", "expected"),
    [
        (lambda rows, **_: rows.open(), {"late", "near", "acting"}),
        (lambda rows, **_: rows.closed(), {"over"}),
        (lambda rows, **_: rows.in_stage("response"), {"acting"}),
        (lambda rows, **_: rows.overdue(TODAY), {"late"}),
        (lambda rows, area, **_: rows.in_areas([area]), {"late"}),
        (lambda rows, lead, **_: rows.led_by(lead), {"over"}),
        (lambda rows, **_: rows.of_kind("watch"), {"late"}),
        (lambda rows, **_: rows.search("hedges lamps"), {"near"}),
    ],
    ids=["open", "closed", "stage", "overdue", "areas", "led", "kind", "search"],
)
def test_initiatives_are_narrowed(several, area, lead, narrow, expected):
    assert set(named(narrow(Initiative.objects.all(), area=area, lead=lead))) == expected


@pytest.mark.parametrize(
    ("sort", "expected"),
    [
        ("title", ["acting", "aside", "late", "near", "over"]),
        ("-title", ["over", "near", "late", "aside", "acting"]),
        ("stage", ["late", "near", "acting", "over", "aside"]),
        ("due", ["late", "over", "aside", "acting", "near"]),
        ("nonsense", ["acting", "near", "aside", "over", "late"]),
    ],
)
def test_initiatives_are_sorted(several, sort, expected):
    assert named(Initiative.objects.sorted_by(sort)) == expected


def test_leader_leads_by_their_account(initiative, leader):
    InitiativeFactory(lead_leader=LeaderFactory())

    assert named(Initiative.objects.led_by(leader.user)) == ["Night walks"]


def test_area_of_another_role_is_no_place_of_work(initiative):
    comparison = TargetAreaFactory(initiative=initiative, area=AreaFactory(), role="comparison")

    assert not Initiative.objects.in_areas([comparison.area]).exists()
