"""Who may open which page: 404 for what is not visible, 403 for what is not allowed."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from tests.conftest import signed_in
from tests.factories.leaders import (
    AreaFactory,
    AreaImportFactory,
    ContactFactory,
    ContactImportFactory,
    LeaderFactory,
    OrganizationFactory,
)
from tests.leaders.geojson import districts

PERSONAS = ["anonymous", "stranger", "leader_user", "officer", "coordinator", "administrator"]
LOGIN = 302


@pytest.fixture
def clients(request, leader):
    return [
        Client() if who == "anonymous" else signed_in(request.getfixturevalue(who))
        for who in PERSONAS
    ]


@pytest.fixture
def rows(leader):
    """One row of each kind, the leader being somebody else than the one who signs in."""
    return {
        "leader": LeaderFactory(),
        "organization": OrganizationFactory(),
        "contact": ContactFactory(leaders=[leader]),
        "area": AreaFactory(code="south"),
        "import": AreaImportFactory(content=districts(1)),
        "list": ContactImportFactory(),
    }


def address(name, rows, kind):
    if kind == "area":
        return reverse(f"leaders:{name}", args=["south"])
    return reverse(f"leaders:{name}", args=[rows[kind].pk] if kind else [])


@pytest.mark.parametrize(
    ("name", "kind", "expected"),
    [
        ("leader-list", "", [LOGIN, 403, 403, 200, 200, 200]),
        ("leader-search", "", [LOGIN, 403, 403, 200, 200, 200]),
        ("leader-export", "", [LOGIN, 403, 403, 403, 200, 200]),
        ("leader-create", "", [LOGIN, 403, 403, 200, 200, 200]),
        ("leader-detail", "leader", [LOGIN, 404, 404, 200, 200, 200]),
        ("leader-update", "leader", [LOGIN, 404, 404, 200, 200, 200]),
        ("my-profile", "", [LOGIN, 404, 200, 404, 404, 404]),
        ("organization-list", "", [LOGIN, 403, 403, 200, 200, 200]),
        ("organization-export", "", [LOGIN, 403, 403, 403, 200, 200]),
        ("organization-create", "", [LOGIN, 403, 403, 200, 200, 200]),
        ("organization-detail", "organization", [LOGIN, 404, 404, 200, 200, 200]),
        ("organization-update", "organization", [LOGIN, 404, 404, 200, 200, 200]),
        ("contact-create", "", [LOGIN, 403, 403, 200, 200, 200]),
        ("contact-update", "contact", [LOGIN, 404, 404, 403, 200, 200]),
        ("area-list", "", [200, 200, 200, 200, 200, 200]),
        ("area-create", "", [LOGIN, 403, 403, 403, 200, 200]),
        ("area-update", "area", [LOGIN, 403, 403, 403, 200, 200]),
        ("area-import", "", [LOGIN, 403, 403, 403, 200, 200]),
        ("area-import-detail", "import", [LOGIN, 404, 404, 404, 200, 200]),
        ("contact-import-list", "", [LOGIN, 403, 403, 403, 200, 200]),
        ("contact-import-detail", "list", [LOGIN, 404, 404, 404, 200, 200]),
        ("contact-import-report", "list", [LOGIN, 404, 404, 404, 200, 200]),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_page_opens_for(clients, rows, name, kind, expected):
    url = address(name, rows, kind)

    assert [client.get(url).status_code for client in clients] == expected


@pytest.mark.parametrize(
    ("name", "kind", "expected"),
    [
        ("leader-deactivate", "leader", [LOGIN, 404, 404, 302, 302, 302]),
        ("leader-reactivate", "leader", [LOGIN, 404, 404, 302, 302, 302]),
        ("organization-deactivate", "organization", [LOGIN, 404, 404, 302, 302, 302]),
        ("organization-reactivate", "organization", [LOGIN, 404, 404, 302, 302, 302]),
        ("area-import-commit", "import", [LOGIN, 404, 404, 404, 302, 302]),
        ("area-import-discard", "import", [LOGIN, 404, 404, 404, 302, 404]),
        ("contact-import-commit", "list", [LOGIN, 404, 404, 404, 302, 302]),
        ("contact-import-discard", "list", [LOGIN, 404, 404, 404, 302, 404]),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_button_works_for(clients, rows, name, kind, expected):
    url = address(name, rows, kind)

    assert [client.post(url).status_code for client in clients] == expected
    assert clients[-1].get(url).status_code == 405


def test_leader_who_opens_own_entry_comes_to_own_profile(leader_client, leader):
    response = leader_client.get(reverse("leaders:leader-detail", args=[leader.pk]))

    assert response.headers["Location"] == "/leaders/me/"


def test_leader_does_not_edit_own_entry_as_the_department_does(leader_client, leader):
    response = leader_client.get(reverse("leaders:leader-update", args=[leader.pk]))

    assert response.status_code == 403
