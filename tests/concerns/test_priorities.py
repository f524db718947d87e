"""What an area works on first: agreed, ordered, acted on, settled."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from concerns.actions import priorities
from concerns.models import Priority
from tests.factories.concerns import PriorityFactory

TODAY = timezone.localdate()


@pytest.fixture
def three(area, officer):
    return [priorities.agree(area=area, issue=f"Issue {n}", by=officer) for n in "abc"]


def order(area):
    return list(
        Priority.objects.current().in_areas([area]).order_by("rank").values_list("issue", "rank")
    )


def test_new_priority_comes_last(area, three):
    assert order(area) == [("Issue a", 1), ("Issue b", 2), ("Issue c", 3)]


def test_order_is_changed(area, officer, three):
    first, second, third = three
    priorities.reorder(area=area, priorities=[third, first, second], by=officer)

    assert order(area) == [("Issue c", 1), ("Issue a", 2), ("Issue b", 3)]


def test_order_of_others_is_refused(area, officer, three):
    foreign = PriorityFactory()
    for wanted in ([], three[:2], [*three, foreign], [three[0], three[0], three[1]]):
        with pytest.raises(ValidationError, match="Order them again"):
            priorities.reorder(area=area, priorities=wanted, by=officer)

    assert order(area) == [("Issue a", 1), ("Issue b", 2), ("Issue c", 3)]


def test_settled_priority_leaves_the_order(area, officer, three):
    priorities.act(priority=three[0], action="Walked every night.", by=officer)
    priorities.settle(priority=three[0], by=officer)

    assert order(area) == [("Issue b", 1), ("Issue c", 2)]


def test_priority_is_not_settled_without_action(officer, three):
    with pytest.raises(ValidationError, match="what was done"):
        priorities.settle(priority=three[0], by=officer)


def test_settled_priority_comes_back_last(area, officer, three):
    priorities.act(priority=three[0], action="Walked every night.", by=officer)
    settled = priorities.settle(priority=three[0], by=officer)
    priorities.take_up_again(priority=settled, by=officer)

    assert order(area) == [("Issue b", 1), ("Issue c", 2), ("Issue a", 3)]


@pytest.mark.parametrize(
    ("values", "sentence"),
    [({"issue": " "}, "what the issue is"), ({"issue_date": TODAY + timedelta(1)}, "future")],
)
def test_bad_priority_is_refused(area, officer, values, sentence):
    with pytest.raises(ValidationError, match=sentence):
        priorities.agree(**{"area": area, "issue": "Noise", "by": officer} | values)


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"action": ""}, "what was done"),
        ({"action_date": TODAY - timedelta(1)}, "agreed later"),
        ({"action_date": TODAY + timedelta(1)}, "future"),
    ],
)
def test_bad_action_is_refused(officer, three, values, sentence):
    with pytest.raises(ValidationError, match=sentence):
        priorities.act(**{"priority": three[0], "action": "Walked.", "by": officer} | values)


def test_words_are_set_right(officer, three):
    changed = priorities.change(priority=three[0], issue="Dark streets", by=officer)

    assert (changed.issue, changed.issue_date) == ("Dark streets", TODAY)


def test_list_shows_current_ones_first(area, officer, three):
    priorities.act(priority=three[0], action="Walked every night.", by=officer)
    priorities.settle(priority=three[0], by=officer)

    listed = Priority.objects.visible_to(officer).for_list()
    assert [priority.issue for priority in listed] == ["Issue b", "Issue c", "Issue a"]
