"""The real lists: each row is taken or refused with a reason, and twice changes nothing."""

from __future__ import annotations

import io

import pytest
from django.core.management import call_command

from concerns.models import Concern
from tests.real_data import FOLDER, needs_real_data

pytestmark = [pytest.mark.django_db, *needs_real_data]


@pytest.mark.parametrize(
    ("path", "layout", "count"),
    [
        ("concerns-nyc-311/nyc_311_sample_2018.csv", "NYC 311", 1000),
        ("concerns-nyc-311/nyc_311_pandas_export_2023.csv", "NYC 311", 235),
        ("concerns-nyc-311/nyc_311_socrata_api.json", "NYC 311", 300),
        ("concerns-nyc-311/nyc_311_public_feedback_freetext.csv", "NYC 311 feedback", 44),
        ("concerns-seeclickfix/seeclickfix_api_issues.json", "SeeClickFix", 365),
    ],
)
def test_list_is_imported_once(path, layout, count):
    reports = []
    for _ in range(2):
        out = io.StringIO()
        call_command("import_concerns", str(FOLDER / path), stdout=out)
        reports.append(out.getvalue())

    assert f"{layout}, {count} rows: {count} new" in reports[0]
    assert f"0 new, {count} known already, 0 refused" in reports[1]
    assert Concern.objects.count() == count
