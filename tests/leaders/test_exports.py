from __future__ import annotations

import csv
from io import StringIO

import pytest

from leaders import exports
from leaders.models import LeadershipRole
from tests.factories.leaders import (
    AffiliationFactory,
    ContactFactory,
    LeaderFactory,
    OrganizationFactory,
)


def downloaded(response):
    text = b"".join(response.streaming_content).decode("utf-8-sig")
    return list(csv.DictReader(StringIO(text)))


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ("=1+1", "'=1+1"),
        ("+12155550138", "'+12155550138"),
        ("-", "'-"),
        ("@SUM", "'@SUM"),
        ("\t=1", "'\t=1"),
        ("\r=1", "'\r=1"),
        ("Grace=Chapel", "Grace=Chapel"),
        ("", ""),
    ],
)
def test_cell_stays_text_in_a_spreadsheet(text, cell):
    assert exports.neutral(text) == cell


def test_leaders_are_exported_one_a_row(coordinator_client, area):
    ana = LeaderFactory(
        name="=Ana",
        phone="+12155550138",
        areas=[area],
        preferred_language="es",
        languages=["en", "so"],
        leadership_roles=[LeadershipRole.POLICY],
    )
    for name in ("A Chapel", "B School"):
        AffiliationFactory(leader=ana, organization__name=name, position="Chair")
    contact = ContactFactory(leaders=[ana])

    response = coordinator_client.get("/leaders/export.csv")

    assert response.headers["Content-Disposition"] == 'attachment; filename="leaders.csv"'
    assert downloaded(response) == [
        {
            "Name": "'=Ana",
            "E-mail": ana.email,
            "Phone": "(215) 555-0138",
            "Organization": "A Chapel",
            "Position": "Chair",
            "Other organizations": "B School",
            "Areas": "North District",
            "Preferred language": "Spanish",
            "Other languages": "English; Somali",
            "Preferred channel": "E-mail",
            "Leadership roles": "Policy development",
            "Access needs": "",
            "Last contact": contact.happened_at.date().isoformat(),
            "Taking part": "Yes",
        }
    ]


def test_export_has_the_filters_of_the_list(coordinator_client, area):
    LeaderFactory(name="Ana", areas=[area])
    LeaderFactory(name="Ben")
    LeaderFactory(name="Eve", areas=[area], is_active=False)

    rows = downloaded(coordinator_client.get("/leaders/export.csv?area=north"))

    assert [row["Name"] for row in rows] == ["Ana"]


def test_export_is_in_the_readers_language(coordinator_client, coordinator):
    coordinator.language = "es"
    coordinator.save()

    response = coordinator_client.get("/leaders/export.csv")

    assert response.headers["Content-Language"] == "es"
    assert b"".join(response.streaming_content).startswith("\ufeff".encode())


@pytest.mark.parametrize("count", [1, 3])
def test_export_takes_the_same_queries_for_any_number_of_rows(
    coordinator_client, area, django_assert_num_queries, count
):
    for _ in range(count):
        AffiliationFactory(leader=LeaderFactory(areas=[area]))

    with django_assert_num_queries(5):
        assert len(downloaded(coordinator_client.get("/leaders/export.csv"))) == count


def test_organizations_are_exported_one_a_row(coordinator_client, area):
    chapel = OrganizationFactory(
        name="Grace Chapel", email="office@example.org", address="1 Main\nCity", areas=[area]
    )
    AffiliationFactory(organization=chapel)

    assert downloaded(coordinator_client.get("/organizations/export.csv")) == [
        {
            "Organization": "Grace Chapel",
            "Sector": "Faith",
            "E-mail": "office@example.org",
            "Phone": "",
            "Website": "",
            "Address": "1 Main\nCity",
            "Areas": "North District",
            "Leaders": "1",
            "Taking part": "Yes",
        }
    ]
