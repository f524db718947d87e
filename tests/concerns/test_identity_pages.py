"""Who raised it: shown to few, for a reason, and never by opening a page."""

from __future__ import annotations

import pytest

from concerns.models import Concern, IdentityLook
from tests.concerns.test_concern_pages import address, step
from tests.factories.accounts import UserFactory
from tests.factories.concerns import IdentityLookFactory

pytestmark = pytest.mark.django_db


def test_opening_the_page_of_the_identity_tells_nothing(coordinator_client, confidential):
    page = coordinator_client.get(address(confidential, "identity"))

    assert "Lena" not in page.text
    assert IdentityLook.objects.count() == 0


def test_identity_is_shown_for_a_reason_and_the_look_is_recorded(
    coordinator_client, confidential, coordinator
):
    page = step(coordinator_client, confidential, "identity", reason="To call back.")

    look = IdentityLook.objects.get()
    assert (look.by, look.reason) == (coordinator, "To call back.")
    assert ("leader@example.org" in page.text, page["Cache-Control"].split(", ")[-1]) == (
        True,
        "private",
    )


def test_identity_without_a_reason_is_not_shown(coordinator_client, confidential):
    page = step(coordinator_client, confidential, "identity", reason="  ")

    assert ("Lena" in page.text, IdentityLook.objects.count()) == (False, 0)


def test_anonymous_concern_has_no_identity_to_show(coordinator_client, anonymous):
    assert coordinator_client.get(address(anonymous, "identity")).status_code == 403


@pytest.mark.parametrize("persona", ["officer", "coordinator"])
def test_page_of_a_confidential_concern_names_nobody(request, persona, confidential, officer):
    Concern.objects.filter(pk=confidential.pk).update(owner=officer)

    page = request.getfixturevalue(f"{persona}_client").get(address(confidential))

    assert ("Lena" in page.text, "Look who raised it" in page.text) == (False, True)


@pytest.mark.parametrize(("persona", "sees"), [("officer", False), ("coordinator", True)])
def test_who_looked_is_listed_for_coordinators(request, persona, sees, confidential):
    IdentityLookFactory(concern=confidential, by=UserFactory(name="Cur Ious"))

    page = request.getfixturevalue(f"{persona}_client").get(address(confidential))

    assert ("Cur Ious" in page.text) == sees
