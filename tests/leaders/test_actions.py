from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from leaders import actions
from leaders.errors import NobodyNamed, NotYet
from leaders.models import Affiliation, Contact, Leader, Organization
from tests.factories.leaders import (
    AffiliationFactory,
    AreaFactory,
    ContactFactory,
    LeaderFactory,
    OrganizationFactory,
)


def test_leader_is_added_with_areas_and_organization(officer, area):
    chapel = OrganizationFactory()

    added = actions.add_leader(
        by=officer,
        name="  Ana   Ruiz ",
        email=" ANA@Example.org ",
        phone="(215) 555-0138",
        areas=[area],
        organization=chapel,
        position="Pastor",
    )

    stored = Leader.objects.get(pk=added.pk)
    assert (stored.name, stored.email, stored.phone) == (
        "Ana Ruiz",
        "ana@example.org",
        "+12155550138",
    )
    assert (list(stored.areas.all()), stored.affiliations.get().position) == ([area], "Pastor")


def test_second_leader_with_the_same_email_is_refused_in_whatever_case(officer):
    LeaderFactory(email="ana@example.org")

    with pytest.raises(ValidationError) as refusal:
        actions.add_leader(by=officer, name="Ana", email="ANA@example.org")

    assert refusal.value.message_dict == {"email": ["There is already a leader with this e-mail."]}


def test_any_number_of_leaders_may_lack_an_email(officer):
    actions.add_leader(by=officer, name="Ana")
    actions.add_leader(by=officer, name="Ben")

    assert Leader.objects.filter(email="").count() == 2


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"name": " "}, "name"),
        ({"name": "Ana", "email": "ana@"}, "email"),
        ({"name": "Ana", "phone": "555-0138"}, "phone"),
        ({"name": "Ana", "leadership_roles": ["king"]}, "leadership_roles"),
        ({"name": "Ana", "preferred_channel": "pigeon"}, "preferred_channel"),
        ({"name": "A" * 151}, "name"),
    ],
)
def test_bad_value_is_refused_by_its_field(officer, fields, field):
    with pytest.raises(ValidationError) as refusal:
        actions.add_leader(by=officer, **fields)

    assert list(refusal.value.message_dict) == [field]


def test_field_that_is_none_of_the_callers_business_is_a_programming_error(officer):
    with pytest.raises(TypeError, match="calendar_token"):
        actions.add_leader(by=officer, name="Ana", calendar_token="mine")


def test_refused_leader_leaves_nothing_behind(officer):
    chapel = OrganizationFactory()
    twice = [actions.AffiliationDraft(chapel), actions.AffiliationDraft(chapel)]

    with pytest.raises(ValidationError, match="only once"):
        actions.add_leader(by=officer, name="Ana", affiliations=twice)

    assert not Leader.objects.exists()


def test_change_without_relations_keeps_them(officer, leader, area):
    AffiliationFactory(leader=leader)

    actions.change_leader(leader=leader, by=officer, name="Lena Lopez")

    leader.refresh_from_db()
    assert leader.name == "Lena Lopez"
    assert (leader.areas.count(), leader.affiliations.count()) == (1, 1)


def test_changed_affiliations_replace_the_old_ones(officer, leader):
    kept = AffiliationFactory(leader=leader, position="Member")
    AffiliationFactory(leader=leader)
    new = OrganizationFactory()

    actions.change_leader(
        leader=leader,
        by=officer,
        affiliations=[
            actions.AffiliationDraft(kept.organization, "Chair"),
            actions.AffiliationDraft(new),
        ],
    )

    rows = Affiliation.objects.filter(leader=leader).order_by("pk")
    assert [(row.organization_id, row.position) for row in rows] == [
        (kept.organization_id, "Chair"),
        (new.pk, ""),
    ]
    assert rows[0].pk == kept.pk


def test_affiliation_cannot_end_before_it_began(officer, leader):
    draft = actions.AffiliationDraft(
        OrganizationFactory(), since_on=date(2026, 2, 1), until_on=date(2026, 1, 1)
    )

    with pytest.raises(ValidationError, match="before it began"):
        actions.change_leader(leader=leader, by=officer, affiliations=[draft])


def test_leader_changes_how_they_are_reached(leader, leader_user):
    actions.change_own_profile(
        leader=leader, by=leader_user, preferred_language="es", phone="215-555-0138"
    )

    leader.refresh_from_db()
    assert (leader.preferred_language, leader.phone) == ("es", "+12155550138")


@pytest.mark.parametrize("field", ["name", "email", "notes", "liaison_officer", "consent_on"])
def test_leader_does_not_change_what_the_department_keeps(leader, leader_user, field):
    with pytest.raises(TypeError, match=field):
        actions.change_own_profile(leader=leader, by=leader_user, **{field: "x"})


def test_leader_steps_back_and_returns(officer, leader):
    actions.deactivate_leader(leader=leader, by=officer)
    assert not Leader.objects.active().exists()

    actions.reactivate_leader(leader=leader, by=officer)
    assert Leader.objects.active().exists()


def test_change_of_a_leader_is_written_to_the_history(officer, leader):
    actions.change_leader(leader=leader, by=officer, name="Lena Lopez")

    assert [event.name for event in leader.events.order_by("pgh_id")] == [
        "Lena Leader",
        "Lena Lopez",
    ]


def test_organization_is_added_once(officer, area):
    actions.add_organization(by=officer, name=" Grace  Chapel", phone="2155550138", areas=[area])

    stored = Organization.objects.get()
    assert (stored.name, stored.phone) == ("Grace Chapel", "+12155550138")
    with pytest.raises(ValidationError, match="already an organization with this name"):
        actions.add_organization(by=officer, name="GRACE chapel")


def test_organization_is_changed_closed_and_opened(officer):
    chapel = OrganizationFactory(email="old@example.org")

    actions.change_organization(organization=chapel, by=officer, email="NEW@example.org")
    actions.deactivate_organization(organization=chapel, by=officer)
    assert (chapel.email, Organization.objects.active().exists()) == ("new@example.org", False)

    actions.reactivate_organization(organization=chapel, by=officer)
    assert Organization.objects.active().exists()


def test_organization_with_bad_phone_is_refused(officer):
    with pytest.raises(ValidationError, match="area code"):
        actions.add_organization(by=officer, name="Chapel", phone="555")


@pytest.mark.parametrize("code", ["", "a b", "é", "/etc", "import", "New", "x" * 41])
def test_area_code_must_fit_into_an_address(coordinator, code):
    with pytest.raises(ValidationError) as refusal:
        actions.add_area(by=coordinator, code=code, name="Area")

    assert "code" in refusal.value.message_dict


def test_area_code_is_taken_in_whatever_case(coordinator, area):
    with pytest.raises(ValidationError, match="already an area with this code"):
        actions.add_area(by=coordinator, code="NORTH", name="Other")


def test_area_is_added_and_changed_with_its_officers(coordinator, officer):
    area = actions.add_area(by=coordinator, code="south", name="South", officers=[officer])

    actions.change_area(area=area, by=coordinator, name="South Side", population=1200)

    area.refresh_from_db()
    assert (area.name, area.population, list(area.officers.all())) == (
        "South Side",
        1200,
        [officer],
    )


def test_area_is_not_part_of_its_own_part(coordinator, area):
    beat = AreaFactory(parent=AreaFactory(parent=area))

    with pytest.raises(ValidationError, match="cannot be part of itself"):
        actions.change_area(area=area, by=coordinator, parent=beat)


def test_contact_is_logged_by_whoever_spoke(officer, leader):
    contact = actions.log_contact(by=officer, leaders=[leader], notes=" Wants lights. ")

    assert (contact.logged_by, contact.kind, contact.notes) == (
        officer,
        Contact.Kind.CALL,
        "Wants lights.",
    )
    assert list(contact.leaders.all()) == [leader]


def test_contact_with_nobody_is_refused(officer):
    with pytest.raises(NobodyNamed, match="whom you spoke with"):
        actions.log_contact(by=officer, leaders=[])


def test_contact_to_come_is_refused(officer, leader):
    with pytest.raises(NotYet, match="in the future"):
        actions.log_contact(
            by=officer, leaders=[leader], happened_at=timezone.now() + timedelta(hours=1)
        )

    assert not Contact.objects.exists()


def test_contact_is_corrected(officer, leader):
    contact = ContactFactory(leaders=[LeaderFactory()], logged_by=officer)
    then = timezone.now() - timedelta(days=1)

    actions.change_contact(
        contact=contact, by=officer, leaders=[leader], kind="visit", happened_at=then
    )

    contact.refresh_from_db()
    assert (contact.kind, contact.happened_at, list(contact.leaders.all())) == (
        "visit",
        then,
        [leader],
    )
