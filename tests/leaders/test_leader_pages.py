from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.models import Role
from leaders.models import Affiliation, Leader, LeadershipRole, Organization, Sector
from tests.factories.accounts import UserFactory
from tests.factories.leaders import (
    AffiliationFactory,
    AreaFactory,
    ContactFactory,
    LeaderFactory,
    OrganizationFactory,
)

NO_LINES = {
    "affiliations-TOTAL_FORMS": "0",
    "affiliations-INITIAL_FORMS": "0",
}
ANA = {
    "name": "Ana Ruiz",
    "email": "ana@example.org",
    "preferred_channel": "email",
    "preferred_language": "es",
}


def line(number, **fields):
    return {f"affiliations-{number}-{name}": value for name, value in fields.items()}


def listed(response):
    return [leader.name for leader in response.context["page"].object_list]


@pytest.mark.parametrize("count", [1, 3])
def test_list_takes_the_same_queries_for_any_number_of_rows(
    officer_client, area, django_assert_num_queries, count
):
    for _ in range(count):
        leader = LeaderFactory(areas=[area])
        AffiliationFactory(leader=leader)
        AffiliationFactory(leader=leader)
        ContactFactory(leaders=[leader])

    with django_assert_num_queries(5):
        response = officer_client.get("/leaders/")

    assert len(listed(response)) == count


@pytest.fixture
def people(area):
    """Four leaders, each different in every respect a filter asks for."""
    now = timezone.now()
    south = AreaFactory(code="south")
    ana = LeaderFactory(
        name="Ana",
        areas=[area],
        preferred_language="so",
        leadership_roles=[LeadershipRole.POLICY],
        contact_cadence_days=30,
        created_at=now - timedelta(days=400),
    )
    ben = LeaderFactory(name="Ben", areas=[south])
    eve = LeaderFactory(name="Eve", is_active=False)
    AffiliationFactory(leader=ben, organization__sector=Sector.SCHOOL)
    ContactFactory(leaders=[ana], happened_at=now - timedelta(days=45))
    ContactFactory(leaders=[ben], happened_at=now - timedelta(days=5))
    return [ana, ben, eve]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", ["Ana", "Ben"]),
        ("q=ben", ["Ben"]),
        ("area=south", ["Ben"]),
        ("sector=school", ["Ben"]),
        ("language=so", ["Ana"]),
        ("role=policy", ["Ana"]),
        ("quiet=30", ["Ana"]),
        ("quiet=60", []),
        ("due=on", ["Ana"]),
        ("active=inactive", ["Eve"]),
        ("active=all", ["Ana", "Ben", "Eve"]),
        ("sort=-name", ["Ben", "Ana"]),
        ("sort=contact", ["Ana", "Ben"]),
        ("sort=-contact", ["Ben", "Ana"]),
        ("sort=nonsense", ["Ana", "Ben"]),
        ("page=99", ["Ana", "Ben"]),
        ("q=nobody", []),
    ],
)
def test_list_is_filtered_and_sorted_by_its_address(officer_client, people, query, found):
    assert listed(officer_client.get(f"/leaders/?{query}")) == found


@pytest.mark.parametrize("query", ["area=nowhere", "quiet=-1", "quiet=x", "sector=mafia"])
def test_impossible_filter_is_told_and_passed_over(officer_client, people, query):
    response = officer_client.get(f"/leaders/?{query}")

    assert listed(response) == ["Ana", "Ben"]
    assert "usa-error-message" in response.content.decode()


def test_htmx_gets_only_the_rows(officer_client, people):
    response = officer_client.get("/leaders/?q=ana", headers={"HX-Request": "true"})

    content = response.content.decode()
    assert ("<html" in content, "Ana" in content, "Ben" in content) == (False, True, False)


def test_empty_list_says_what_to_do(officer_client):
    content = officer_client.get("/leaders/").content.decode()

    assert "Nobody fits" in content
    assert 'href="/leaders/new/"' in content


def test_export_link_keeps_the_filters(coordinator_client, people):
    content = coordinator_client.get("/leaders/?area=south&page=1").content.decode()

    assert 'href="/leaders/export.csv?area=south"' in content


def test_officer_sees_no_export(officer_client, people):
    assert "export.csv" not in officer_client.get("/leaders/").content.decode()


@pytest.mark.parametrize("count", [1, 3])
def test_detail_takes_the_same_queries_for_any_number_of_contacts(
    officer_client, area, officer, django_assert_num_queries, count
):
    leader = LeaderFactory(areas=[area], phone="+12155550138", notes="Quiet voice.")
    for _ in range(count):
        AffiliationFactory(leader=leader)
        ContactFactory(leaders=[leader, LeaderFactory()], logged_by=officer)

    with django_assert_num_queries(8):
        content = officer_client.get(f"/leaders/{leader.pk}/").content.decode()

    assert "(215) 555-0138" in content
    assert "Quiet voice." in content


@pytest.mark.parametrize(
    ("fields", "days", "sentence"),
    [
        ({"contact_cadence_days": 30}, 45, "agreed is every 30 days. Call them."),
        ({"contact_cadence_days": 30}, None, "Nobody has spoken with them yet"),
        ({}, 45, "Last spoken with on"),
        ({}, None, "No contact is noted yet."),
    ],
)
def test_detail_names_the_next_step(officer_client, fields, days, sentence):
    now = timezone.now()
    leader = LeaderFactory(created_at=now - timedelta(days=400), **fields)
    if days:
        ContactFactory(leaders=[leader], happened_at=now - timedelta(days=days))

    content = officer_client.get(f"/leaders/{leader.pk}/").content.decode()

    assert sentence in content
    assert f'href="/contacts/new/?leader={leader.pk}"' in content


def test_coordinator_is_offered_to_invite_who_has_no_account(coordinator_client, leader):
    without = LeaderFactory(name="Ana Ruiz", email="ana@example.org", preferred_language="es")

    content = coordinator_client.get(f"/leaders/{without.pk}/").content.decode()

    link = (
        'href="/accounts/invitations/new/?email=ana%40example.org'
        '&amp;name=Ana+Ruiz&amp;role=leader&amp;language=es"'
    )
    assert link in content
    assert "invitations/new" not in (
        coordinator_client.get(f"/leaders/{leader.pk}/").content.decode()
    )


def test_officer_adds_a_leader_with_a_known_and_a_new_organization(officer_client, area):
    OrganizationFactory(name="Grace Chapel")

    response = officer_client.post(
        "/leaders/new/",
        ANA
        | {"phone": "(215) 555-0138", "languages": "English, somali", "areas": [area.pk]}
        | NO_LINES
        | {"affiliations-TOTAL_FORMS": "3"}
        | line(0, organization="grace chapel", position="Pastor", since_on="2024-01-01")
        | line(1, organization="Harbor Watch", is_new="on")
        | line(2, organization=""),
    )

    ana = Leader.objects.get()
    assert response.headers["Location"] == f"/leaders/{ana.pk}/"
    assert (ana.phone, ana.languages, list(ana.areas.all())) == (
        "+12155550138",
        ["en", "so"],
        [area],
    )
    assert list(ana.affiliations.values_list("organization__name", "position")) == [
        ("Grace Chapel", "Pastor"),
        ("Harbor Watch", ""),
    ]


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"name": ""}, "This field is required"),
        ({"email": "TAKEN@example.org"}, "There is already a leader with this e-mail."),
        ({"email": "ana@"}, "Enter a valid email address"),
        ({"phone": "555"}, "This is not a phone number"),
        ({"languages": "Spanish, Klingon"}, "We do not know this language: Klingon."),
        ({"areas": ["999999"]}, "999999 is not one of the available choices"),
        (line(0, organization="Nowhere Hall"), "There is no organization of this name"),
        (
            line(0, organization="Grace Chapel") | line(1, organization="GRACE chapel"),
            "Each organization can stand here only once",
        ),
        (
            line(0, organization="Grace Chapel", since_on="2025-01-01", until_on="2024-01-01"),
            "It cannot end before it began.",
        ),
    ],
)
def test_refused_leader_is_shown_again_with_the_sentence(officer_client, fields, sentence):
    LeaderFactory(name="Other", email="taken@example.org")
    OrganizationFactory(name="Grace Chapel")

    response = officer_client.post(
        "/leaders/new/", ANA | NO_LINES | {"affiliations-TOTAL_FORMS": "2"} | fields
    )

    assert sentence in response.content.decode()
    assert (Leader.objects.count(), Organization.objects.count()) == (1, 1)


def test_refused_leader_leaves_no_new_organization_behind(officer_client):
    LeaderFactory(email="ana@example.org")

    officer_client.post(
        "/leaders/new/",
        ANA
        | NO_LINES
        | {"affiliations-TOTAL_FORMS": "1"}
        | line(0, organization="Harbor Watch", is_new="on"),
    )

    assert not Organization.objects.exists()


def test_form_without_its_hidden_fields_is_refused_kindly(officer_client):
    response = officer_client.post("/leaders/new/", ANA)

    assert response.status_code == 200
    assert not Leader.objects.exists()


def test_editing_shows_and_replaces_what_there_is(officer_client, leader, area):
    row = AffiliationFactory(leader=leader, position="Pastor")
    page = officer_client.get(f"/leaders/{leader.pk}/edit/").content.decode()
    assert f'value="{row.organization.name}"' in page

    officer_client.post(
        f"/leaders/{leader.pk}/edit/",
        ANA
        | {"affiliations-TOTAL_FORMS": "1", "affiliations-INITIAL_FORMS": "1"}
        | line(0, organization="", position="Pastor"),
    )

    leader.refresh_from_db()
    assert (leader.name, leader.areas.count()) == ("Ana Ruiz", 0)
    assert not Affiliation.objects.exists()


def test_refused_edit_keeps_the_name_in_the_heading(officer_client, leader):
    response = officer_client.post(
        f"/leaders/{leader.pk}/edit/", ANA | NO_LINES | {"email": "wrong"}
    )

    assert "<h1>Lena Leader</h1>" in response.content.decode()


def test_leader_steps_back_and_returns(officer_client, leader):
    officer_client.post(f"/leaders/{leader.pk}/deactivate/")
    assert "Stepped back" in officer_client.get(f"/leaders/{leader.pk}/").content.decode()

    officer_client.post(f"/leaders/{leader.pk}/reactivate/")
    assert Leader.objects.active().get() == leader


def test_leader_changes_own_language_and_channel_only(leader_client, leader):
    Leader.objects.update(notes="Secret.")

    response = leader_client.post(
        "/leaders/me/",
        {
            "preferred_language": "es",
            "languages": "",
            "preferred_channel": "phone",
            "phone": "215 555 0138",
            "access_needs": "Large print",
            "name": "Somebody Else",
            "email": "else@example.org",
        },
        follow=True,
    )

    leader.refresh_from_db()
    assert (leader.preferred_language, leader.preferred_channel, leader.access_needs) == (
        "es",
        "phone",
        "Large print",
    )
    assert (leader.name, leader.email) == ("Lena Leader", "leader@example.org")
    assert "Secret" not in response.content.decode()


def test_leaders_bad_phone_changes_nothing(leader_client, leader):
    response = leader_client.post(
        "/leaders/me/",
        {"preferred_language": "es", "preferred_channel": "phone", "phone": "1"},
    )

    leader.refresh_from_db()
    assert "This is not a phone number" in response.content.decode()
    assert leader.preferred_language == "en"


def test_search_gives_boxes_to_tick_for_htmx(officer_client, leader):
    AffiliationFactory(leader=leader, organization__name="Grace Chapel")
    LeaderFactory(name="Lena Gone", is_active=False)

    response = officer_client.get(
        "/leaders/search/?q=lena&name=attended", headers={"HX-Request": "true"}
    )

    content = response.content.decode()
    assert content.count('<input class="usa-checkbox__input" type="checkbox" name="attended"') == 1
    assert ("Grace Chapel" in content, "<html" in content) == (True, False)


def test_search_is_a_plain_page_too(officer_client, leader):
    content = officer_client.get("/leaders/search/?q=lena").content.decode()

    assert f'href="/leaders/{leader.pk}/"' in content
    assert "checkbox" not in content


@pytest.mark.parametrize("query", ["", "?q=", "?q=%20"])
def test_search_for_nothing_finds_nobody(officer_client, leader, query):
    assert "Lena" not in officer_client.get(f"/leaders/search/{query}").content.decode()


def test_search_takes_no_markup_as_name(officer_client, leader):
    content = officer_client.get(
        '/leaders/search/?q=lena&name="><script>', headers={"HX-Request": "true"}
    ).content.decode()

    assert 'name="leaders"' in content
    assert "<script" not in content


def test_officers_are_offered_as_liaison_and_leaders_are_not(officer_client, leader):
    UserFactory(name="Olga Officer", role=Role.OFFICER)

    content = officer_client.get("/leaders/new/").content.decode()

    assert ("Olga Officer" in content, "Lena Leader" in content) == (True, False)
