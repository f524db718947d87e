from __future__ import annotations

import pytest
from django.contrib.auth.models import AnonymousUser

from accounts.models import Role
from tests.factories.accounts import UserFactory
from tests.factories.meetings import MeetingFactory

PERSONAS = [
    "anonymous",
    "stranger",
    "leader",
    "other_officer",
    "area_officer",
    "host",
    "coordinator",
    "administrator",
]
POLICE = ["other_officer", "area_officer", "host", "coordinator", "administrator"]
RUNNING = ["area_officer", "host", "coordinator", "administrator"]
COORDINATING = ["coordinator", "administrator"]

MAY = {
    "meetings.plan_meeting": POLICE,
    "meetings.change_meeting": RUNNING,
    "meetings.publish_meeting": RUNNING,
    "meetings.cancel_meeting": RUNNING,
    "meetings.invite": RUNNING,
    "meetings.plan_series": COORDINATING,
    "meetings.change_series": COORDINATING,
    "meetings.import_meetings": COORDINATING,
    "meetings.export": COORDINATING,
    "meetings.view_invitations": POLICE,
    "meetings.log_meeting": POLICE,
    "meetings.view_attendance": POLICE,
}


@pytest.fixture
def people(coordinator, administrator, officer, leader_user, stranger):
    return {
        "anonymous": AnonymousUser(),
        "stranger": stranger,
        "leader": leader_user,
        "other_officer": UserFactory(role=Role.OFFICER),
        "area_officer": officer,
        "host": UserFactory(role=Role.OFFICER),
        "coordinator": coordinator,
        "administrator": administrator,
    }


@pytest.mark.parametrize("permission", MAY)
def test_permission_of_each_persona(people, area, permission):
    meeting = MeetingFactory(areas=[area], host=people["host"])

    allowed = [who for who in PERSONAS if people[who].has_perm(permission, meeting)]

    assert allowed == MAY[permission]


def test_host_who_is_no_longer_police_runs_nothing(stranger, area):
    meeting = MeetingFactory(areas=[area], host=stranger)

    assert not stranger.has_perm("meetings.change_meeting", meeting)
