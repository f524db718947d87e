"""Two officers with the same concern open on their phones: the second is told, nothing is lost."""

from __future__ import annotations

from collections import Counter

import pytest
from django.urls import reverse

from concerns.models import Category, Concern
from tests.conftest import signed_in
from tests.factories.accounts import UserFactory
from tests.factories.concerns import ConcernFactory
from tests.meetings.test_seats import at_once

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def _category(transactional_db):
    """Tests before this one have emptied the tables."""
    Category.objects.get_or_create(key="other", defaults={"name": "Something else"})


def coordinators(count):
    return [signed_in(UserFactory(role="coordinator")) for _ in range(count)]


def address(concern, verb):
    return reverse(f"concerns:concern-{verb}", args=[concern.pk])


def test_only_one_of_several_closes_it_and_the_others_are_told():
    concern = ConcernFactory()
    data = {"outcome": "resolved", "revision": concern.revision}

    answers = at_once(
        [
            lambda client=client, number=number: client.post(
                address(concern, "close"), data | {"reason": f"Reason {number}"}
            )
            for number, client in enumerate(coordinators(4))
        ]
    )

    assert Counter(answer.status_code for answer in answers) == {302: 1, 409: 3}
    told = [answer.text for answer in answers if answer.status_code == 409]
    assert all("Something happened to this concern" in text for text in told)
    kept = Concern.objects.get().outcome_reason
    assert all(
        f"Reason {number}" in answer.text
        for number, answer in enumerate(answers)
        if kept != f"Reason {number}"
    )


def test_answers_of_several_are_all_sent():
    concern = ConcernFactory(reporter={"email": "rosa@example.org"})

    answers = at_once(
        [
            lambda client=client, number=number: client.post(
                address(concern, "reply"), {"text": f"Answer {number}"}
            )
            for number, client in enumerate(coordinators(4))
        ]
    )

    assert [answer.status_code for answer in answers] == [302] * 4
    assert sorted(concern.updates.values_list("text", flat=True)) == [
        f"Answer {number}" for number in range(4)
    ]


def test_raiser_reopens_while_an_officer_gives_it_away():
    concern = ConcernFactory(closed=True)
    officer = UserFactory(role="officer")

    at_once(
        [
            lambda client=client, verb=verb, data=data: client.post(address(concern, verb), data)
            for client, (verb, data) in zip(
                coordinators(2),
                [
                    ("reopen", {"reason": "Dark again.", "revision": concern.revision}),
                    ("assign", {"owner": officer.pk, "revision": concern.revision}),
                ],
                strict=True,
            )
        ]
    )

    assert Concern.objects.get().state == "reopened"
