"""Steps on initiatives: done, refused in sentences, or told that somebody was faster."""

from __future__ import annotations

import re

import pytest
from django.urls import reverse

from initiatives.models import Initiative
from tests.conftest import signed_in
from tests.factories.concerns import ConcernFactory
from tests.factories.initiatives import (
    ANSWERED,
    EffectPlanFactory,
    InitiativeFactory,
)
from tests.factories.leaders import OrganizationFactory

pytestmark = pytest.mark.django_db

PLAN = {
    "measure": "Break-ins",
    "source": "Records",
    "method": "before_after",
    "before_from": "2026-01-01",
    "before_to": "2026-03-31",
    "after_from": "2026-04-01",
    "after_to": "2026-06-30",
    "success": "Fewer",
}


def address(initiative, verb="detail", **more):
    return reverse(f"initiatives:initiative-{verb}", kwargs={"pk": initiative.pk, **more})


def listed(response):
    return re.findall(
        r'<th scope="row"><a href="/initiatives/\d+/" dir="auto">([^<]+)</a>', response.text
    )


@pytest.fixture
def lead_client(lead):
    return signed_in(lead)


# Steps


def test_initiative_is_begun(officer_client, officer, area, leader):
    data = {
        "title": "Lamps",
        "kind": "environment",
        "area": "north",
        "problem": "Dark",
        "lead_leader": leader.pk,
    }
    answer = officer_client.post("/initiatives/new/", data)

    made = Initiative.objects.get()
    assert answer.url == made.get_absolute_url()
    assert (
        made.title,
        made.lead_officer,
        made.lead_leader,
        [*made.areas.all()],
        made.visibility,
    ) == (
        "Lamps",
        officer,
        leader,
        [area],
        "draft",
    )


@pytest.mark.parametrize("persona", ["leader_client", "stranger_client"])
def test_leader_does_not_begin_one(request, persona):
    assert request.getfixturevalue(persona).get("/initiatives/new/").status_code == 403


STEPS = {
    "update": (
        {"title": "Walks", "kind": "watch", "summary": "We walk.", "due_on": "2027-01-01"},
        "summary",
        "We walk.",
    ),
    "scan": ({"problem": "Noise", **ANSWERED}, "cheers_events", ANSWERED["cheers_events"]),
    "analyse": ({"analysis": "Two blocks"}, "analysis", "Two blocks"),
    "respond": ({"response": "We walk."}, "response", "We walk."),
    "show": ({"visibility": "public"}, "visibility", "public"),
    "set-aside": ({"reason": "Solved."}, "stage", "set_aside"),
    "leads": ({"lead_officer": "", "lead_leader": ""}, "lead_leader", None),
}


@pytest.mark.parametrize("verb", STEPS)
def test_step_does_what_it_asks(coordinator_client, initiative, verb):
    data, field, expected = STEPS[verb]
    answer = coordinator_client.post(address(initiative, verb), data)

    initiative.refresh_from_db()
    assert (answer.status_code, getattr(initiative, field)) == (302, expected)


def test_plan_is_registered(coordinator_client, coordinator, initiative):
    coordinator_client.post(address(initiative, "plan"), PLAN)

    plan = Initiative.objects.get().plan
    assert (plan.measure, plan.registered_by, len(plan.digest)) == ("Break-ins", coordinator, 64)


BAD = {
    "scan": ({"problem": "x" * 6001}, "6000"),
    "plan": (PLAN | {"after_from": "2026-03-01"}, "before the time after begins"),
    "show": ({"visibility": "nobody"}, "Select a valid choice"),
    "update": ({"title": " ", "kind": "watch"}, "Give the initiative a title."),
    "set-aside": ({"reason": " "}, "Say why, in a sentence."),
    "back": ({"stage": "closed", "reason": "x"}, "Select a valid choice"),
    "close": ({"verdict": "worked", "learned": " "}, "Say what others should know"),
    "link": ({"reference": "C-1999-1"}, "There is no concern of this number."),
    "join": ({"organization": "0", "level": "inform"}, "Select a valid choice"),
}


@pytest.mark.parametrize("verb", BAD)
def test_bad_input_gets_a_sentence_and_changes_nothing(coordinator_client, initiative, verb):
    data, sentence = BAD[verb]
    before = initiative.revision
    answer = coordinator_client.post(address(initiative, verb), data)

    initiative.refresh_from_db()
    assert (answer.status_code, initiative.revision) == (422, before)
    assert sentence in answer.text


def test_closing_too_early_is_refused_with_a_sentence(coordinator_client, initiative):
    data = {"verdict": "worked", "learned": "Light helps."}
    answer = coordinator_client.post(address(initiative, "close"), data)

    assert answer.status_code == 409
    assert "This initiative is in “Scanning” and cannot go to “Closed”." in answer.text


def test_it_is_closed_and_shows_its_result(coordinator_client, client):
    made = InitiativeFactory(ready=True, stage="assessment", visibility="public")
    data = {"verdict": "no_effect", "learned": "Walks alone changed nothing."}
    coordinator_client.post(address(made, "close"), data)

    text = client.get(address(made)).text
    assert all(
        word in text for word in ("No effect", "Walks alone changed nothing.", "Registered on")
    )


def test_second_of_two_writers_sees_what_the_first_wrote(
    coordinator_client, lead_client, initiative
):
    seen = initiative.revision
    lead_client.post(address(initiative, "analyse"), {"analysis": "Two blocks", "revision": seen})
    answer = coordinator_client.post(
        address(initiative, "analyse"), {"analysis": "One bar", "revision": seen}
    )
    again = coordinator_client.post(
        address(initiative, "analyse"), {"analysis": "One bar", "revision": seen + 1}
    )

    assert answer.status_code == 409
    assert all(word in answer.text for word in ("Two blocks", "One bar", f'value="{seen + 1}"'))
    assert (again.status_code, Initiative.objects.get().analysis) == (302, "One bar")


def test_pressed_by_two_it_goes_one_stage(coordinator_client, lead_client):
    made = InitiativeFactory(ready=True, stage="analysis", response="We walk.")
    made.plan = EffectPlanFactory(initiative=made)
    made.save()
    for browser in (coordinator_client, coordinator_client):
        browser.post(address(made, "advance", stage="response"))

    assert Initiative.objects.get().stage == "response"


def test_closed_gate_refuses_with_what_is_missing(coordinator_client):
    made = InitiativeFactory()
    answer = coordinator_client.post(address(made, "advance", stage="analysis"), follow=True)

    assert "Say what the problem is. Say where you work." in answer.text
    assert Initiative.objects.get().stage == "scanning"


def test_partner_joins_leaves_and_comes_back(coordinator_client, initiative):
    body = OrganizationFactory(name="Riverside Tenants")
    join = {"organization": body.pk, "level": "empower", "promise": "Ten volunteers"}
    coordinator_client.post(address(initiative, "join"), join)
    partner = initiative.partners.get()
    leave = reverse("initiatives:partner-leave", args=[initiative.pk, partner.pk])
    coordinator_client.post(leave, {"left_on": partner.joined_on, "note": "Moved away"})
    left = initiative.partners.get()
    coordinator_client.post(address(initiative, "join"), join)

    assert (partner.promise, left.left_on, left.leaving_note) == (
        "Ten volunteers",
        partner.joined_on,
        "Moved away",
    )
    assert initiative.partners.get().left_on is None


# Concerns


@pytest.fixture
def confidential(area):
    reporter = {"name": "Rosalinda Quietwater", "email": "rosalinda@example.net"}
    return ConcernFactory(
        area=area, subject="Dealing", confidentiality="confidential", reporter=reporter
    )


def test_concern_becomes_joint_work_and_nobody_is_named(officer_client, confidential, client):
    page = officer_client.get(confidential.get_absolute_url())
    convert = reverse("initiatives:concern-convert", args=[confidential.pk])
    answer = officer_client.post(convert, {"title": "Quiet nights", "kind": "watch"})

    made = Initiative.objects.get()
    Initiative.objects.update(visibility="public", summary="For quiet nights.")
    pages = [
        officer_client.get(made.get_absolute_url()).text,
        client.get(made.get_absolute_url()).text,
    ]
    assert (convert in page.text, answer.url) == (True, made.get_absolute_url())
    assert not any("Rosalinda" in text for text in pages)
    assert ("Dealing" in pages[0], "Dealing" in pages[1]) == (True, False)


def test_lead_leader_learns_nothing_of_a_confidential_concern(
    leader_client, initiative, confidential
):
    initiative.concerns.add(confidential)
    text = leader_client.get(address(initiative)).text

    assert not any(word in text for word in ("Dealing", confidential.reference))


def test_concern_page_leads_to_its_joint_work(officer_client, initiative, confidential):
    initiative.concerns.add(confidential)

    assert address(initiative) in officer_client.get(confidential.get_absolute_url()).text


def test_leader_makes_no_joint_work_of_a_concern(leader_client, leader):
    concern = ConcernFactory(reporter=leader)

    assert (
        leader_client.get(reverse("initiatives:concern-convert", args=[concern.pk])).status_code
        == 403
    )


def test_concern_is_added_and_taken_out(coordinator_client, initiative, confidential):
    coordinator_client.post(address(initiative, "link"), {"reference": confidential.reference})
    added = list(initiative.concerns.all())
    out = reverse("initiatives:initiative-unlink", args=[initiative.pk, confidential.pk])
    coordinator_client.post(out)

    assert (added, initiative.concerns.count()) == ([confidential], 0)
