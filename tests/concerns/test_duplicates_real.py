"""The suggestions among a real list are those that were judged in docs/duplicates.md."""

from __future__ import annotations

import re
from itertools import combinations
from pathlib import Path
from zoneinfo import ZoneInfo

from django.conf import settings

from concerns.request_lists import reading
from concerns.similarity import LIKELY, Report, compare
from tests.real_data import FOLDER, needs_real_data

pytestmark = needs_real_data


def judged():
    """Pairs as the document writes them: 1–2, –3 · 4–5."""
    text = (Path(settings.BASE_DIR) / "docs" / "duplicates.md").read_text(encoding="utf-8")
    pairs, first = set(), ""
    for start, end in re.findall(r"(\d{8})?–(\d{8})", text.partition("## The pairs")[2]):
        first = start or first
        pairs.add((first, end))
    return pairs


def near(one, other):
    if None in (one.latitude, other.latitude):
        return one.latitude == other.latitude
    north, east = one.latitude - other.latitude, one.longitude - other.longitude
    return abs(north) <= 0.006 and abs(east) <= 0.006


def test_pairs_of_2018_are_those_that_were_judged():
    content = (FOLDER / "concerns-nyc-311" / "nyc_311_sample_2018.csv").read_bytes()
    requests = reading.read(content, ZoneInfo("America/New_York")).requests
    keys = sorted({request.category for request in requests})
    reports = {
        request.row: Report(
            request.row,
            f"{request.subject} {request.text}",
            category=keys.index(request.category) + 1,
            place=request.place,
            latitude=request.latitude,
            longitude=request.longitude,
            raised_at=request.raised_at,
        )
        for request in requests
    }
    found = {
        tuple(sorted(each.reference.removeprefix("nyc-311:") for each in (one, other)))
        for one, other in combinations(requests, 2)
        if near(one, other)
        and abs((one.raised_at - other.raised_at).days) < 90
        and compare(reports[one.row], reports[other.row]).score >= LIKELY
    }

    assert found == judged()
    assert len(found) == 28
