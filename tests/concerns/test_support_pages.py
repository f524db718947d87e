"""Leaders stand behind what others raised: what is published, in their areas, but not their own."""

from __future__ import annotations

import pytest

from concerns.models import Support
from tests.factories.concerns import ConcernFactory, SupportFactory
from tests.factories.leaders import AreaFactory, LeaderFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def published(area):
    return ConcernFactory(area=area, published=True, subject="As it was typed")


def url(concern):
    return f"/concerns/support/{concern.pk}/"


def test_list_shows_what_is_published_in_the_words_of_the_department(leader_client, published):
    page = leader_client.get("/concerns/support/").text

    assert [words in page for words in (published.public_summary, "As it was typed")] == [
        True,
        False,
    ]


def test_list_shows_nothing_else(leader_client, area):
    ConcernFactory(area=area, closed=True, public_summary="Not shown")
    ConcernFactory(area=AreaFactory(), published=True, public_summary="Elsewhere")

    page = leader_client.get("/concerns/support/").text

    assert [words in page for words in ("Not shown", "Elsewhere")] == [False, False]


@pytest.mark.parametrize("rows", [1, 3])
def test_list_needs_few_queries(leader_client, area, rows, django_assert_num_queries):
    for _ in range(rows):
        SupportFactory(concern=ConcernFactory(area=area, published=True))

    with django_assert_num_queries(7):
        leader_client.get("/concerns/support/")


def test_leader_supports_once_and_takes_it_back(leader_client, leader, published):
    for _ in range(2):
        leader_client.post(url(published))
    supported = list(Support.objects.values_list("concern", "leader"))
    leader_client.post(url(published), {"withdraw": "yes"})

    assert supported == [(published.pk, leader.pk)]
    assert Support.objects.count() == 0


def test_list_says_what_the_leader_supports(leader_client, leader, published):
    SupportFactory(concern=published, leader=leader)
    SupportFactory(concern=published, leader=LeaderFactory())

    page = leader_client.get("/concerns/support/").text

    assert [words in page for words in ("You support it", "supported by 2 leaders")] == [True, True]


def test_leader_does_not_support_their_own(leader_client, leader, area):
    own = ConcernFactory(area=area, published=True, reporter=leader)

    status = leader_client.post(url(own)).status_code

    assert (status, Support.objects.count()) == (403, 0)
    assert "You raised this." in leader_client.get("/concerns/support/").text


def test_what_is_not_published_is_not_found(leader_client, area):
    assert leader_client.post(url(ConcernFactory(area=area))).status_code == 404


@pytest.mark.parametrize(
    ("persona", "status"),
    [
        ("client", 302),
        ("stranger_client", 403),
        ("officer_client", 403),
        ("coordinator_client", 403),
    ],
)
def test_only_leaders_of_the_directory_support(request, published, persona, status):
    response = request.getfixturevalue(persona).post(url(published))

    assert (response.status_code, Support.objects.count()) == (status, 0)
    if status == 302:
        assert response.headers["Location"].startswith("/accounts/login/")


@pytest.mark.parametrize(
    ("persona", "status"),
    [("client", 302), ("stranger_client", 404), ("officer_client", 404), ("leader_client", 200)],
)
def test_list_opens_to_leaders_of_the_directory(request, published, persona, status):
    assert request.getfixturevalue(persona).get("/concerns/support/").status_code == status


def test_opening_the_address_of_the_button_changes_nothing(leader_client, published):
    assert leader_client.get(url(published)).status_code == 405
    assert Support.objects.count() == 0
