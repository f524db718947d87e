"""A concern comes in: what is written, who is told, and who is not known."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pghistory
import pytest
from django.core.exceptions import ValidationError

from concerns import receipts
from concerns.actions import raising
from concerns.actions.raising import Identity
from concerns.models import Concern, Reporter, Update
from outbox.models import Message
from tests.factories.accounts import UserFactory
from tests.factories.concerns import CategoryFactory, RoutingRuleFactory
from tests.factories.leaders import AreaFactory

AT = datetime(2026, 6, 1, 14, tzinfo=UTC)
ROSA = Identity(name="Rosa Resident", email="rosa@example.org", phone="+12155550100")
TEXTS = {
    "en": "Two lamps are out.",
    "es": "Dos farolas están apagadas. ¡Señor!",
    "ar": "مصباحان لا يعملان في شارعنا.",
    "zh-hans": "街上的两盏路灯坏了。",
    "vi": "Hai đèn đường bị hỏng.",
    "am": "ሁለት መብራቶች ጠፍተዋል።",
    "ru": "Не горят два фонаря.",  # noqa: RUF001 -- Russian
}


def raised(**values):
    given = {"subject": "Lamps", "text": "Two lamps are out.", "at": AT}
    return raising.raise_concern(**given | values)


def told(concern):
    """Who is written to about it."""
    return set(Message.objects.about(f"concern:{concern.pk}").values_list("kind", "address"))


def test_concern_is_written_with_its_deadline(area, db):
    concern = raised(area=area, reporter=ROSA).concern

    concern.refresh_from_db()
    assert (concern.reference, concern.state, concern.category.key) == (
        "C-2026-0001",
        "received",
        "other",
    )
    assert concern.due_at == concern.first_due_at == AT + timedelta(hours=72)


def test_references_count_on(db):
    assert [raised().concern.reference for _ in range(3)] == [
        "C-2026-0001",
        "C-2026-0002",
        "C-2026-0003",
    ]


def test_reference_has_the_departments_year(db):
    before_midnight = datetime(2027, 1, 1, 4, 30, tzinfo=UTC)

    assert raised(at=before_midnight).concern.reference == "C-2026-0001"


def test_deadline_follows_the_category(db):
    category = CategoryFactory(answer_hours=8, clock="working")

    # Monday 10:00 in New York.
    assert raised(category=category).concern.due_at == AT + timedelta(hours=24)


def test_identity_stands_apart(db):
    concern = raised(reporter=ROSA, confidentiality="confidential").concern

    reporter = Reporter.objects.get(concern=concern)
    assert (reporter.name, reporter.email, reporter.phone) == (ROSA.name, ROSA.email, ROSA.phone)
    assert concern.created_by is None


def test_leader_is_kept_as_the_directory_has_them(leader):
    concern = raised(reporter=Identity(leader=leader)).concern

    reporter = Reporter.objects.get(concern=concern)
    assert (reporter.name, reporter.email) == ("Lena Leader", "leader@example.org")


def test_anonymous_concern_has_a_code_and_nobody(db):
    found = raised(confidentiality="anonymous")

    assert found.concern.receipt_hash == receipts.digest(found.receipt_code)
    assert not Reporter.objects.exists()


@pytest.mark.parametrize("field", ["name", "email", "phone"])
def test_anonymous_concern_refuses_an_identity(db, field):
    with pytest.raises(ValidationError, match="anonymous concern keeps no name"):
        raised(confidentiality="anonymous", reporter=Identity(**{field: "x"}))

    assert not Concern.objects.exists()


def test_confidential_concern_needs_a_way_to_answer(db):
    with pytest.raises(ValidationError, match="Tell us how to reach you"):
        raised(confidentiality="confidential", reporter=Identity(name="Rosa"))


def test_account_of_whoever_raises_is_not_kept(leader_user):
    concern = raised(confidentiality="anonymous", by=leader_user).concern

    assert concern.created_by is None
    assert not Update.objects.exclude(by=None).exists()


def test_account_of_the_department_is_kept(officer):
    concern = raised(by=officer, source="officer").concern

    assert (concern.created_by, concern.source) == (officer, "officer")


def test_history_does_not_say_who_was_signed_in(leader_client, leader_user):
    """As a page would raise it: within a request of the leader's account."""
    with pghistory.context(user=leader_user.pk, url="/concerns/follow/secret/"):
        concern = raised(confidentiality="anonymous", by=leader_user).concern

    event = concern.events.model.objects.get(pgh_obj=concern)
    assert event.pgh_context.metadata == {"user": None, "url": None}


def test_history_says_who_of_the_department_wrote_it(officer):
    with pghistory.context(user=officer.pk, url="/concerns/new/"):
        concern = raised(by=officer, source="officer").concern

    event = concern.events.model.objects.get(pgh_obj=concern)
    assert event.pgh_context.metadata["user"] == officer.pk


def test_owner_and_raiser_are_told(officer):
    RoutingRuleFactory(owner=officer)
    concern = raised(reporter=ROSA).concern

    assert concern.owner == officer
    assert told(concern) == {
        ("concerns.acknowledged", "rosa@example.org"),
        ("concerns.arrived", "officer@example.org"),
    }


def test_without_owner_coordinators_are_told(coordinator, administrator):
    assert told(raised().concern) == {("concerns.arrived", "coordinator@example.org")}


def test_receipt_of_the_concern_is_no_answer(officer):
    RoutingRuleFactory(owner=officer)
    concern = raised(reporter=ROSA).concern

    assert concern.owes_answer
    assert [update.event for update in concern.updates.all()] == ["raised"]


def test_mail_to_the_department_does_not_say_by_whom(officer):
    RoutingRuleFactory(owner=officer)
    raised(reporter=ROSA, confidentiality="confidential")

    notice = Message.objects.get(kind="concerns.arrived")
    text = f"{notice.subject} {notice.text} {notice.html}"
    assert [word for word in ("Rosa", "rosa@", "5550100") if word in text] == []


@pytest.mark.parametrize(("mode", "is_private"), [("open", False), ("confidential", True)])
def test_mail_to_a_confidential_raiser_is_private(db, mode, is_private):
    raised(reporter=ROSA, confidentiality=mode)

    assert Message.objects.get(kind="concerns.acknowledged").is_private == is_private


def test_mail_says_until_when_in_the_raisers_language(db):
    raised(reporter=ROSA, language="es")

    message = Message.objects.get(kind="concerns.acknowledged")
    assert message.language == "es"
    assert "C-2026-0001" in message.subject


@pytest.mark.parametrize("language", TEXTS)
def test_text_survives_in_every_language(db, language):
    text = TEXTS[language]
    concern = raised(subject=text, text=text, language=language, reporter=ROSA).concern

    concern.refresh_from_db()
    assert (concern.subject, concern.text, concern.language) == (text, text, language)


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"subject": "  "}, "Say in a few words"),
        ({"subject": "x" * 201}, "longer than 200"),
        ({"text": "\x00 \n"}, "Tell us what happens"),
        ({"text": "x" * 10_001}, "longer than 10000"),
        ({"latitude": 91.0, "longitude": 0.0}, "not a point"),
        ({"latitude": float("nan"), "longitude": 0.0}, "not a point"),
        ({"latitude": 40.0}, "not a point"),
    ],
)
def test_bad_input_is_refused_and_changes_nothing(db, values, sentence):
    with pytest.raises(ValidationError, match=sentence):
        raised(**values)

    assert not Concern.objects.exists()


def test_rule_of_the_area_comes_before_the_one_around_it(officer, coordinator):
    city = AreaFactory()
    district = AreaFactory(parent=city)
    beat = AreaFactory(parent=district)
    traffic = CategoryFactory(key="traffic")
    noise = CategoryFactory(key="noise")
    owners = {
        name: RoutingRuleFactory(area=area, category=category).owner
        for name, area, category in [
            ("all", None, None),
            ("traffic anywhere", None, traffic),
            ("city", city, None),
            ("traffic in the district", district, traffic),
        ]
    }

    assert {
        (area.name if area else "", category.key): next(
            name
            for name, owner in owners.items()
            if owner == raised(area=area, category=category).concern.owner
        )
        for area in (None, city, district, beat)
        for category in (traffic, noise)
    } == {
        ("", "traffic"): "traffic anywhere",
        ("", "noise"): "all",
        (city.name, "traffic"): "city",
        (city.name, "noise"): "city",
        (district.name, "traffic"): "traffic in the district",
        (district.name, "noise"): "city",
        (beat.name, "traffic"): "traffic in the district",
        (beat.name, "noise"): "city",
    }


@pytest.mark.parametrize("values", [{"is_active": False}, {"role": "leader"}])
def test_rule_of_somebody_who_left_is_none(db, values):
    RoutingRuleFactory(owner=UserFactory(**{"role": "officer"} | values))

    assert raised().concern.owner is None


def test_raising_takes_few_queries(area, officer, django_assert_max_num_queries):
    RoutingRuleFactory(owner=officer, area=area)
    category = CategoryFactory(key="traffic")

    with django_assert_max_num_queries(16):
        raised(area=area, category=category, reporter=ROSA)


def test_officer_who_fills_in_the_public_form_is_not_kept(officer):
    assert raised(by=officer, source="form").concern.created_by is None
