from __future__ import annotations

import pytest

from meetings.errors import BadTimes
from meetings.recurrence import zone_named, zones_at_hand


def test_zone_named_gives_the_zone():
    assert zone_named("America/New_York").key == "America/New_York"


@pytest.mark.parametrize(
    "name", ["Mars/Olympus", "", "../../etc/passwd", "/etc/passwd", "America", "\0"]
)
def test_zone_that_does_not_exist_is_refused(name):
    with pytest.raises(BadTimes):
        zone_named(name)


def test_zones_at_hand_are_those_of_the_country_own_first():
    assert zones_at_hand("Australia/Sydney")[:2] == ("Australia/Sydney", "Australia/Lord_Howe")


def test_zones_at_hand_of_a_zone_without_country():
    assert zones_at_hand("UTC") == ("UTC",)
