"""The Chicago CAPS calendar, whole."""

from __future__ import annotations

import json

import pytest
from django.core.management import call_command

from leaders.models import Area
from meetings.models import Meeting
from tests import real_data

pytestmark = [pytest.mark.django_db, *real_data.needs_real_data]


def test_import_of_the_chicago_calendar_accounts_for_every_row(capsys):
    events = real_data.FOLDER / "meetings-chicago-caps" / "chicago_caps_events_2016_2017.json"
    call_command(
        "import_areas",
        real_data.FOLDER / "areas-chicago" / "police_districts.geojson",
        "--code-property=DIST_NUM",
        "--name-property=DIST_LABEL",
        "--name-prefix=District",
        "--join-parts",
    )

    call_command("import_meetings", events, "--timezone=America/Chicago", "--skip-refused")

    refused = capsys.readouterr().out.count("The same event stands in row")
    assert Meeting.objects.count() + refused == len(json.loads(events.read_text()))
    assert Area.objects.get(code="11").meetings.count() > 400
