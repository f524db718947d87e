"""How fast people were answered: who counts, what the median is, and when nothing is said."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone

from concerns import openness
from concerns.actions import closing
from tests.factories.concerns import CategoryFactory, ConcernFactory
from tests.factories.leaders import AreaFactory

pytestmark = pytest.mark.django_db
AT = timezone.now()
DAY = timedelta(days=1)


def raised(area, *, days=10, hours=None, **fields):
    """Raised so many days ago; answered after so many hours, or not at all."""
    at = AT - days * DAY
    if hours is not None:
        answered_at = at + timedelta(hours=hours)
        fields |= {
            "answered": True,
            "answered_at": answered_at,
            "first_answered_at": answered_at,
        }
    return ConcernFactory(area=area, raised_at=at, **fields)


def answers(area, least=1):
    return openness.answers(area, AT, least=least)


def test_in_time_is_counted_among_those_that_were_due(area):
    for hours in (10, 71, 72, 73, None):
        raised(area, hours=hours)

    record = answers(area).record

    assert (record.kept_on_time, record.due) == (3, 5)
    assert record.interval == pytest.approx((0.2307, 0.8824), abs=1e-4)


NOT_COUNTED = {
    "not due yet": {"days": 1, "hours": 2},
    "due before the year": {"days": 400, "hours": 2},
    "imported": {"hours": 2, "source": "import"},
    "paused without an answer": {"waiting": True},
}


@pytest.mark.parametrize("case", NOT_COUNTED)
def test_those_that_were_not_due_do_not_count(area, case):
    raised(area, hours=2)
    raised(area, **NOT_COUNTED[case])
    raised(AreaFactory(), hours=2)

    assert answers(area).record.due == 1


def test_window_includes_its_start_and_not_its_end(area):
    for due in (AT - openness.WINDOW, AT):
        ConcernFactory(area=area, raised_at=due - DAY, due_at=due)

    assert answers(area).record.due == 1


MEDIANS = {
    "one": ([5], 5),
    "odd": ([1, 5, 100], 5),
    "even": ([1, 4, 8, 100], 6),
    "one begun hour": ([5.2], 6),
    "unanswered are longest": ([1, 5, None], 5),
    "half unanswered": ([1, None], None),
    "most unanswered": ([1, None, None], None),
}


@pytest.mark.parametrize("case", MEDIANS)
def test_median_waits_for_those_without_an_answer(area, case):
    given, expected = MEDIANS[case]
    for hours in given:
        raised(area, hours=hours)

    found = answers(area)

    assert (found.median_hours, found.is_half_unanswered) == (expected, expected is None)


@pytest.mark.parametrize(("count", "is_hidden"), [(0, False), (9, True), (10, False)])
def test_few_are_not_told(area, count, is_hidden):
    for _ in range(count):
        raised(area, hours=2)

    found = openness.answers(area, AT)

    assert (found.is_hidden, found.record is not None) == (is_hidden, count == 10)


def test_open_ones_are_counted_by_category_as_far_as_may_be(area):
    for key, count in {"noise": 3, "traffic": 12, "youth": 20}.items():
        category = CategoryFactory(key=key, name=key.title())
        ConcernFactory.create_batch(count, area=area, category=category)
    ConcernFactory.create_batch(2, area=area, closed=True)
    ConcernFactory(area=AreaFactory())

    found = openness.open_concerns(area, AT)

    youth = CategoryFactory(key="youth").label
    assert (found.total, found.cells, found.others) == (35, ((youth, 20),), 15)


def open_then(area, days):
    return openness.open_concerns(area, AT - days * DAY, least=1).total


def test_what_happens_later_does_not_change_what_was_open(area, officer):
    """Raised, closed, opened again, closed: asked about the day between each."""
    at = AT - 40 * DAY
    concern = raised(area, days=40)
    closing.close(concern=concern, outcome="resolved", reason="x", by=officer, at=at + 10 * DAY)
    closing.reopen(concern=concern, reason="x", at=at + 20 * DAY)
    closing.close(concern=concern, outcome="resolved", reason="x", by=officer, at=at + 30 * DAY)

    assert [open_then(area, days) for days in (41, 35, 25, 15, 5)] == [0, 1, 0, 1, 0]


def test_published_figures_move_once_a_month(area):
    days = [datetime(2026, month, day, 12, tzinfo=UTC) for month, day in ((5, 2), (5, 31), (6, 2))]

    assert [openness.as_of(day).date().isoformat() for day in days] == [
        "2026-05-01",
        "2026-05-01",
        "2026-06-01",
    ]


def test_answer_given_later_is_none_yet(area):
    raised(area, days=10, hours=7 * 24)
    early = openness.answers(area, AT - 5 * DAY, least=1)

    assert (early.record.kept_on_time, early.median) == (0, None)


def test_floor_of_the_setting_is_five(settings):
    assert settings.SMALL_NUMBER == 10
