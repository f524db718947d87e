"""Priorities on pages: agreed, acted on, ordered without dragging, settled, read by everybody."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from concerns.models import Priority
from tests.conftest import signed_in
from tests.factories.concerns import ConcernFactory, PriorityFactory
from tests.factories.leaders import AreaFactory
from tests.factories.meetings import MeetingFactory, evening_in

pytestmark = pytest.mark.django_db
LIST = "/priorities/"


def listed(response):
    return re.findall(r'<a href="/priorities/\d+/" dir="auto">([^<]+)</a>', response.text)


def address(priority, verb="detail"):
    return reverse(f"concerns:priority-{verb}", args=[priority.pk])


def order(area):
    return [p.issue for p in Priority.objects.current().in_areas([area]).order_by("rank")]


@pytest.fixture
def priority(area):
    return PriorityFactory(area=area, issue="Dark streets", rank=1)


LISTS = {
    "": ["Dark streets", "Speeding"],
    "area=north": ["Dark streets"],
    "q=speed": ["Speeding"],
    "show=settled": ["Noise"],
    "show=all": ["Dark streets", "Noise", "Speeding"],
    "area=nowhere&show=x": ["Dark streets", "Noise", "Speeding"],
}


@pytest.mark.parametrize("query", LISTS)
def test_list_is_for_everybody_and_filtered_by_the_address(client, priority, area, query):
    PriorityFactory(area=AreaFactory(), issue="Speeding")
    settled = {"action": "Talked to them", "action_date": timezone.localdate()}
    PriorityFactory(area=AreaFactory(), issue="Noise", closed_on=timezone.localdate(), **settled)

    assert sorted(listed(client.get(f"{LIST}?{query}"))) == LISTS[query]


@pytest.mark.parametrize("count", [1, 3])
def test_list_asks_the_database_as_often_for_many(client, count, django_assert_num_queries):
    PriorityFactory.create_batch(count)

    with django_assert_num_queries(3):
        client.get(LIST)


def test_it_is_agreed_at_a_meeting(officer_client, area, officer):
    meeting = MeetingFactory(title="Spring evening", areas=[area], starts_at=evening_in(-3))
    page = officer_client.get(f"/priorities/new/?area=north&meeting={meeting.pk}")
    data = {"area": "north", "issue": "Lamps", "issue_date": "2026-01-05", "meeting": meeting.pk}

    answer = officer_client.post("/priorities/new/", data)

    found = Priority.objects.get()
    assert 'value="north" selected' in page.text
    assert f'value="{meeting.pk}" selected' in page.text
    assert (found.issue_date, found.meeting, found.created_by) == (
        date(2026, 1, 5),
        meeting,
        officer,
    )
    assert answer.url == area.get_absolute_url()


BAD = {
    "no issue": ({"issue": " "}, "Say in a sentence what the issue is."),
    "no area": ({"area": "nowhere"}, "Select a valid choice"),
    "tomorrow": (
        {"issue_date": (timezone.localdate() + timedelta(days=2)).isoformat()},
        "This day is in the future.",
    ),
    "no date": ({"issue_date": "soon"}, "Enter a valid date"),
    "endless": ({"issue": "x" * 501}, "500"),
}


@pytest.mark.parametrize("case", BAD)
def test_bad_priority_gets_a_sentence(officer_client, area, case):
    data, sentence = BAD[case]
    filled = {"area": "north", "issue": "Lamps", "issue_date": "2026-01-05"} | data

    page = officer_client.post("/priorities/new/", filled)

    assert (page.status_code, sentence in page.text) == (422, True)
    assert Priority.objects.count() == 0


def test_odd_meeting_in_the_address_is_passed_over(officer_client, area):
    for odd in ("x", "²", "9" * 40):
        assert officer_client.get(f"/priorities/new/?meeting={odd}").status_code == 200


def test_what_was_done_is_said_and_it_is_settled(officer_client, priority):
    officer_client.post(
        address(priority, "act"),
        {"action": "Lamps replaced.", "action_date": str(timezone.localdate())},
    )
    officer_client.post(address(priority, "settle"))

    priority.refresh_from_db()
    assert (priority.action, priority.closed_on) == ("Lamps replaced.", timezone.localdate())

    officer_client.post(address(priority, "reopen"))
    assert order(priority.area) == ["Dark streets"]


def test_it_is_not_settled_before_something_was_done(officer_client, priority):
    page = officer_client.post(address(priority, "settle"), follow=True)

    assert "Say first what was done about it." in page.text


def test_words_are_set_right(officer_client, priority):
    data = {"issue": "Very dark streets", "issue_date": "2026-01-05"}

    officer_client.post(address(priority, "update"), data)

    priority.refresh_from_db()
    assert priority.issue == "Very dark streets"


MOVES = [
    (["up"], "c", ["a", "c", "b"]),
    (["up", "up", "up"], "c", ["c", "a", "b"]),
    (["down"], "a", ["b", "a", "c"]),
    (["down"], "c", ["a", "b", "c"]),
]


@pytest.mark.parametrize(("verbs", "issue", "expected"), MOVES)
def test_order_changes_by_buttons(officer_client, area, verbs, issue, expected):
    made = {
        name: PriorityFactory(area=area, issue=name, rank=rank)
        for rank, name in enumerate("abc", start=1)
    }

    for verb in verbs:
        officer_client.post(address(made[issue], verb))

    assert order(area) == expected


def test_settled_one_is_not_moved(officer_client, area):
    done = {"action": "x", "action_date": timezone.localdate(), "closed_on": timezone.localdate()}
    settled = PriorityFactory(area=area, **done)

    page = officer_client.post(address(settled, "up"), follow=True)

    assert "This priority is settled." in page.text


ACCESS = {"client": 302, "leader_client": 403, "officer_client": 302, "coordinator_client": 302}


@pytest.mark.parametrize("persona", ACCESS)
def test_changes_are_for_those_who_may(request, persona, priority):
    client = request.getfixturevalue(persona)

    answer = client.post(address(priority, "up"))

    assert answer.status_code == ACCESS[persona]
    assert ("login" in answer.get("Location", "")) == (persona == "client")


def test_officer_of_another_area_may_not_change(priority, elsewhere):
    assert signed_in(elsewhere).post(address(priority, "up")).status_code == 403


def test_public_page_shows_only_published_words(client, area, priority):
    hidden = ConcernFactory(area=area, subject="Ned did it")
    shown = ConcernFactory(area=area, published=True, subject="Ned again")
    priority.concerns.set([hidden, shown])

    page = client.get(address(priority))

    assert "Two lamps are out." in page.text
    assert ("Ned" in page.text, hidden.reference in page.text) == (False, False)
