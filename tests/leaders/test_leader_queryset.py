from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from django.contrib.auth.models import AnonymousUser

from leaders.models import Area, Leader, LeadershipRole, Sector
from tests.factories.leaders import (
    AffiliationFactory,
    AreaFactory,
    ContactFactory,
    LeaderFactory,
    OrganizationFactory,
)

NOON = datetime(2026, 6, 15, 12, tzinfo=UTC)


def names(queryset):
    return [row.name for row in queryset]


@pytest.mark.parametrize(
    ("who", "seen"),
    [
        ("anonymous", []),
        ("stranger", []),
        ("leader_user", ["Lena Leader"]),
        ("officer", ["Lena Leader", "Other"]),
        ("coordinator", ["Lena Leader", "Other"]),
        ("administrator", ["Lena Leader", "Other"]),
    ],
)
def test_visible_to_each_persona(request, leader, who, seen):
    LeaderFactory(name="Other")
    user = AnonymousUser() if who == "anonymous" else request.getfixturevalue(who)

    assert names(Leader.objects.visible_to(user)) == seen


def test_leaders_are_in_the_order_people_expect(db):
    for name in ["de la Cruz", "Zamora", "Écija", "Eastley"]:
        LeaderFactory(name=name)

    assert names(Leader.objects.all()) == ["de la Cruz", "Eastley", "Écija", "Zamora"]


def test_active_leaves_out_who_has_stepped_back(db):
    LeaderFactory(name="Here")
    LeaderFactory(name="Gone", is_active=False)

    assert names(Leader.objects.active()) == ["Here"]


def test_reachable_have_an_address(db):
    LeaderFactory(name="Mail")
    LeaderFactory(name="Phone only", email="")

    assert names(Leader.objects.reachable()) == ["Mail"]


def test_without_account_leaves_out_who_signs_in(leader):
    LeaderFactory(name="Directory only")

    assert names(Leader.objects.without_account()) == ["Directory only"]


def test_in_areas_finds_each_leader_once(area):
    south = AreaFactory(name="South")
    LeaderFactory(name="Both", areas=[area, south])
    LeaderFactory(name="Elsewhere", areas=[AreaFactory()])

    assert names(Leader.objects.in_areas(Area.objects.filter(pk__in=[area.pk, south.pk]))) == [
        "Both"
    ]


def test_in_areas_takes_a_plain_list(area):
    LeaderFactory(name="North", areas=[area])

    assert names(Leader.objects.in_areas([area])) == ["North"]


def test_in_sectors_counts_only_running_affiliations(db):
    church = OrganizationFactory(sector=Sector.FAITH)
    today = date(2026, 6, 15)
    for name, until in [("Ended", date(2026, 6, 14)), ("Ends today", today), ("Open", None)]:
        AffiliationFactory(leader=LeaderFactory(name=name), organization=church, until_on=until)
    AffiliationFactory(organization=OrganizationFactory(sector=Sector.SCHOOL))

    assert names(Leader.objects.in_sectors([Sector.FAITH], on=today)) == ["Ends today", "Open"]


def test_in_sectors_finds_each_leader_once(db):
    leader = LeaderFactory(name="Two churches")
    AffiliationFactory(leader=leader)
    AffiliationFactory(leader=leader)

    assert names(Leader.objects.in_sectors([Sector.FAITH])) == ["Two churches"]


def test_speaking_counts_preferred_and_other_languages(db):
    LeaderFactory(name="First", preferred_language="so")
    LeaderFactory(name="Second", languages=["so", "ar"])
    LeaderFactory(name="Neither", languages=["ar"])

    assert names(Leader.objects.speaking(["so"])) == ["First", "Second"]


def test_with_role_needs_one_of_them(db):
    LeaderFactory(name="Advocate", leadership_roles=[LeadershipRole.ADVOCACY])
    LeaderFactory(name="Both", leadership_roles=[LeadershipRole.ADVOCACY, LeadershipRole.POLICY])
    LeaderFactory(name="None")

    assert names(Leader.objects.with_role([LeadershipRole.POLICY])) == ["Both"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("jose", ["José Núñez"]),
        ("NÚÑEZ", ["José Núñez"]),
        ("grace chapel", ["José Núñez"]),
        ("jose chapel", ["José Núñez"]),
        ("jose mosque", []),
        ("pastor@", ["José Núñez"]),
        ("555-0142", ["José Núñez"]),
        ("01", []),
        ("", ["Ann", "José Núñez"]),
        ("100%", []),
        ("jos\x00e", ["José Núñez"]),
    ],
)
def test_search_in_name_mail_phone_and_organization(db, text, found):
    jose = LeaderFactory(name="José Núñez", email="pastor@example.org", phone="+12155550142")
    AffiliationFactory(leader=jose, organization=OrganizationFactory(name="Grâce Chapel"))
    LeaderFactory(name="Ann", email="ann@example.org")

    assert names(Leader.objects.search(text)) == found


def test_last_contact_is_the_latest(leader):
    ContactFactory(leaders=[leader], happened_at=NOON - timedelta(days=3))
    ContactFactory(leaders=[leader], happened_at=NOON)
    LeaderFactory(name="Never")

    found = {row.name: row.last_contact_at for row in Leader.objects.with_last_contact()}

    assert found == {"Lena Leader": NOON, "Never": None}


def test_without_contact_since_leaves_out_who_was_spoken_with(leader):
    ContactFactory(leaders=[leader], happened_at=NOON)

    assert names(Leader.objects.without_contact_since(NOON)) == []
    assert names(Leader.objects.without_contact_since(NOON + timedelta(seconds=1))) == [
        "Lena Leader"
    ]


@pytest.mark.parametrize(
    ("fields", "days_since", "needed"),
    [
        ({"contact_cadence_days": 60}, 61, True),
        ({"contact_cadence_days": 60}, 59, False),
        ({"contact_cadence_days": 60}, None, True),
        ({"contact_cadence_days": None}, None, False),
        ({"contact_cadence_days": 0}, 61, False),
        ({"contact_cadence_days": 60, "is_active": False}, 61, False),
        ({"contact_cadence_days": 60, "created_at": NOON - timedelta(days=59)}, None, False),
    ],
    ids=["too long ago", "lately", "never", "not agreed", "zero", "stepped back", "new"],
)
def test_needing_contact(db, fields, days_since, needed):
    leader = LeaderFactory(**({"created_at": NOON - timedelta(days=400)} | fields))
    if days_since is not None:
        ContactFactory(leaders=[leader], happened_at=NOON - timedelta(days=days_since))

    assert Leader.objects.needing_contact(at=NOON).exists() is needed


def test_needing_contact_measures_each_leader_by_their_own_agreement(db):
    added = NOON - timedelta(days=400)
    for days in (30, 90):
        leader = LeaderFactory(name=f"Every {days}", contact_cadence_days=days, created_at=added)
        ContactFactory(leaders=[leader], happened_at=NOON - timedelta(days=45))

    assert names(Leader.objects.needing_contact(at=NOON)) == ["Every 30"]
