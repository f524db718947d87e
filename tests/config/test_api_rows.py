"""A list's rows come another way than one row: both must say the same."""

from __future__ import annotations

from datetime import date

import pytest

from tests.factories.leaders import (
    AffiliationFactory,
    AreaFactory,
    ContactFactory,
    LeaderFactory,
    OrganizationFactory,
)
from tests.factories.meetings import CommitmentFactory, MeetingFactory


@pytest.fixture
def rows(area, officer):
    areas = [area, AreaFactory(name="Another", officers=[officer])]
    leader = LeaderFactory(areas=areas, consent_on=date(2026, 3, 1), liaison_officer=officer)
    for position in ("", "Chair"):
        AffiliationFactory(leader=leader, position=position, since_on=date(2025, 1, 31))
    meeting = MeetingFactory(areas=areas, host=officer)
    return {
        "areas": areas[1],
        "leaders": leader,
        "organizations": OrganizationFactory(areas=areas),
        "contacts": ContactFactory(leaders=[leader, LeaderFactory()], logged_by=officer),
        "meetings": meeting,
        "commitments": CommitmentFactory(
            areas=areas, meeting=meeting, owner_user=officer, promised_to_leader=leader
        ),
    }


@pytest.mark.parametrize(
    "name", ["areas", "leaders", "organizations", "contacts", "meetings", "commitments"]
)
def test_list_writes_a_row_as_it_is_written_alone(officer_client, rows, name):
    alone = officer_client.get(f"/api/v1/{name}/{rows[name].pk}/").json()
    listed = officer_client.get(f"/api/v1/{name}/").json()["results"]
    (row,) = [each for each in listed if each["id"] == rows[name].pk]

    assert row == {field: alone[field] for field in row}
    assert set(alone) - set(row) <= {"agenda", "boundary"}
