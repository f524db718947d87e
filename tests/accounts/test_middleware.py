"""Second factor, language and time zone of every request."""

from __future__ import annotations

import pytest
from allauth.mfa.models import Authenticator
from django.urls import reverse
from django.utils import timezone, translation

from accounts.models import Role
from tests.conftest import signed_in
from tests.factories.accounts import UserFactory

SETTINGS = "/accounts/settings/"


@pytest.fixture
def _required(settings):
    settings.SECOND_FACTOR_REQUIRED = True


@pytest.mark.parametrize(
    ("role", "factor", "is_sent"),
    [
        (Role.LEADER, None, False),
        (Role.OFFICER, None, False),
        (Role.COORDINATOR, None, True),
        (Role.ADMINISTRATOR, None, True),
        (Role.COORDINATOR, "recovery_codes", True),
        (Role.COORDINATOR, "totp", False),
        (Role.ADMINISTRATOR, "webauthn", False),
    ],
)
@pytest.mark.usefixtures("_required")
def test_second_factor_is_asked_of_whom_needs_one(role, factor, is_sent, db):
    user = UserFactory(role=role)
    if factor:
        Authenticator.objects.create(user=user, type=factor, data={})

    response = signed_in(user).get(SETTINGS)

    assert (response.status_code, response.get("Location")) == (
        (302, "/accounts/2fa/") if is_sent else (200, None)
    )


def test_second_factor_is_not_asked_where_it_is_waived(coordinator_client, settings):
    settings.SECOND_FACTOR_REQUIRED = False

    assert coordinator_client.get(SETTINGS).status_code == 200


@pytest.mark.parametrize("path", ["/", "/accounts/users/", "/accounts/tokens/", "/accounts/email/"])
@pytest.mark.usefixtures("_required")
def test_every_other_page_leads_to_the_second_factor(path, coordinator_client):
    assert coordinator_client.get(path)["Location"] == "/accounts/2fa/"


@pytest.mark.usefixtures("_required")
def test_what_is_needed_to_set_one_up_stays_open(coordinator_client):
    index = coordinator_client.get(reverse("mfa_index"))
    proof = coordinator_client.get(reverse("mfa_activate_totp"))

    assert "Set one up to go on" in index.content.decode()
    assert proof["Location"].startswith(reverse("account_reauthenticate"))
    assert coordinator_client.get(proof["Location"]).status_code == 200


@pytest.mark.usefixtures("_required")
def test_sign_out_and_language_stay_open(coordinator_client, coordinator):
    coordinator_client.post(reverse("set_language"), {"language": "es"})
    coordinator.refresh_from_db()

    assert coordinator.language == "es"
    assert coordinator_client.post(reverse("account_logout"))["Location"] == "/"


@pytest.mark.usefixtures("_required")
def test_second_factor_costs_no_query(coordinator_client, coordinator, django_assert_num_queries):
    Authenticator.objects.create(user=coordinator, type="totp", data={})

    with django_assert_num_queries(2):  # Session, and user with second factor.
        coordinator_client.get(SETTINGS)


def test_language_of_the_account_wins_over_the_browsers(officer_client, officer):
    officer.language = "es"
    officer.save()

    response = officer_client.get(SETTINGS, headers={"accept-language": "en"})

    assert '<html lang="es"' in response.content.decode()
    assert response["Content-Language"] == "es"


def test_language_ends_with_the_request(officer_client, officer):
    officer.language = "es"
    officer.timezone = "Pacific/Honolulu"
    officer.save()
    officer_client.get(SETTINGS)

    assert translation.get_language() == "en"
    assert timezone.get_current_timezone_name() == "America/New_York"


@pytest.mark.parametrize("name", ["Mars/Olympus", "", "../etc/passwd", "America"])
def test_unknown_time_zone_becomes_the_departments(name, officer_client, officer):
    officer.timezone = name
    officer.save()

    assert officer_client.get(SETTINGS).status_code == 200
    assert officer.zone.key == "America/New_York"


def test_anonymous_language_follows_browser_then_cookie(client, db):
    login = reverse("account_login")
    browser = client.get(login, headers={"accept-language": "es"}).content.decode()
    client.post(reverse("set_language"), {"language": "en"})
    cookie = client.get(login, headers={"accept-language": "es"}).content.decode()

    assert '<html lang="es"' in browser
    assert '<html lang="en"' in cookie


def test_switching_the_language_is_remembered_with_the_account(officer_client, officer):
    response = officer_client.post(reverse("set_language"), {"language": "es", "next": SETTINGS})

    officer.refresh_from_db()
    assert (officer.language, response["Location"]) == ("es", SETTINGS)


@pytest.mark.parametrize("language", ["", "tlh", "../x", "x" * 500])
def test_switching_to_no_language_changes_nothing(language, officer_client, officer):
    response = officer_client.post(reverse("set_language"), {"language": language})

    officer.refresh_from_db()
    assert (officer.language, response.status_code) == ("en", 302)


def test_switching_by_get_is_refused(officer_client):
    assert officer_client.get(reverse("set_language"), {"language": "es"}).status_code == 405
