"""My concerns: signed in as a leader, or by a short-lived link to one's address."""

from __future__ import annotations

import re

import pytest

from concerns import limits, links
from outbox.models import Message
from tests.concerns.test_following_pages import ROSA, thread
from tests.factories.concerns import ConcernFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def concern(area):
    return ConcernFactory(area=area, subject="Two lamps are out", reporter=ROSA)


def test_leader_finds_what_they_raised_and_nothing_else(leader_client, leader):
    own = ConcernFactory(reporter=leader, subject="Mine")
    ConcernFactory(reporter=ROSA, subject="Of somebody else")

    page = leader_client.get("/concerns/mine/").text

    assert f'href="/concerns/mine/{own.pk}/"' in page
    assert "Of somebody else" not in page


@pytest.mark.parametrize("rows", [1, 3])
def test_list_needs_few_queries(leader_client, leader, area, rows, django_assert_num_queries):
    ConcernFactory.create_batch(rows, reporter=leader, area=area)

    with django_assert_num_queries(5):
        leader_client.get("/concerns/mine/")


def test_leader_reads_and_answers_their_own(leader_client, leader):
    own = ConcernFactory(reporter=leader)

    leader_client.post(f"/concerns/mine/{own.pk}/", {"do": "write", "text": "Thank you."})

    assert thread(own) == [("message", "", "Thank you.")]


@pytest.mark.parametrize(
    ("persona", "status"),
    [("leader_client", 200), ("stranger_client", 404), ("officer_client", 404), ("client", 302)],
)
def test_own_page_opens_to_its_leader_only(request, leader, persona, status):
    own = ConcernFactory(reporter=leader)

    response = request.getfixturevalue(persona).get(f"/concerns/mine/{own.pk}/")

    assert response.status_code == status


def test_link_is_mailed_to_a_known_address(client, concern):
    client.post("/concerns/mine/", {"email": "ROSA@example.org"})

    message = Message.objects.get(kind="concerns.mine")
    assert (message.address, message.is_private) == ("rosa@example.org", True)
    (link,) = set(re.findall(r"http\S+(/concerns/mine/\S+)", message.text))
    assert "Two lamps are out" in client.get(link).text


def test_link_opens_all_of_its_address_and_of_no_other(client, concern):
    ConcernFactory(reporter=ROSA, confidentiality="confidential", subject="Second")
    ConcernFactory(reporter={"email": "other@example.org"}, subject="Third")

    page = client.get(f"/concerns/mine/{links.mine_token(concern.reporter)}/").text

    assert [words in page for words in ("Two lamps are out", "Second", "Third")] == [
        True,
        True,
        False,
    ]


def test_link_of_my_concerns_is_short_lived(client, concern, monkeypatch):
    address = f"/concerns/mine/{links.mine_token(concern.reporter)}/"
    monkeypatch.setattr(links, "MINE_WORKS_FOR", -links.MINE_WORKS_FOR)

    assert client.get(address).status_code == 404


def test_link_for_one_thing_does_not_open_another(client, concern):
    token = links.follow_token(concern.reporter)

    assert client.get(f"/concerns/mine/{token}/").status_code == 404


def test_answer_is_the_same_for_an_unknown_address(client, concern):
    known = client.post("/concerns/mine/", {"email": "rosa@example.org"}).text
    unknown = client.post("/concerns/mine/", {"email": "nobody@example.org"}).text

    def without_address(page):
        return re.sub(r'[a-z]+@example\.org|value="[^"]*"|csrftoken[^}]*', "", page)

    assert without_address(known) == without_address(unknown)


def test_link_is_mailed_a_few_times_only(client, concern):
    answers = [client.post("/concerns/mine/", {"email": "rosa@example.org"}) for _ in range(5)]

    assert {answer.status_code for answer in answers} == {200}
    assert Message.objects.filter(kind="concerns.mine").count() == limits.LINKS_FOR_ADDRESS.most


def test_asking_for_links_is_limited_by_address(client, monkeypatch):
    monkeypatch.setattr(limits, "LINKS_ASKED", limits.Limit("links", 1, 60))
    first, second = (client.post("/concerns/mine/", {"email": "a@example.org"}) for _ in range(2))

    assert (first.status_code, second.status_code) == (200, 429)
    assert "a@example.org" in second.text
