"""Concerns over the API: the same rows, rights and refusals as the actions."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from concerns import receipts
from concerns.api import throttles
from concerns.api.serializers import INTERNAL, PUBLIC
from concerns.models import Concern, IdentityLook, Reporter, Support
from outbox.models import Message
from tests.factories.concerns import CategoryFactory, ConcernFactory, UpdateFactory

pytestmark = pytest.mark.django_db
URL = "/api/v1/concerns/"
NEW = {"subject": "Lamps", "text": "Two lamps are out."}


def post(client, path, data=None):
    return client.post(path, data or {}, content_type="application/json")


def act(client, concern, verb, **data):
    return post(client, f"{URL}{concern.pk}/{verb}/", data)


def test_raising_takes_the_models_names(officer_client, area):
    CategoryFactory(key="traffic")
    response = post(
        officer_client,
        URL,
        NEW
        | {
            "area": "NORTH",
            "category": "traffic",
            "confidentiality": "confidential",
            "reporter_name": "Rosa Resident",
            "reporter_email": "rosa@example.org",
        },
    )

    body = response.json()
    assert (response.status_code, body["area"], body["category"], body["state"]) == (
        201,
        area.pk,
        "traffic",
        "received",
    )
    assert Reporter.objects.get().email == "rosa@example.org"
    assert "osa" not in response.text


def test_code_of_an_anonymous_concern_is_told_once(officer_client):
    body = post(officer_client, URL, NEW | {"confidentiality": "anonymous"}).json()

    concern = Concern.objects.get()
    assert concern.receipt_hash == receipts.digest(body["receipt_code"])
    assert body["receipt_code"] not in officer_client.get(f"{URL}{concern.pk}/").text


def test_leader_raises_in_their_own_name(leader_client, leader):
    response = post(leader_client, URL, NEW)

    assert response.status_code == 201
    assert Reporter.objects.get().leader == leader


def test_leader_raises_anonymously(leader_client):
    body = post(leader_client, URL, NEW | {"confidentiality": "anonymous"}).json()

    assert body["receipt_code"]
    assert not Reporter.objects.exists()
    assert Concern.objects.get().created_by is None
    assert leader_client.get(URL).json()["results"] == []


def test_leader_raises_in_nobody_elses_name(leader_client, leader):
    assert post(leader_client, URL, NEW | {"reporter_leader": leader.pk}).status_code == 403


@pytest.mark.parametrize(
    "change",
    [
        {"subject": ""},
        {"subject": "x" * 201},
        {"text": ""},
        {"text": "x" * 10_001},
        {"category": "nothing"},
        {"category": "\x00"},
        {"category": 10**30},
        {"category": True},
        {"area": "nowhere"},
        {"confidentiality": "secret"},
        {"confidentiality": "confidential"},
        {"confidentiality": "anonymous", "reporter_name": "Rosa"},
        {"reporter_email": "rosa"},
        {"latitude": 91, "longitude": 0},
        {"latitude": 40},
        {"urgency": "now"},
        {"language": "x" * 13},
    ],
    ids=str,
)
def test_bad_input_is_refused_and_changes_nothing(officer_client, change):
    response = post(officer_client, URL, NEW | change)

    assert response.status_code == 400
    assert not Concern.objects.exists()


def test_nobody_raises_over_the_api_without_account(client):
    assert post(client, URL, NEW).status_code in {401, 403}


def test_flood_is_stopped_with_429(leader_client, monkeypatch):
    monkeypatch.setattr(throttles, "MOST_IN_AN_HOUR", 2)
    codes = [post(leader_client, URL, NEW).status_code for _ in range(3)]

    assert codes == [201, 201, 429]
    assert Concern.objects.count() == 2


def test_answer_stops_the_clock(officer_client, officer, open_concern):
    response = act(officer_client, open_concern, "reply", text="We come tonight.")

    body = response.json()
    assert (response.status_code, body["answered_by"], body["state"]) == (
        200,
        officer.pk,
        "in_progress",
    )
    assert [update["text"] for update in body["updates"]] == ["We come tonight."]


def test_work_in_order(officer_client, coordinator_client, officer, open_concern):
    until = (timezone.now() + timedelta(days=3)).isoformat()
    steps = [
        (coordinator_client, "assign", {"owner": officer.pk}, "received"),
        (officer_client, "take", {}, "in_progress"),
        (officer_client, "note", {"text": "Ask the city."}, "in_progress"),
        (officer_client, "pause", {"reason": "The city.", "until": until}, "waiting"),
        (officer_client, "resume", {}, "in_progress"),
        (officer_client, "close", {"outcome": "resolved", "reason": "Replaced."}, "closed"),
        (officer_client, "reopen", {"reason": "Dark again."}, "reopened"),
        (officer_client, "close", {"outcome": "partly", "outcome_reason": "One."}, "closed"),
    ]

    assert [
        act(client, open_concern, verb, **data).json().get("state")
        for client, verb, data, _ in steps
    ] == [state for *_, state in steps]


def test_raiser_writes_accepts_reopens(leader_client, open_concern):
    assert act(leader_client, open_concern, "write", text="More.").status_code == 200
    assert act(leader_client, open_concern, "accept").status_code == 409
    Concern.objects.filter(pk=open_concern.pk).update(
        state="closed", closed_at=timezone.now(), outcome="resolved", outcome_reason="Why"
    )

    assert act(leader_client, open_concern, "accept").status_code == 200
    body = act(leader_client, open_concern, "reopen", reason="Dark again.").json()
    assert (body["state"], body["reopened_count"]) == ("reopened", 1)
    assert {update["by"] for update in body["updates"]} == {None}


@pytest.mark.parametrize(
    ("verb", "data"),
    [
        ("reply", {"text": "x"}),
        ("note", {"text": "x"}),
        ("take", {}),
        ("assign", {"owner": 1}),
        ("pause", {"reason": "x", "until": "2030-01-01T00:00:00Z"}),
        ("resume", {}),
        ("close", {"outcome": "resolved", "reason": "x"}),
        ("publish", {"summary": "x", "answer": "x"}),
        ("unpublish", {}),
        ("link", {"original": 1}),
        ("unlink", {}),
        ("look", {"reason": "x"}),
        ("promise", {"text": "x"}),
        ("prioritize", {"issue": "x"}),
        ("support", {}),
    ],
)
def test_raiser_does_not_do_the_departments_work(leader_client, open_concern, verb, data):
    assert act(leader_client, open_concern, verb, **data).status_code == 403


@pytest.mark.parametrize("verb", ["accept", "write", "lasted", "allow"])
def test_department_does_not_speak_for_the_raiser(coordinator_client, open_concern, verb):
    assert act(coordinator_client, open_concern, verb, text="x").status_code == 403


@pytest.mark.parametrize("verb", ["", "reply/", "look/", "accept/", "reopen/"])
def test_what_is_not_visible_is_not_there(stranger_client, open_concern, verb):
    address = f"{URL}{open_concern.pk}/{verb}"
    response = post(stranger_client, address) if verb else stranger_client.get(address)

    assert response.status_code == 404


def test_conflict_is_409_with_a_sentence(officer_client, open_concern):
    response = act(officer_client, open_concern, "reopen", reason="Again.")

    assert response.status_code == 409
    assert "not closed" in response.json()["detail"]


def test_closing_unread_is_409(officer_client, leader_client, open_concern):
    act(leader_client, open_concern, "write", text="There is more.")
    response = act(
        officer_client, open_concern, "close", outcome="resolved", reason="Done.", revision=1
    )

    assert response.status_code == 409


def test_look_is_recorded_and_tells(coordinator_client, coordinator, confidential):
    body = act(coordinator_client, confidential, "look", reason="To call back.").json()

    assert (body["name"], body["email"]) == ("Lena Leader", "leader@example.org")
    assert IdentityLook.objects.get().by == coordinator


def test_look_without_reason_tells_nothing(coordinator_client, confidential):
    response = act(coordinator_client, confidential, "look", reason=" ")

    assert response.status_code == 400
    assert "Lena" not in response.text


def test_look_by_an_officer_who_does_not_own_it_is_refused(officer_client, confidential):
    response = act(officer_client, confidential, "look", reason="Curious.")

    assert (response.status_code, IdentityLook.objects.count()) == (403, 0)


def test_anonymous_concern_has_nobody_to_look_at(coordinator_client, anonymous):
    assert act(coordinator_client, anonymous, "look", reason="Why").status_code == 403


def test_published_concern_shows_only_the_public_words(stranger_client):
    UpdateFactory(concern=ConcernFactory(published=True, subject="Secret", text="Secret"))
    listed = stranger_client.get(URL).json()["results"][0]
    told = stranger_client.get(f"{URL}{listed['id']}/").json()

    for body in (listed, told):
        assert {name for name, value in body.items() if value not in (None, [])} <= PUBLIC
    assert told["public_summary"] == "Two lamps are out."


def test_raiser_reads_all_but_the_departments_own_business(leader_client, open_concern):
    body = leader_client.get(f"{URL}{open_concern.pk}/").json()

    assert body["text"] == open_concern.text
    assert {body[name] for name in INTERNAL} == {None}


def test_leader_supports_what_is_published(leader_client, leader):
    concern = ConcernFactory(published=True)

    assert act(leader_client, concern, "support").json()["support_count"] == 1
    assert Support.objects.get().leader == leader


def test_publishing_and_taking_leave_back(coordinator_client, leader_client, leader):
    concern = ConcernFactory(closed=True, reporter=leader)
    assert act(leader_client, concern, "allow", is_allowed=True).status_code == 200
    body = act(coordinator_client, concern, "publish", summary="Lamps.", answer="Done.").json()
    assert body["published_at"]

    body = act(leader_client, concern, "allow", is_allowed=False).json()
    assert body["published_at"] is None


def test_joining_what_is_visible(officer_client, open_concern):
    other = ConcernFactory()

    assert act(officer_client, open_concern, "link", original=other.pk).json()["duplicate_of"] == (
        other.pk
    )
    assert act(officer_client, open_concern, "unlink").json()["duplicate_of"] is None
    assert act(officer_client, open_concern, "link", original=0).status_code == 400


def test_concern_becomes_a_promise(officer_client, officer, open_concern, leader):
    body = act(
        officer_client,
        open_concern,
        "promise",
        text="Replace both lamps",
        due_on="2030-01-01",
        owner_user=officer.pk,
        promised_to_leader=leader.pk,
    ).json()

    promise = open_concern.commitments.get()
    assert (body["commitments"], promise.is_public) == ([promise.pk], False)
    assert body["updates"][-1]["event"] == "promised"


def test_promise_to_nobody_is_refused(officer_client, officer, open_concern):
    response = act(
        officer_client,
        open_concern,
        "promise",
        text="x",
        due_on="2030-01-01",
        owner_user=officer.pk,
    )

    assert response.status_code == 400


def test_concern_becomes_a_priority(officer_client, open_concern):
    body = act(officer_client, open_concern, "prioritize", issue="Dark streets").json()

    priority = open_concern.priorities.get()
    assert (priority.issue, body["updates"][-1]["event"]) == ("Dark streets", "prioritized")
    assert act(officer_client, open_concern, "prioritize").status_code == 400


def test_change_of_category_and_area(officer_client, open_concern):
    CategoryFactory(key="noise")
    response = officer_client.patch(
        f"{URL}{open_concern.pk}/", {"category": "noise"}, content_type="application/json"
    )

    assert (response.status_code, response.json()["category"]) == (200, "noise")


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("area=north", {"late", "closed"}),
        ("is_overdue=true", {"late"}),
        ("is_open=false", {"closed"}),
        ("state=received&state=closed", {"late", "other", "closed"}),
        ("q=lamp", {"late", "closed"}),
        ("confidentiality=anonymous", {"other"}),
        ("is_overdue=false&is_open=true", {"other"}),
        ("category=other", {"late", "other", "closed"}),
    ],
)
def test_list_is_narrowed(officer_client, area, query, expected):
    late = timezone.now() - timedelta(days=5)
    made = {
        "late": ConcernFactory(area=area, raised_at=late),
        "closed": ConcernFactory(area=area, closed=True),
        "other": ConcernFactory(anonymous=True, text="Noise"),
    }
    found = {row["id"] for row in officer_client.get(f"{URL}?{query}").json()["results"]}

    assert {name for name, concern in made.items() if concern.pk in found} == expected


@pytest.mark.parametrize("query", ["q=%00", "area=%00", "state=x", "owner=x", "raised_from=soon"])
def test_bad_filters_break_nothing(officer_client, query):
    assert officer_client.get(f"{URL}?{query}").status_code in {200, 400}


def test_reporter_is_no_filter_and_no_order(officer_client, open_concern, confidential):
    for query in ("reporter__name=Lena", "ordering=reporter__name", "q=Lena", "reporter=1"):
        found = officer_client.get(f"{URL}?{query}").json().get("results", [])
        assert len(found) in {0, 2}


@pytest.mark.parametrize("count", [1, 3])
def test_list_takes_few_queries(officer_client, area, django_assert_max_num_queries, count):
    for _ in range(count):
        ConcernFactory(area=area)

    with django_assert_max_num_queries(5):
        assert officer_client.get(URL).json()["count"] == count


def test_acknowledgement_is_private_for_a_confidential_raiser(leader_client):
    post(leader_client, URL, NEW | {"confidentiality": "confidential"})

    assert Message.objects.get(kind="concerns.acknowledged").is_private
