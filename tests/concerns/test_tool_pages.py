"""Settings of concerns: categories and their clock, who gets what, standard texts."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.urls import reverse

from concerns import deadlines
from concerns.models import Category, Holiday, RoutingRule, StandardText
from tests.factories.concerns import CategoryFactory, RoutingRuleFactory, StandardTextFactory

pytestmark = pytest.mark.django_db
LISTS = ["/concerns/categories/", "/concerns/rules/", "/concerns/texts/"]
CATEGORY = {"name": "Loud bars", "answer_hours": 24, "clock": "working", "is_active": "on"}
TEXT = {"title": "Thanks", "text": "Thank you for {reference}.", "language": "es"}


def url(name, row=None):
    return reverse(f"concerns:{name}", args=[row.pk] if row else [])


@pytest.mark.parametrize("address", LISTS)
@pytest.mark.parametrize(
    ("persona", "status"), [("leader", 403), ("officer", 403), ("coordinator", 200)]
)
def test_settings_are_for_coordinators(request, address, persona, status):
    client = request.getfixturevalue(f"{persona}_client")

    assert client.get(address).status_code == status
    assert client.get(f"{address}new/").status_code == status


def test_category_is_added_with_its_clock_and_a_key_of_its_name(coordinator_client):
    coordinator_client.post(url("category-create"), CATEGORY)
    coordinator_client.post(url("category-create"), CATEGORY)

    first, second = Category.objects.filter(name="Loud bars").order_by("pk")
    assert (first.key, first.answer_hours, first.clock) == ("loud_bars", 24, "working")
    assert (second.key, second.position) == ("loud_bars_2", first.position + 1)


@pytest.mark.parametrize("name", ["吵闹的酒吧", "3 bars", "!"])
def test_category_of_any_name_gets_a_key(coordinator_client, name):
    coordinator_client.post(url("category-create"), CATEGORY | {"name": name})

    assert Category.objects.get(name=name).key.startswith("category")


def test_category_changes_and_its_key_stays(coordinator_client):
    category = CategoryFactory(key="noise")

    coordinator_client.post(url("category-update", category), CATEGORY | {"is_active": ""})

    category.refresh_from_db()
    assert (category.key, category.name, category.is_active) == ("noise", "Loud bars", False)


BAD = {
    "no name": ({"name": ""}, "This field is required"),
    "no hours": ({"answer_hours": 0}, "Between 1 hour and 60 days."),
    "endless": ({"answer_hours": 1441}, "Between 1 hour and 60 days."),
    "no number": ({"answer_hours": "soon"}, "Enter a whole number"),
    "beyond the column": ({"answer_hours": 10**9}, "60 days"),
    "unknown clock": ({"clock": "moon"}, "Select a valid choice"),
}


@pytest.mark.parametrize("case", BAD)
def test_bad_category_gets_a_sentence(coordinator_client, case):
    data, sentence = BAD[case]
    before = Category.objects.count()

    page = coordinator_client.post(url("category-create"), CATEGORY | data)

    assert (page.status_code, sentence in page.text) == (422, True)
    assert Category.objects.count() == before


def test_rule_is_added_changed_and_removed(coordinator_client, area, officer, coordinator):
    noise = CategoryFactory(key="noise")
    coordinator_client.post(url("rule-create"), {"area": area.pk, "owner": officer.pk})
    rule = RoutingRule.objects.get()
    assert (rule.area, rule.category, rule.owner) == (area, None, officer)

    data = {"category": noise.pk, "owner": coordinator.pk}
    coordinator_client.post(url("rule-update", rule), data)
    rule.refresh_from_db()
    assert (rule.area, rule.category, rule.owner) == (None, noise, coordinator)

    coordinator_client.post(url("rule-delete", rule))
    assert RoutingRule.objects.count() == 0


def test_same_rule_twice_gets_a_sentence(coordinator_client, area, officer):
    RoutingRuleFactory(area=area, owner=officer)

    page = coordinator_client.post(url("rule-create"), {"area": area.pk, "owner": officer.pk})

    assert page.status_code == 422
    assert "There is already a rule for this area and category." in page.text


def test_leader_gets_no_concerns_by_a_rule(coordinator_client, leader_user):
    page = coordinator_client.post(url("rule-create"), {"owner": leader_user.pk})

    assert (page.status_code, RoutingRule.objects.count()) == (422, 0)


def test_officer_may_not_remove_a_rule(officer_client):
    assert officer_client.post(url("rule-delete", RoutingRuleFactory())).status_code == 403


def test_text_is_added_and_changed(coordinator_client):
    coordinator_client.post(url("text-create"), TEXT)
    text = StandardText.objects.get()
    assert (text.language, text.is_active) == ("es", False)

    coordinator_client.post(url("text-update", text), TEXT | {"is_active": "on"})
    text.refresh_from_db()
    assert text.is_active is True


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        ({"text": "Dear {name}"}, "Use these blanks only"),
        ({"text": ""}, "This field is required"),
        ({"language": "xx"}, "Select a valid choice"),
        ({"title": "Taken", "language": "en"}, "already a text of this title"),
    ],
)
def test_bad_text_gets_a_sentence(coordinator_client, data, sentence):
    StandardTextFactory(title="Taken")

    page = coordinator_client.post(url("text-create"), TEXT | data)

    assert (page.status_code, sentence in page.text) == (422, True)
    assert StandardText.objects.count() == 1


def test_coordinator_keeps_the_holidays_and_the_clock_skips_them(coordinator_client, settings):
    settings.TIME_ZONE = "America/New_York"
    start = datetime(2031, 7, 3, 20, tzinfo=UTC)  # Thursday, 16:00 there.
    category = CategoryFactory(answer_hours=2, clock="working")
    coordinator_client.post("/concerns/holidays/", {"day": "2031-07-04", "name": "July 4"})
    skipped = deadlines.due_at(category, start)
    page = coordinator_client.get("/concerns/holidays/").text
    coordinator_client.post(f"/concerns/holidays/{Holiday.objects.get().pk}/delete/")

    assert ("July 4" in page, skipped) == (True, datetime(2031, 7, 7, 14, tzinfo=UTC))
    assert deadlines.due_at(category, start) == datetime(2031, 7, 4, 14, tzinfo=UTC)


def test_day_is_a_holiday_once(coordinator_client):
    typed = {"day": "2031-07-04", "name": ""}
    coordinator_client.post("/concerns/holidays/", typed)
    page = coordinator_client.post("/concerns/holidays/", typed)

    assert (page.status_code, Holiday.objects.count()) == (422, 1)
    assert "This day is in the list already." in page.text


def test_officers_do_not_set_holidays(officer_client):
    holiday = Holiday.objects.create(day="2031-07-04")
    statuses = [
        officer_client.get("/concerns/holidays/").status_code,
        officer_client.post("/concerns/holidays/", {"day": "2031-07-05"}).status_code,
        officer_client.post(f"/concerns/holidays/{holiday.pk}/delete/").status_code,
    ]

    assert (statuses, Holiday.objects.count()) == ([403, 403, 403], 1)
