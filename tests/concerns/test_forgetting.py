"""Who raised it is forgotten: on request at once, else some time after closing. The voice stays."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from concerns import emails, links
from concerns.actions import answers, closing, forgetting, identity
from concerns.actions.raising import Identity, raise_concern
from concerns.errors import NoIdentity, WordsMissing
from concerns.models import Concern, IdentityLook, Reporter, Update
from outbox import actions as outbox_actions
from outbox.models import Message
from tests.concerns.test_concern_pages import address, step
from tests.factories.concerns import CategoryFactory, ConcernFactory
from tests.journeys.concerns_of_the_world import ROSALINDA
from tests.journeys.test_identity_leaks import SECRETS, rows_with

pytestmark = pytest.mark.django_db
WHY = "They asked for it by phone."
LONG = timedelta(days=730)


@pytest.fixture
def raised(area, officer, coordinator):
    """With everything that may bear her name: messages, a look, a link to all she raised."""
    concern = raise_concern(
        subject="Threats in the stairwell",
        text="They wait there every evening.",
        confidentiality="confidential",
        reporter=Identity(**ROSALINDA),
        category=CategoryFactory(key="other"),
        area=area,
    ).concern
    identity.look(concern=concern, by=coordinator, reason="To call back.")
    answers.reply(concern=concern, text="We walk there tonight.", by=officer)
    outbox_actions.queue_many(emails.mine(concern, at=timezone.now()))
    return concern


def traces():
    return set().union(*(rows_with(secret) for secret in SECRETS))


def test_person_is_in_no_table_afterwards(raised, coordinator):
    assert traces() == {"concerns_reporter", "outbox_message"}

    forgetting.forget(concern=raised, by=coordinator, reason=WHY)

    assert traces() == set()


def test_voice_answers_and_looks_stay(raised, coordinator):
    before = Concern.objects.values("subject", "text", "state", "revision").get()
    forgetting.forget(concern=raised, by=coordinator, reason=WHY)

    assert Concern.objects.values(*before).get() == before
    assert raised.updates.replies().get().text == "We walk there tonight."
    assert IdentityLook.objects.get().by == coordinator
    event = raised.updates.get(event="forgotten")
    assert (event.by, event.text, event.is_internal) == (coordinator, WHY, True)


def test_messages_to_the_department_stay(raised, coordinator, officer):
    answers.raiser_writes(concern=raised, text="Again.")
    forgetting.forget(concern=raised, by=coordinator, reason=WHY)

    assert Message.objects.filter(kind=emails.WRITTEN, address=officer.email).exists()


def test_messages_to_others_who_raised_something_stay(raised, coordinator):
    other = ConcernFactory(reporter={"email": "other@example.org"}, closed=True)
    outbox_actions.queue_many([*emails.closed(other), *emails.mine(other, at=timezone.now())])
    forgetting.forget(concern=raised, by=coordinator, reason=WHY)

    kinds = Message.objects.filter(address="other@example.org").values_list("kind", flat=True)
    assert set(kinds) == {emails.CLOSED, emails.MINE}


def test_links_open_nothing_any_more(client, raised, coordinator):
    token = links.follow_token(raised.reporter)
    forgetting.forget(concern=raised, by=coordinator, reason=WHY)

    assert raised.text not in client.get(f"/concerns/follow/{token}/").text
    assert links.read_follow(token) is None


def test_work_goes_on_without_them(raised, officer, coordinator):
    forgetting.forget(concern=raised, by=coordinator, reason=WHY)
    closing.close(concern=raised, outcome="resolved", reason="The landlord locks.", by=officer)

    assert Concern.objects.get().state == "closed"
    assert traces() == set()


def test_reason_is_needed_and_nobody_is_forgotten_twice(raised, coordinator):
    with pytest.raises(WordsMissing):
        forgetting.forget(concern=raised, by=coordinator, reason=" ")
    forgetting.forget(concern=raised, by=coordinator, reason=WHY)
    with pytest.raises(NoIdentity):
        forgetting.forget(concern=raised, by=coordinator, reason=WHY)

    assert Update.objects.filter(event="forgotten").count() == 1


def test_only_what_was_closed_long_ago_is_forgotten_by_itself(area):
    now = timezone.now()
    for name, days, options in (
        ("old", 731, {"closed": True}),
        ("young", 700, {"closed": True}),
        ("open", 900, {"answered": True}),
    ):
        raised_at = now - timedelta(days=days)
        ConcernFactory(subject=name, raised_at=raised_at, reporter={"name": name}, **options)

    assert [forgetting.forget_old(at=now), forgetting.forget_old(at=now)] == [1, 0]
    assert set(Reporter.objects.values_list("name", flat=True)) == {"young", "open"}
    event = Update.objects.get(event="forgotten")
    assert (event.concern.subject, event.is_automatic) == ("old", True)


def test_time_is_the_departments_to_set(raised, officer, settings):
    settings.IDENTITY_DAYS = 90
    closing.close(concern=raised, outcome="resolved", reason="Done.", by=officer)

    assert forgetting.forget_old(at=timezone.now() + timedelta(days=89)) == 0
    assert forgetting.forget_old(at=timezone.now() + timedelta(days=91)) == 1


def test_coordinator_forgets_on_the_page(coordinator_client, raised):
    assert address(raised, "forget") in coordinator_client.get(raised.get_absolute_url()).text
    step(coordinator_client, raised, "forget", reason=WHY)

    assert traces() == set()
    page = coordinator_client.get(raised.get_absolute_url()).text
    assert (WHY in page, address(raised, "forget") in page) == (True, False)


def test_program_forgets(coordinator_client, raised):
    answer = coordinator_client.post(f"/api/v1/concerns/{raised.pk}/forget/", {"reason": WHY})

    assert (answer.status_code, Reporter.objects.count()) == (200, 0)
