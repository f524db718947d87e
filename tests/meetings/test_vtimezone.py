from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import icalendar
import pytest

from meetings.vtimezone import vtimezone

# By rule in both hemispheres, without change, with changes no yearly rule gives, half hours.
ZONES = [
    "America/New_York",
    "America/Phoenix",
    "America/Santiago",
    "Africa/Casablanca",
    "Australia/Lord_Howe",
    "Europe/Dublin",
    "Asia/Kathmandu",
    "Pacific/Honolulu",
    "UTC",
]


@pytest.mark.parametrize("name", ZONES)
def test_vtimezone_read_back_gives_the_zone_s_offsets(name):
    zone = icalendar.Timezone.from_ical(vtimezone(name, 2026, 2029)).to_tz()
    noon = datetime(2026, 1, 1, 12)  # noqa: DTZ001 -- a wall clock, put into zones below
    hours = [noon + timedelta(hours=37 * n) for n in range(900)]

    offsets = [hour.replace(tzinfo=zone).utcoffset() for hour in hours]

    assert offsets == [hour.replace(tzinfo=ZoneInfo(name)).utcoffset() for hour in hours]


def test_vtimezone_states_american_rules_so_that_outlook_follows_them():
    rules = [
        line for line in vtimezone("America/New_York", 2026, 2028).split("\r\n") if "RRULE" in line
    ]

    assert sorted(rules) == [
        "RRULE:FREQ=YEARLY;BYMONTH=11;BYDAY=1SU",
        "RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=2SU",
    ]


def test_vtimezone_states_european_rules_as_the_last_sunday():
    rules = [
        line for line in vtimezone("Europe/Berlin", 2026, 2028).split("\r\n") if "RRULE" in line
    ]

    assert sorted(rules) == [
        "RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU",
        "RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU",
    ]


def test_vtimezone_without_changes_has_one_standard_time():
    assert vtimezone("America/Phoenix", 2026, 2026).split("\r\n") == [
        "BEGIN:VTIMEZONE",
        "TZID:America/Phoenix",
        "BEGIN:STANDARD",
        "DTSTART:20250101T000000",
        "TZOFFSETFROM:-0700",
        "TZOFFSETTO:-0700",
        "TZNAME:MST",
        "END:STANDARD",
        "END:VTIMEZONE",
        "",
    ]
