"""The personas, the same in every test, and a client signed in as each."""

from __future__ import annotations

import pytest
from django.test import Client
from django.utils import translation

from accounts.models import Role, User
from leaders.models import Area, Leader
from tests.factories.accounts import UserFactory
from tests.factories.leaders import AreaFactory, LeaderFactory


@pytest.fixture(autouse=True)
def _second_factor_is_not_required(settings):
    """Personas sign in with a password alone; the tests of the second factor switch it on."""
    settings.SECOND_FACTOR_REQUIRED = False


@pytest.fixture(autouse=True)
def _language_does_not_outlive_its_test():
    """A request leaves its language to the thread, and so to the test after it."""
    yield
    translation.deactivate()


@pytest.fixture(autouse=True)
def _passwords_are_hashed_fast(settings):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture
def area(db) -> Area:
    return AreaFactory(code="north", name="North District")


@pytest.fixture
def coordinator(db) -> User:
    return UserFactory(
        email="coordinator@example.org", name="Casey Coordinator", role=Role.COORDINATOR
    )


@pytest.fixture
def administrator(db) -> User:
    return UserFactory(email="admin@example.org", name="Ada Administrator", role=Role.ADMINISTRATOR)


@pytest.fixture
def officer(db, area) -> User:
    user = UserFactory(email="officer@example.org", name="Omar Officer", role=Role.OFFICER)
    area.officers.add(user)
    return user


@pytest.fixture
def leader(db, area) -> Leader:
    """A leader of North District who has claimed an account."""
    user = UserFactory(email="leader@example.org", name="Lena Leader", role=Role.LEADER)
    return LeaderFactory(name="Lena Leader", email="leader@example.org", user=user, areas=[area])


@pytest.fixture
def leader_user(leader) -> User:
    return leader.user


@pytest.fixture
def stranger(db) -> User:
    """Signed in as a leader, but of nothing here."""
    return UserFactory(email="stranger@example.org", name="Sam Stranger", role=Role.LEADER)


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def coordinator_client(coordinator) -> Client:
    return signed_in(coordinator)


@pytest.fixture
def administrator_client(administrator) -> Client:
    return signed_in(administrator)


@pytest.fixture
def officer_client(officer) -> Client:
    return signed_in(officer)


@pytest.fixture
def leader_client(leader_user) -> Client:
    return signed_in(leader_user)


@pytest.fixture
def stranger_client(stranger) -> Client:
    return signed_in(stranger)
