from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from leaders.models import Contact
from tests.factories.leaders import AffiliationFactory, ContactFactory, LeaderFactory

WHEN = "2026-03-02T17:30"


def entry(*leaders, **fields):
    people = [str(leader.pk) for leader in leaders]
    return {"leaders": people, "kind": "call", "happened_at": WHEN, "notes": "Lights."} | fields


def ticked(content):
    return content.count(" checked") - 1  # one kind is always chosen


def test_named_leader_is_ticked(officer_client, leader):
    content = officer_client.get(f"/contacts/new/?leader={leader.pk}").content.decode()

    assert ("Lena Leader" in content, ticked(content)) == (True, 1)


@pytest.mark.parametrize("query", ["", "?leader=999999", "?leader=x", "?leader=" + "9" * 30])
def test_form_without_a_known_leader_starts_with_the_search(officer_client, query):
    content = officer_client.get(f"/contacts/new/{query}").content.decode()

    assert ('hx-get="/leaders/search/"' in content, ticked(content)) == (True, 0)


def test_search_without_scripts_keeps_what_was_typed(officer_client, leader):
    LeaderFactory(name="Ana Ruiz")

    response = officer_client.post(
        "/contacts/new/", entry(leader, q="ruiz", find="1", kind="visit")
    )

    content = response.content.decode()
    assert ("Ana Ruiz" in content, "Lights." in content, ticked(content)) == (True, True, 1)
    assert not Contact.objects.exists()


def test_search_that_finds_nobody_says_so(officer_client):
    content = officer_client.get("/contacts/new/?q=nobody").content.decode()

    assert "Nobody of this name is in the directory." in content


def test_contact_is_logged_in_the_officers_time(officer_client, officer, leader):
    response = officer_client.post("/contacts/new/", entry(leader))

    contact = Contact.objects.get()
    assert response.headers["Location"] == f"/leaders/{leader.pk}/"
    assert (contact.logged_by, contact.happened_at.isoformat()) == (
        officer,
        "2026-03-02T22:30:00+00:00",
    )


def test_somebody_found_by_typing_can_be_ticked(officer_client, leader):
    found = LeaderFactory()

    officer_client.post("/contacts/new/", entry(leader, found))

    assert Contact.objects.get().leaders.count() == 2


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"leaders": []}, "Say whom you spoke with."),
        ({"leaders": ["999999"]}, "is not one of the available choices"),
        ({"kind": "telepathy"}, "is not one of the available choices"),
        ({"happened_at": "yesterday"}, "Enter a valid date/time"),
        ({"happened_at": "2099-01-01T10:00"}, "This is in the future."),
    ],
)
def test_refused_contact_is_shown_again_with_the_sentence(officer_client, leader, fields, sentence):
    response = officer_client.post("/contacts/new/", entry(leader) | fields)

    content = response.content.decode()
    assert sentence in content
    assert ("Lights." in content, Contact.objects.exists()) == (True, False)


def test_contact_is_corrected_by_who_logged_it(officer_client, officer, leader):
    contact = ContactFactory(leaders=[leader], logged_by=officer)
    page = officer_client.get(f"/contacts/{contact.pk}/edit/").content.decode()
    assert ticked(page) == 1

    officer_client.post(f"/contacts/{contact.pk}/edit/", entry(leader, kind="visit"))

    contact.refresh_from_db()
    assert (contact.kind, contact.notes) == ("visit", "Lights.")


def test_refused_correction_changes_nothing(officer_client, officer, leader):
    contact = ContactFactory(leaders=[leader], logged_by=officer, kind="street")
    later = (timezone.now() + timedelta(days=2)).strftime("%Y-%m-%dT%H:%M")

    response = officer_client.post(
        f"/contacts/{contact.pk}/edit/", entry(leader, kind="visit", happened_at=later)
    )

    contact.refresh_from_db()
    assert "This is in the future." in response.content.decode()
    assert contact.kind == "street"


@pytest.mark.parametrize("count", [1, 3])
def test_form_takes_the_same_queries_for_any_number_of_people(
    officer_client, django_assert_num_queries, count
):
    people = [LeaderFactory() for _ in range(count)]
    for person in people:
        AffiliationFactory(leader=person)
    query = "&".join(f"leader={person.pk}" for person in people)

    with django_assert_num_queries(4):
        officer_client.get(f"/contacts/new/?{query}")
