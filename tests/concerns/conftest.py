"""A concern of each mode, and who works on it."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import AnonymousUser

from accounts.models import Role
from tests.factories.accounts import UserFactory
from tests.factories.concerns import ConcernFactory


@pytest.fixture
def elsewhere(db):
    """An officer of another area."""
    return UserFactory(email="elsewhere@example.org", name="Eli Elsewhere", role=Role.OFFICER)


@pytest.fixture
def nobody():
    return AnonymousUser()


@pytest.fixture
def open_concern(area, leader):
    return ConcernFactory(area=area, reporter=leader)


@pytest.fixture
def confidential(area, leader):
    return ConcernFactory(area=area, confidentiality="confidential", reporter=leader)


@pytest.fixture
def anonymous(area):
    return ConcernFactory(area=area, anonymous=True)
