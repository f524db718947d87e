"""What must never be false about a concern, whatever writes the row."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import IntegrityError, InternalError, transaction
from django.utils import timezone

from concerns.models import Concern, IdentityLook, Reporter, Update
from tests.factories.concerns import (
    ConcernFactory,
    IdentityLookFactory,
    PriorityFactory,
    ReporterFactory,
    RoutingRuleFactory,
    SupportFactory,
    UpdateFactory,
)

NOW = timezone.now()
EARLIER = NOW - timedelta(days=2)
LATER = NOW + timedelta(days=2)


@pytest.mark.parametrize(
    ("constraint", "values"),
    [
        ("concern_closed_has_outcome_reason_and_time", {"state": "closed"}),
        (
            "concern_closed_has_outcome_reason_and_time",
            {"state": "closed", "closed_at": NOW, "outcome": "resolved"},
        ),
        ("concern_closed_has_outcome_reason_and_time", {"outcome": "resolved"}),
        ("concern_closed_has_outcome_reason_and_time", {"outcome_reason": "Done."}),
        ("concern_waiting_has_reason_and_end", {"state": "waiting"}),
        (
            "concern_waiting_has_reason_and_end",
            {"state": "waiting", "paused_since": NOW, "paused_until": LATER},
        ),
        (
            "concern_waiting_has_reason_and_end",
            {
                "state": "waiting",
                "paused_since": NOW,
                "paused_until": EARLIER,
                "pause_reason": "Why",
            },
        ),
        ("concern_waiting_has_reason_and_end", {"pause_reason": "Why"}),
        ("concern_answered_by_a_person", {"answered_at": NOW, "first_answered_at": NOW}),
        ("concern_due_after_raised", {"due_at": EARLIER}),
        ("concern_anonymous_has_receipt", {"confidentiality": "anonymous"}),
        ("concern_anonymous_has_receipt", {"receipt_hash": "x"}),
        ("concern_accepted_once_closed", {"accepted_at": NOW}),
        ("concern_published_by_leave_and_with_words", {"published_at": NOW}),
        ("concern_point_on_earth", {"latitude": 91, "longitude": 0}),
        ("concern_point_on_earth", {"latitude": 40}),
        ("concern_reopened_has_time", {"reopened_count": 1}),
    ],
)
def test_concern_is_refused(db, constraint, values):
    concern = ConcernFactory()

    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        Concern.objects.filter(pk=concern.pk).update(**values)


def test_answer_before_raising_is_refused(officer):
    concern = ConcernFactory(answered=True)

    with pytest.raises(IntegrityError, match="concern_answered_after_raised"):
        Concern.objects.filter(pk=concern.pk).update(answered_at=EARLIER)


def test_concern_is_no_duplicate_of_itself(db):
    concern = ConcernFactory()

    with pytest.raises(IntegrityError, match="concern_not_duplicate_of_itself"):
        Concern.objects.filter(pk=concern.pk).update(duplicate_of=concern)


def test_anonymous_concern_takes_no_reporter(anonymous):
    with pytest.raises(IntegrityError, match="keeps no identity"):
        ReporterFactory(concern=anonymous)


def test_reporter_does_not_move_to_an_anonymous_concern(open_concern, anonymous):
    with pytest.raises(IntegrityError, match="keeps no identity"):
        Reporter.objects.filter(concern=open_concern).update(concern=anonymous)


def test_known_concern_does_not_become_anonymous(open_concern):
    with pytest.raises(IntegrityError, match="keeps no identity"):
        Concern.objects.filter(pk=open_concern.pk).update(
            confidentiality="anonymous", receipt_hash="x"
        )


def test_open_concern_of_nobody_becomes_anonymous(db):
    concern = ConcernFactory()

    Concern.objects.filter(pk=concern.pk).update(confidentiality="anonymous", receipt_hash="x")

    concern.refresh_from_db()
    assert concern.is_anonymous


def test_reporter_is_somebody(db):
    with pytest.raises(IntegrityError, match="reporter_is_somebody"):
        ReporterFactory(name="", email="", phone="")


@pytest.mark.parametrize("act", ["update", "delete"])
def test_look_at_an_identity_is_never_changed(db, act):
    look = IdentityLookFactory()
    looks = IdentityLook.objects.filter(pk=look.pk)

    with pytest.raises(InternalError, match="Cannot update or delete"):
        looks.update(reason="Another") if act == "update" else looks.delete()


def test_look_at_an_identity_has_a_reason(db):
    with pytest.raises(IntegrityError, match="identity_look_has_reason"):
        IdentityLookFactory(reason="")


@pytest.mark.parametrize(
    ("constraint", "values"),
    [
        ("update_event_is_named", {"kind": "event", "event": ""}),
        ("update_event_is_named", {"kind": "reply", "event": "closed"}),
        ("update_says_something", {"kind": "reply", "text": ""}),
        # A person's answer has a name; what is automatic has none.
        ("update_has_its_writer", {"kind": "reply", "by": None}),
        ("update_has_its_writer", {"kind": "reply", "is_automatic": True}),
        ("update_has_its_writer", {"kind": "message"}),
    ],
)
def test_update_is_refused(db, constraint, values):
    with pytest.raises(IntegrityError, match=constraint):
        UpdateFactory(**values)


def test_support_is_once_per_leader(leader):
    support = SupportFactory(leader=leader)

    with pytest.raises(IntegrityError, match="support_once_per_leader"):
        SupportFactory(leader=leader, concern=support.concern)


def test_routing_rule_is_once_for_all(db):
    RoutingRuleFactory()

    with pytest.raises(IntegrityError, match="routing_rule_once"):
        RoutingRuleFactory()


@pytest.mark.parametrize(
    ("constraint", "values"),
    [
        ("priority_action_has_date", {"action": "Walked."}),
        ("priority_action_has_date", {"action_date": NOW.date()}),
        ("priority_has_rank", {"rank": 0}),
        ("priority_closed_after_agreed", {"closed_on": EARLIER.date() - timedelta(days=90)}),
    ],
)
def test_priority_is_refused(db, constraint, values):
    with pytest.raises(IntegrityError, match=constraint):
        PriorityFactory(**values)


def test_history_of_a_concern_is_kept(officer):
    concern = ConcernFactory()
    concern.owner = officer
    concern.save()

    events = concern.events.order_by("pgh_id").values_list("pgh_label", "owner")
    assert list(events) == [("insert", None), ("update", officer.pk)]


def test_history_holds_no_receipt(anonymous):
    fields = {field.name for field in anonymous.events.model._meta.get_fields()}

    assert not fields & {"receipt_hash", "search_text"}


def test_names_of_rows_name_nobody(confidential):
    assert "Lena" not in f"{confidential}{confidential.reporter}"


def test_internal_events_are_the_same_for_rows_and_sets(db):
    concern = ConcernFactory()
    for event in Update.Event.values:
        UpdateFactory(concern=concern, kind="event", event=event, by=None)

    shown = set(Update.objects.of_concern(concern).for_raiser())
    assert shown == {update for update in Update.objects.all() if not update.is_internal}
