"""Which concerns may be one: by what they say, and where."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone

from concerns import duplicates, similarity
from concerns.similarity import Report
from tests.factories.concerns import CategoryFactory, ConcernFactory
from tests.factories.leaders import AreaFactory

LAMPS = "Street lamps are out. Two lamps at the corner of Elm and 5th are dark at night."
SAME = "Lamps out. At the corner of Elm and 5th the street lamps are dark, two of them."
NOISE = "Loud music. Every Friday a bar plays loud music until three in the morning."
HERE = {"latitude": 39.95, "longitude": -75.16}
NEXT_DOOR = {"latitude": 39.9503, "longitude": -75.16}  # 33 metres.
FAR = {"latitude": 39.99, "longitude": -75.16}


def likeness(first, second):
    return similarity.compare(Report(1, **first), Report(2, **second))


@pytest.mark.parametrize(
    ("first", "second", "is_likely"),
    [
        ({"words": LAMPS, **HERE}, {"words": SAME, **NEXT_DOOR}, True),
        ({"words": LAMPS, **HERE}, {"words": SAME, **FAR}, False),
        ({"words": LAMPS, **HERE}, {"words": NOISE, **HERE}, False),
        ({"words": LAMPS, "place": "Elm & 5th"}, {"words": SAME, "place": "elm and 5th"}, True),
        ({"words": LAMPS, "area": 1}, {"words": SAME, "area": 1}, True),
        ({"words": LAMPS, "area": 1}, {"words": SAME, "area": 2}, False),
        ({"words": LAMPS, "area": 1}, {"words": NOISE, "area": 1}, False),
        (
            {"words": "我们街上的两盏路灯坏了一个星期 晚上很黑", "area": 1},
            {"words": "我们街上的路灯坏了一个星期 两盏 晚上很黑", "area": 1},
            True,
        ),
        (
            {"words": "مصباحان في شارعنا لا يعملان منذ أسبوع", "area": 1},
            {"words": "منذ أسبوع لا يعملان: مصباحان في شارعنا", "area": 1},
            True,
        ),
        # Where nothing is known but the city, and after months.
        ({"words": LAMPS, "place": "BROOKLYN"}, {"words": LAMPS, "place": "Brooklyn"}, False),
        (
            {"words": LAMPS, "place": "5 AVENUE / 65 STREET, BROOKLYN"},
            {"words": LAMPS, "place": "21 ST E / AVE I, BROOKLYN"},
            False,
        ),
        (
            {"words": LAMPS, "raised_at": datetime(2026, 1, 1, tzinfo=UTC), **HERE},
            {"words": LAMPS, "raised_at": datetime(2026, 3, 1, tzinfo=UTC), **HERE},
            False,
        ),
        ({"words": "", "area": 1}, {"words": "", "area": 1}, False),
    ],
)
def test_likely(first, second, is_likely):
    assert (likeness(first, second).score >= similarity.LIKELY) == is_likely


def test_likeness_is_the_same_both_ways():
    first, second = {"words": LAMPS, **HERE}, {"words": SAME, **NEXT_DOOR}

    assert likeness(first, second).score == pytest.approx(likeness(second, first).score)


def test_distance_is_in_metres():
    found = likeness({"words": "", **HERE}, {"words": "", **NEXT_DOOR})

    assert found.meters == pytest.approx(33.4, abs=0.2)


def test_suggestions_are_the_likely_ones_most_alike_first(area, officer):
    values = {"area": area, "subject": "Lamps", **HERE}
    concern = ConcernFactory(text=LAMPS, **values)
    same = ConcernFactory(text=LAMPS, **values)
    alike = ConcernFactory(text=SAME, **values | NEXT_DOOR)
    ConcernFactory(text=NOISE, **values)
    ConcernFactory(text=LAMPS, **values | FAR)
    ConcernFactory(text=LAMPS, raised_at=timezone.now() - timedelta(days=200), **values)
    ConcernFactory(text=LAMPS, duplicate_of=same, **values)

    found = duplicates.suggestions(concern, user=officer)
    assert [each.concern for each in found] == [same, alike]


def test_suggestions_without_a_point_are_of_the_area_or_category(officer):
    other = CategoryFactory(key="noise")
    area = AreaFactory()
    in_area = ConcernFactory(text=LAMPS, area=area)
    without = ConcernFactory(text=LAMPS, place="Elm and 5th")
    ConcernFactory(text=LAMPS, category=other, place="Elm and 5th")

    assert [
        [each.concern for each in duplicates.suggestions(concern, user=officer)]
        for concern in (
            ConcernFactory(text=LAMPS, area=area),
            ConcernFactory(text=LAMPS, place="Elm and 5th"),
        )
    ] == [[in_area], [without]]


def test_suggestions_are_what_the_asker_may_see(leader_user):
    ConcernFactory(text=LAMPS, **HERE)

    assert duplicates.suggestions(ConcernFactory(text=LAMPS, **HERE), user=leader_user) == []


def test_suggestions_take_one_query(officer, django_assert_num_queries):
    concern = ConcernFactory(text=LAMPS, **HERE)
    for _ in range(3):
        ConcernFactory(text=LAMPS, **HERE)

    with django_assert_num_queries(1):
        assert len(duplicates.suggestions(concern, user=officer)) == 3
