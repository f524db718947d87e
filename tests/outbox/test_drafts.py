from __future__ import annotations

import pytest

from tests.factories.outbox import DraftFactory


@pytest.mark.parametrize("key", ["", "k" * 201], ids=["empty", "too long"])
def test_draft_without_usable_key_is_refused(key):
    with pytest.raises(ValueError, match="1 to 200 characters"):
        DraftFactory(key=key)


@pytest.mark.parametrize(
    "fields", [{"calendar": "BEGIN:VCALENDAR"}, {"calendar_method": "REQUEST"}], ids=str
)
def test_draft_with_half_a_calendar_part_is_refused(fields):
    with pytest.raises(ValueError, match="come together"):
        DraftFactory(**fields)
