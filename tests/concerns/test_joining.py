"""Duplicates, support, conversions, publication and standard texts."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from concerns import standard_texts
from concerns.actions import conversions, duplicates, publication
from concerns.actions import support as supporting
from concerns.models import Support
from tests.factories.concerns import ConcernFactory, PriorityFactory, UpdateFactory
from tests.factories.leaders import AreaFactory, LeaderFactory

TODAY = timezone.localdate()


def events(concern):
    return list(concern.updates.filter(kind="event").values_list("event", flat=True))


def test_joined_concerns_keep_both_voices(officer, open_concern):
    other = ConcernFactory(reporter=LeaderFactory())
    UpdateFactory(concern=open_concern)
    duplicates.link(concern=open_concern, original=other, by=officer)

    open_concern.refresh_from_db()
    assert (open_concern.duplicate_of, open_concern.state) == (other, "received")
    assert (open_concern.updates.count(), open_concern.reporter.name) == (2, "Lena Leader")
    assert events(other) == ["linked"]


def test_joining_twice_is_joining_once(officer):
    one, other = ConcernFactory(), ConcernFactory()
    for _ in range(2):
        duplicates.link(concern=one, original=other, by=officer)

    assert events(one) == ["linked"]


def test_those_joined_before_come_along(officer):
    first, second, third = (ConcernFactory() for _ in range(3))
    duplicates.link(concern=first, original=second, by=officer)
    duplicates.link(concern=second, original=third, by=officer)

    first.refresh_from_db()
    assert first.duplicate_of == third


def test_joining_makes_neither_circle_nor_chain(officer):
    one, other, third = (ConcernFactory() for _ in range(3))
    duplicates.link(concern=one, original=other, by=officer)

    for concern, original in [(one, one), (other, one), (third, one), (one, third)]:
        with pytest.raises(ValidationError):
            duplicates.link(concern=concern, original=original, by=officer)


def test_parting(officer):
    one, other = ConcernFactory(), ConcernFactory()
    duplicates.link(concern=one, original=other, by=officer)
    for _ in range(2):
        duplicates.unlink(concern=one, by=officer)

    one.refresh_from_db()
    assert (one.duplicate_of, events(one)) == (None, ["linked", "unlinked"])


def test_leader_supports_once_and_no_longer(leader):
    concern = ConcernFactory(published=True)
    for _ in range(2):
        supporting.support(concern=concern, leader=leader)
    assert Support.objects.count() == 1

    supporting.withdraw(concern=concern, leader=leader)
    assert Support.objects.count() == 0


def test_raiser_does_not_support_themselves(leader):
    concern = ConcernFactory(published=True, reporter=leader)

    with pytest.raises(ValidationError, match="yourself"):
        supporting.support(concern=concern, leader=leader)


def test_what_is_not_shown_is_not_supported(leader):
    with pytest.raises(ValidationError, match="shown publicly"):
        supporting.support(concern=ConcernFactory(closed=True), leader=leader)


def test_concern_becomes_a_promise_and_goes_on(area, officer, confidential):
    somebody = LeaderFactory()
    promise = conversions.to_commitment(
        concern=confidential,
        text="Replace both lamps",
        owner=officer,
        promised_to=somebody,
        due_on=TODAY + timedelta(days=14),
        by=officer,
    )

    assert (promise.promised_to, list(promise.areas.all()), promise.is_public) == (
        somebody,
        [area],
        False,
    )
    assert (list(confidential.commitments.all()), events(confidential)) == ([promise], ["promised"])


def test_concern_becomes_a_priority_of_its_area(area, officer, open_concern):
    for _ in range(2):
        priority = conversions.to_priority(
            concern=open_concern,
            issue="Dark streets",
            by=officer,
            priority=area.priorities.first(),
        )

    assert (priority.area, priority.rank, list(priority.concerns.all())) == (
        area,
        1,
        [open_concern],
    )
    assert events(open_concern) == ["prioritized"]


@pytest.mark.parametrize(
    ("values", "sentence"),
    [({"area": None}, "which area"), ({}, "Say in a sentence")],
)
def test_priority_needs_an_area_and_words(area, officer, values, sentence):
    with pytest.raises(ValidationError, match=sentence):
        conversions.to_priority(concern=ConcernFactory(**{"area": area} | values), by=officer)


def test_concern_joins_no_priority_of_another_area(officer, open_concern):
    with pytest.raises(ValidationError, match="another area"):
        conversions.to_priority(
            concern=open_concern, by=officer, priority=PriorityFactory(area=AreaFactory())
        )


WORDS = {"summary": "Two lamps are out.", "answer": "Both were replaced."}


def test_answered_and_allowed_concern_is_shown(coordinator):
    concern = ConcernFactory(closed=True, publication_allowed=True)
    publication.publish(concern=concern, by=coordinator, **WORDS)

    concern.refresh_from_db()
    assert (concern.public_summary, concern.public_answer) == tuple(WORDS.values())
    assert events(concern) == ["published"]


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"publication_allowed": True}, "Answer it first"),
        ({"closed": True}, "has not allowed"),
        ({"answered": True}, "has not allowed"),
    ],
)
def test_concern_is_not_shown_without_answer_or_leave(coordinator, values, sentence):
    with pytest.raises(ValidationError, match=sentence):
        publication.publish(concern=ConcernFactory(**values), by=coordinator, **WORDS)


@pytest.mark.parametrize("missing", WORDS)
def test_concern_is_not_shown_without_words_of_our_own(coordinator, missing):
    concern = ConcernFactory(closed=True, publication_allowed=True)

    with pytest.raises(ValidationError, match="without names"):
        publication.publish(concern=concern, by=coordinator, **WORDS | {missing: " "})


def test_taking_leave_back_hides_at_once(db):
    concern = ConcernFactory(published=True)
    publication.allow(concern=concern, is_allowed=False)

    concern.refresh_from_db()
    assert concern.published_at is None
    assert list(concern.updates.values_list("event", "by")) == [("disallowed", None)]


def test_hiding_keeps_the_words(coordinator):
    concern = ConcernFactory(published=True)
    for _ in range(2):
        publication.unpublish(concern=concern, by=coordinator)

    concern.refresh_from_db()
    assert (concern.published_at, concern.public_answer) == (None, "Both were replaced.")


def test_standard_text_is_filled(officer, open_concern):
    open_concern.owner = officer
    text = "{reference}: {subject}, {area}, {owner}. {{unknown}} stays."

    assert standard_texts.fill(text, open_concern) == (
        f"{open_concern.reference}: {open_concern.subject}, North District, Omar Officer. "
        "{{unknown}} stays."
    )


def test_filled_blank_is_not_filled_again(open_concern):
    open_concern.subject = "{department}"

    assert standard_texts.fill("{subject}", open_concern) == "{department}"


@pytest.mark.parametrize("text", ["{name}", "{email}", "{", "}", "{reference", "{ reference }"])
def test_standard_text_with_a_blank_nobody_fills_is_refused(text):
    with pytest.raises(ValidationError, match="these blanks only"):
        standard_texts.check(text)


def test_standard_text_with_known_blanks_is_accepted():
    assert standard_texts.check("Dear neighbor, {reference} is due {due}.") is None
