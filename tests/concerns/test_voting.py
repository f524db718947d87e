"""Leaders say what matters most to their area; the department orders by it."""

from __future__ import annotations

import pytest

from concerns.actions import voting
from concerns.errors import BadPriority
from concerns.models import Priority, PriorityVote
from tests.concerns.test_rules import COORDINATING, POLICE, WORKING, allowed
from tests.factories.concerns import PriorityFactory
from tests.factories.leaders import AreaFactory, LeaderFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def agreed(area):
    """Speeding first, noise last."""
    issues = ["Speeding", "Litter", "Dark streets", "Noise"]
    return [PriorityFactory(area=area, issue=name, rank=n) for n, name in enumerate(issues, 1)]


def vote(area, *chosen, leader=None):
    leader = leader or LeaderFactory(areas=[area])
    voting.choose(area=area, leader=leader, priorities=chosen)
    return leader


def order(area):
    return list(Priority.objects.in_areas([area]).order_by("rank").values_list("issue", flat=True))


def test_most_votes_come_first_and_others_stay_as_they_stood(area, agreed, officer):
    vote(area, agreed[3])
    vote(area, agreed[3], agreed[2])

    voting.order_by_votes(area=area, by=officer)

    assert order(area) == ["Noise", "Dark streets", "Speeding", "Litter"]


def test_said_again_it_takes_the_place_of_before(area, agreed):
    leader = vote(area, agreed[0], agreed[1])
    vote(area, agreed[1], agreed[2], leader=leader)

    votes = PriorityVote.objects.values_list("priority__issue", "leader")
    assert set(votes) == {("Litter", leader.pk), ("Dark streets", leader.pk)}


@pytest.mark.parametrize("wrong", ["four", "settled", "elsewhere", "not theirs", "stepped back"])
def test_what_cannot_be_chosen_changes_nothing(area, agreed, wrong):
    leader, chosen = LeaderFactory(areas=[area]), agreed[:1]
    if wrong == "four":
        chosen = agreed
    elif wrong == "settled":
        chosen = [PriorityFactory(area=area, action="x", action_date="2026-01-01")]
        chosen[0].closed_on = chosen[0].issue_date
    elif wrong == "elsewhere":
        chosen = [PriorityFactory()]
    elif wrong == "not theirs":
        leader = LeaderFactory(areas=[AreaFactory()])
    else:
        leader.is_active = False

    with pytest.raises(BadPriority):
        voting.choose(area=area, leader=leader, priorities=chosen)
    assert PriorityVote.objects.count() == 0


def test_votes_of_those_who_stepped_back_do_not_count(area, agreed):
    leader = vote(area, agreed[1])
    leader.areas.clear()

    assert Priority.objects.with_vote_count().get(issue="Litter").vote_count == 0
    assert Priority.objects.with_vote_count().get(issue="Noise").voter_count == 0


def test_votes_are_seen_by_the_department_and_their_leader(
    area, agreed, leader, officer, stranger, django_user_model
):
    vote(area, agreed[0])
    vote(area, agreed[0], leader=leader)

    seen = [PriorityVote.objects.visible_to(user).count() for user in (officer, leader.user)]
    assert (seen, PriorityVote.objects.visible_to(stranger).count()) == ([2, 1], 0)


def test_rights(request, area):
    assert allowed(request, "vote_on_priorities", area) == {"leader_user"}
    assert allowed(request, "see_votes") == POLICE
    assert WORKING > COORDINATING  # Who may order is asked with `change_priority`.


def test_leader_chooses_on_the_page(leader_client, area, agreed):
    address = f"/priorities/order/{area.code}/"
    assert address in leader_client.get(area.get_absolute_url()).text
    leader_client.post(address, {"priorities": [agreed[1].pk, agreed[2].pk]})

    page = leader_client.get(address)
    assert page.text.count(" checked") == 2
    assert "What leaders say" not in page.text


def test_four_are_refused_on_the_page(leader_client, area, agreed):
    page = leader_client.post(
        f"/priorities/order/{area.code}/", {"priorities": [each.pk for each in agreed]}
    )

    assert (page.status_code, PriorityVote.objects.count()) == (422, 0)
    assert "Choose at most three." in page.text


def test_officer_orders_with_one_button(officer_client, area, agreed):
    vote(area, agreed[3])
    page = officer_client.get(f"/priorities/order/{area.code}/")
    assert "1 leader of this area has answered." in page.text

    officer_client.post(f"/priorities/order/{area.code}/by-votes/")

    assert order(area)[0] == "Noise"


def test_others_neither_vote_nor_order(client, stranger_client, leader_client, area, agreed):
    vote(area, agreed[3])
    address = f"/priorities/order/{area.code}/"

    assert stranger_client.post(address, {"priorities": agreed[0].pk}).status_code == 403
    assert leader_client.post(f"{address}by-votes/").status_code == 403
    assert client.get(address).status_code == 302
    assert (order(area)[0], PriorityVote.objects.count()) == ("Speeding", 1)


@pytest.mark.parametrize(
    ("least", "words"),
    [(2, "Ordered with 2 leaders of this area."), (3, "Ordered with leaders of this area.")],
)
def test_area_page_says_with_how_many_unless_they_are_few(
    client, settings, area, agreed, officer, least, words
):
    settings.SMALL_NUMBER = least
    for _ in range(2):
        vote(area, agreed[3])
    assert "Ordered with" not in client.get(area.get_absolute_url()).text
    voting.order_by_votes(area=area, by=officer)

    assert words in client.get(area.get_absolute_url()).text


def test_program_of_a_leader_chooses(leader_client, area, agreed):
    answer = leader_client.post(
        "/api/v1/priorities/choose/",
        {"area": area.pk, "priorities": [agreed[2].pk]},
        content_type="application/json",
    )

    assert [each["issue"] for each in answer.json()] == ["Dark streets"]
    assert PriorityVote.objects.count() == 1
