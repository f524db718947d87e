from __future__ import annotations

import pytest
from django.core.management import CommandError, call_command

from accounts.models import User
from concerns import receipts
from concerns.models import Concern
from config.demo.desk import DEMO_CODE
from initiatives.models import Initiative
from leaders.models import Leader
from meetings.models import Commitment, Meeting
from tests.factories.leaders import AreaFactory

pytestmark = pytest.mark.django_db


def test_load_demo_fills_an_empty_database():
    call_command("load_demo")

    assert Leader.objects.count() == 64
    assert Meeting.objects.filter(logged_at__isnull=False).count() > 140


def test_load_demo_twice_changes_nothing():
    call_command("load_demo")
    before = (User.objects.count(), Meeting.objects.count(), Commitment.objects.count())

    call_command("load_demo")

    assert (User.objects.count(), Meeting.objects.count(), Commitment.objects.count()) == before


def test_load_demo_refuses_a_database_with_own_data():
    AreaFactory()

    with pytest.raises(CommandError, match="own data"):
        call_command("load_demo")

    assert not User.objects.exists()


def test_load_demo_dry_run_changes_nothing():
    call_command("load_demo", "--dry-run")

    assert not User.objects.exists()


def test_load_demo_has_concerns_in_every_state_and_mode():
    call_command("load_demo")

    assert set(Concern.objects.values_list("state", flat=True)) == set(Concern.State.values)
    assert set(Concern.objects.values_list("confidentiality", flat=True)) == set(
        Concern.Confidentiality.values
    )
    assert (Concern.objects.count(), Concern.objects.overdue().count()) == (63, 3)


def test_load_demo_has_joint_work_in_every_stage():
    call_command("load_demo")

    stages = Initiative.objects.values_list("stage", flat=True)
    assert sorted(stages) == ["analysis", "assessment", "closed", "response", "scanning"]


def test_load_demo_has_one_anonymous_concern_that_opens():
    call_command("load_demo")

    assert receipts.looks_right(DEMO_CODE)
    assert Concern.objects.get(receipt_hash=receipts.digest(DEMO_CODE)).is_anonymous
