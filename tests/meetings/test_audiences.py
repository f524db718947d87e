from __future__ import annotations

import pytest

from leaders.models import Sector
from meetings.audiences import Audience, audience_of
from tests.factories.leaders import (
    AffiliationFactory,
    AreaFactory,
    LeaderFactory,
    OrganizationFactory,
)
from tests.factories.meetings import SeriesFactory


@pytest.fixture
def north(db):
    return AreaFactory(name="North")


@pytest.fixture
def pastor(north):
    """North, faith, English and Spanish."""
    leader = LeaderFactory(name="Pastor", areas=[north], languages=["es"])
    AffiliationFactory(leader=leader, organization=OrganizationFactory(sector=Sector.FAITH))
    return leader


@pytest.fixture
def grocer(north):
    """North, business, English."""
    leader = LeaderFactory(name="Grocer", areas=[north])
    AffiliationFactory(leader=leader, organization=OrganizationFactory(sector=Sector.BUSINESS))
    return leader


@pytest.fixture
def teacher(db):
    """No area, no sector, Spanish."""
    return LeaderFactory(name="Teacher", preferred_language="es")


@pytest.fixture
def retired(north):
    return LeaderFactory(name="Retired", areas=[north], is_active=False)


def names(audience: Audience) -> list[str]:
    return sorted(leader.name for leader in audience.members())


def test_nothing_filled_in_is_nobody(pastor, grocer, teacher):
    assert names(Audience()) == []


def test_area_asks_its_active_leaders(north, pastor, grocer, teacher, retired):
    assert names(Audience(areas=[north])) == ["Grocer", "Pastor"]


def test_all_that_is_filled_in_must_match(north, pastor, grocer, teacher):
    assert names(Audience(areas=[north], sectors=["faith"], languages=["es"])) == ["Pastor"]


def test_language_alone(pastor, grocer, teacher):
    assert names(Audience(languages=["es"])) == ["Pastor", "Teacher"]


def test_by_hand_comes_on_top_and_once(north, pastor, grocer, teacher):
    audience = Audience(areas=[north], by_hand=[teacher, pastor])

    assert names(audience) == ["Grocer", "Pastor", "Teacher"]


def test_inactive_is_never_asked(retired):
    assert names(Audience(by_hand=[retired])) == []


def test_audience_of_series_is_what_it_says(north, pastor, grocer, teacher):
    series = SeriesFactory(invite_sectors=["business"])
    series.invite_areas.set([north])
    series.invite_leaders.set([teacher])

    assert names(audience_of(series)) == ["Grocer", "Teacher"]
