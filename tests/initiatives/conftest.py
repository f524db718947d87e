"""An initiative of North District, who works on it, and who does not."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import AnonymousUser

from accounts.models import Role
from tests.factories.accounts import UserFactory
from tests.factories.initiatives import InitiativeFactory, PartnerFactory
from tests.factories.leaders import AffiliationFactory, AreaFactory, LeaderFactory


@pytest.fixture
def elsewhere(db):
    """An officer of another area."""
    return UserFactory(email="elsewhere@example.org", name="Eli Elsewhere", role=Role.OFFICER)


@pytest.fixture
def lead(db):
    """An officer of no area who leads it."""
    return UserFactory(email="lead@example.org", name="Lou Lead", role=Role.OFFICER)


@pytest.fixture
def nobody():
    return AnonymousUser()


@pytest.fixture
def initiative(area, lead, leader):
    """In North District, led by Lou Lead and Lena Leader."""
    return InitiativeFactory(
        title="Night walks",
        problem="Cars are broken into at night.",
        targets=[area],
        lead_officer=lead,
        lead_leader=leader,
    )


@pytest.fixture
def partner_user(initiative):
    """Speaks for an organization that takes part."""
    speaker = LeaderFactory(
        name="Pat Partner", user=UserFactory(email="partner@example.org", role=Role.LEADER)
    )
    partner = PartnerFactory(initiative=initiative)
    AffiliationFactory(leader=speaker, organization=partner.organization)
    return speaker.user


@pytest.fixture
def other_area(db):
    return AreaFactory(code="south", name="South District")
