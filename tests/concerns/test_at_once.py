"""Two who act at the same moment: nothing lost, and a clear answer to the one who came second."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from concerns.actions import answers, closing, duplicates, raising, submitting, timed
from concerns.models import Category, Concern
from outbox.models import Message
from tests.factories.accounts import UserFactory
from tests.factories.concerns import ConcernFactory
from tests.meetings.test_seats import at_once

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def _category(transactional_db):
    """Tests before this one have emptied the tables."""
    Category.objects.get_or_create(key="other", defaults={"name": "Something else"})


def officers(count):
    return [UserFactory(role="officer") for _ in range(count)]


def outcome(call):
    """What a call did, or why it was refused."""

    def tried():
        try:
            call()
        except ValidationError as refusal:
            return refusal.code
        return "done"

    return tried


def test_answers_written_at_once_are_all_kept():
    concern = ConcernFactory(reporter={"email": "rosa@example.org"})
    at_once(
        [
            lambda officer=officer: answers.reply(
                concern=concern, text=f"Answer of {officer}", by=officer
            )
            for officer in officers(6)
        ]
    )

    concern.refresh_from_db()
    assert concern.updates.replies().count() == 6
    assert Message.objects.filter(kind="concerns.answered").count() == 6
    assert concern.revision == 7


def test_closing_and_closing_otherwise_at_once_is_one_closing():
    concern = ConcernFactory()
    one, other = officers(2)
    results = at_once(
        [
            outcome(
                lambda by=by, what=what: closing.close(
                    concern=concern, outcome=what, reason="Why", by=by
                )
            )
            for by, what in ((one, "resolved"), (other, "partly"))
        ]
    )

    assert Counter(results) == {"done": 1, "conflict": 1}
    assert Message.objects.count() == 0
    assert concern.updates.filter(event="closed").count() == 1


@pytest.mark.parametrize("round_number", range(3))
def test_reopening_while_an_officer_closes_loses_nothing(round_number):
    """The officer has the closed page before them, sets the outcome right; the raiser reopens."""
    concern = ConcernFactory(closed=True)
    officer = UserFactory(role="officer")
    seen = concern.revision
    results = at_once(
        [
            outcome(
                lambda: closing.close(
                    concern=concern, outcome="partly", reason="Why", by=officer, revision=seen
                )
            ),
            outcome(lambda: closing.reopen(concern=concern, reason="Still dark.")),
        ]
    )

    concern.refresh_from_db()
    assert results == ["conflict", "done"]
    assert (concern.state, concern.reopened_count) == ("reopened", 1)


def test_references_taken_at_once_differ():
    results = at_once(
        [
            lambda: raising.raise_concern(subject="Lamps", text="Out.").concern.reference
            for _ in range(8)
        ]
    )

    assert len(set(results)) == 8


def test_joining_crosswise_at_once_makes_no_circle():
    one, other = ConcernFactory(), ConcernFactory()
    officer = UserFactory(role="officer")
    results = at_once(
        [
            outcome(lambda: duplicates.link(concern=one, original=other, by=officer)),
            outcome(lambda: duplicates.link(concern=other, original=one, by=officer)),
        ]
    )

    assert len([result for result in results if result == "done"]) == 1
    assert Concern.objects.originals().count() == 1


def test_escalations_running_at_once_tell_once():
    raised = timezone.now() - timedelta(hours=80)
    for officer in officers(3):
        ConcernFactory(raised_at=raised, owner=officer)
    at_once([timed.escalate_overdue for _ in range(4)])

    assert Message.objects.filter(kind="concerns.overdue").count() == 3


@pytest.mark.parametrize("mode", ["open", "anonymous"])
def test_form_sent_several_times_at_once_is_one_concern(mode):
    reporter = raising.NOBODY if mode == "anonymous" else raising.Identity(email="rosa@example.org")
    raised = at_once(
        [
            lambda: submitting.raise_once(
                form_key="0" * 32,
                subject="Lamps",
                text="Two lamps are out.",
                confidentiality=mode,
                reporter=reporter,
            )
        ]
        * 4
    )

    assert Concern.objects.count() == 1
    assert len({(each.concern.pk, each.receipt_code) for each in raised}) == 1
