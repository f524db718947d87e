"""Every look at who raised a confidential concern has a reason and is written down."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError

from concerns.actions import identity
from concerns.models import IdentityLook


def test_look_at_a_confidential_identity_is_recorded(confidential, coordinator):
    reporter = identity.look(concern=confidential, by=coordinator, reason=" To call back. ")

    assert reporter.name == "Lena Leader"
    assert list(IdentityLook.objects.values_list("by", "reason")) == [
        (coordinator.pk, "To call back.")
    ]


@pytest.mark.parametrize("reason", ["", " \n", "\x00"])
def test_look_without_reason_is_refused(confidential, coordinator, reason):
    with pytest.raises(ValidationError, match="Say why"):
        identity.look(concern=confidential, by=coordinator, reason=reason)


def test_look_at_an_open_identity_needs_no_record(open_concern, officer):
    assert identity.look(concern=open_concern, by=officer, reason="").name == "Lena Leader"
    assert not IdentityLook.objects.exists()


def test_anonymous_concern_has_no_identity(anonymous, coordinator):
    with pytest.raises(ValidationError, match="Nobody is known"):
        identity.look(concern=anonymous, by=coordinator, reason="Why")
