from __future__ import annotations

import pytest
from django.contrib.auth.models import AnonymousUser

from meetings.models import Series
from tests.factories.leaders import AreaFactory
from tests.factories.meetings import SeriesFactory


@pytest.mark.parametrize(
    ("persona", "seen"),
    [("stranger", 0), ("leader_user", 0), ("officer", 1), ("coordinator", 1), ("administrator", 1)],
)
def test_visible_to_the_department_only(area, persona, seen, request):
    SeriesFactory(areas=[area])
    user = request.getfixturevalue(persona)

    assert Series.objects.visible_to(user).count() == seen


def test_visible_to_anonymous_is_nothing(area):
    SeriesFactory(areas=[area])

    assert Series.objects.visible_to(AnonymousUser()).count() == 0


def test_active_and_ended(db):
    running, ended = SeriesFactory(), SeriesFactory(is_active=False)

    assert [list(Series.objects.active()), list(Series.objects.ended())] == [[running], [ended]]


def test_in_areas_finds_each_series_once(db):
    north, south = AreaFactory(), AreaFactory()
    both = SeriesFactory(areas=[north, south])
    SeriesFactory(areas=[AreaFactory()])

    assert list(Series.objects.in_areas([north, south])) == [both]


def test_search_wants_every_word(db):
    church = SeriesFactory(title="Area meeting", place="Grace Church")
    SeriesFactory(title="Area meeting", place="Library")

    assert list(Series.objects.search("area grace")) == [church]
