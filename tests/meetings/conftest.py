"""People who plan meetings."""

from __future__ import annotations

import pytest

from accounts.models import Role
from tests.conftest import signed_in
from tests.factories.accounts import UserFactory


@pytest.fixture
def elsewhere_client(db):
    """An officer who runs no meeting of the tests."""
    return signed_in(UserFactory(role=Role.OFFICER))
