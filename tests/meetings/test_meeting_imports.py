from __future__ import annotations

import json
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from meetings.models import Meeting
from outbox.models import Message
from tests.factories.leaders import AreaFactory
from tests.meetings.calendar_files.test_events import EVENT

pytestmark = pytest.mark.django_db


@pytest.fixture
def calendar(tmp_path) -> Path:
    path = tmp_path / "calendar.json"
    path.write_text(json.dumps([EVENT, EVENT | {"title": "DAC Meeting"}]))
    return path


def test_import_makes_past_meetings_of_the_area(calendar):
    area = AreaFactory(code="11")

    call_command("import_meetings", calendar, "--timezone=America/Chicago")

    assert list(area.meetings.not_logged()) == []
    assert [meeting.title for meeting in area.meetings.past().order_by("title")] == [
        "1135 Beat Meeting",
        "DAC Meeting",
    ]


def test_import_of_the_same_file_changes_nothing(calendar):
    AreaFactory(code="11")
    call_command("import_meetings", calendar)
    before = list(Meeting.objects.values())

    call_command("import_meetings", calendar)

    assert list(Meeting.objects.values()) == before


def test_import_mails_nobody(calendar):
    AreaFactory(code="11")

    call_command("import_meetings", calendar)

    assert not Message.objects.exists()


def test_import_with_an_unknown_area_changes_nothing(calendar, capsys):
    with pytest.raises(CommandError, match="2 rows"):
        call_command("import_meetings", calendar)

    assert "There is no area with the code “11”" in capsys.readouterr().out
    assert not Meeting.objects.exists()


def test_import_skips_refused_rows_when_asked(tmp_path):
    AreaFactory(code="11")
    path = tmp_path / "calendar.json"
    path.write_text(json.dumps([EVENT, EVENT | {"calendarId": 99}]))

    call_command("import_meetings", path, "--skip-refused")

    assert Meeting.objects.count() == 1


def test_import_dry_run_changes_nothing(calendar):
    AreaFactory(code="11")

    call_command("import_meetings", calendar, "--dry-run")

    assert not Meeting.objects.exists()


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["nowhere.json"], "Cannot read"),
        (["nowhere.json", "--timezone=Mars/Olympus"], "no time zone"),
    ],
)
def test_import_says_what_is_wrong(arguments, sentence):
    with pytest.raises(CommandError, match=sentence):
        call_command("import_meetings", *arguments)
