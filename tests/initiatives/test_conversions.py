"""A concern becomes joint work: its thread says so, and nobody is named."""

from __future__ import annotations

import pytest

from concerns.models import Update
from initiatives.actions import conversions
from tests.factories.concerns import ConcernFactory
from tests.factories.initiatives import InitiativeFactory

pytestmark = pytest.mark.django_db
ROSALINDA = {"name": "Rosalinda Quietwater", "email": "rosalinda@example.net"}


@pytest.fixture
def confidential(area):
    return ConcernFactory(
        area=area,
        subject="My neighbor deals at night",
        text="I, Rosalinda, see it.",
        confidentiality="confidential",
        reporter=ROSALINDA,
    )


def test_concern_becomes_an_initiative_in_its_area(confidential, officer, area):
    made = conversions.to_initiative(concern=confidential, title="Quiet nights", by=officer)

    assert (made.title, made.visibility, made.stage) == ("Quiet nights", "draft", "scanning")
    assert ([*made.areas.all()], [*made.concerns.all()]) == ([area], [confidential])


def test_nothing_of_a_confidential_concern_is_taken_over(confidential, officer):
    made = conversions.to_initiative(concern=confidential, title="Quiet nights", by=officer)

    words = " ".join(str(value) for value in vars(made).values())
    assert not any(name in words for name in ("Rosalinda", "neighbor", "deals"))


def test_raiser_sees_in_their_thread_what_became_of_it(confidential, officer):
    conversions.to_initiative(concern=confidential, title="Quiet nights", by=officer)

    event = Update.objects.of_concern(confidential).for_raiser().get()
    assert (event.event, event.text, event.is_internal) == ("initiated", "", False)


def test_linked_twice_it_is_one_link_and_one_event(confidential, officer):
    made = InitiativeFactory()
    for _ in range(2):
        conversions.link(initiative=made, concern=confidential, by=officer)

    assert (made.concerns.count(), confidential.updates.count()) == (1, 1)


def test_unlinked_the_thread_keeps_what_happened(confidential, officer):
    made = conversions.to_initiative(concern=confidential, title="Quiet nights", by=officer)
    conversions.unlink(initiative=made, concern=confidential, by=officer)

    assert (made.concerns.count(), confidential.updates.count()) == (0, 1)
