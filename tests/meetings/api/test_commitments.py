"""Promises over the API: whose are seen, who may say what, and in which order."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from meetings.models import Commitment
from tests.factories.leaders import AreaFactory, LeaderFactory
from tests.factories.meetings import CommitmentFactory, MeetingFactory, evening_in
from tests.meetings.commitment_states import in_state

pytestmark = pytest.mark.django_db
URL = "/api/v1/commitments/"
State = Commitment.State


def post(client, path, data=None):
    return client.post(path, data or {}, content_type="application/json")


def in_days(days):
    return timezone.localdate() + timedelta(days=days)


@pytest.fixture
def promise(officer, leader, area):
    return CommitmentFactory(
        text="Fix the light", owner_user=officer, promised_to_leader=leader, areas=[area]
    )


@pytest.fixture
def new(officer, leader, area):
    return {
        "text": "Fix the light",
        "owner_user": officer.pk,
        "promised_to_leader": leader.pk,
        "due_on": in_days(7).isoformat(),
        "areas": [area.pk],
    }


# What is seen


def test_detail_says_who_what_to_whom_and_by_when(officer_client, promise, officer, leader, area):
    body = officer_client.get(f"{URL}{promise.pk}/").json()

    assert body == {
        "id": promise.pk,
        "text": "Fix the light",
        "meeting": None,
        "areas": [area.pk],
        "owner_user": officer.pk,
        "owner_leader": None,
        "owner_name": "Omar Officer",
        "promised_to_user": None,
        "promised_to_leader": leader.pk,
        "promised_to_name": "Lena Leader",
        "due_on": promise.due_on.isoformat(),
        "state": "open",
        "is_public": True,
        "created_at": body["created_at"],
        "done_at": None,
        "evidence": "",
        "closed_at": None,
        "closing_note": "",
        "confirmed_by_user": None,
        "confirmed_by_leader": None,
    }


@pytest.mark.parametrize(
    ("persona", "expected"),
    [
        ("officer_client", ["own", "private", "public"]),
        ("coordinator_client", ["own", "private", "public"]),
        ("administrator_client", ["own", "private", "public"]),
        ("leader_client", ["own", "public"]),
        ("stranger_client", ["public"]),
    ],
)
def test_private_promises_are_for_those_concerned(request, persona, expected, leader):
    CommitmentFactory(text="own", is_public=False, promised_to_leader=leader)
    CommitmentFactory(text="private", is_public=False)
    CommitmentFactory(text="public")

    rows = request.getfixturevalue(persona).get(URL).json()["results"]

    assert sorted(row["text"] for row in rows) == expected


def test_list_needs_an_account(client, promise):
    assert client.get(URL).status_code == 403


@pytest.mark.parametrize(
    ("persona", "name"),
    [
        ("officer_client", "Lena Leader"),
        ("leader_client", "Lena Leader"),
        ("stranger_client", "a community leader"),
    ],
)
def test_leaders_are_named_to_the_department_and_those_concerned(request, persona, name, leader):
    kept = in_state(State.KEPT, promised_to_leader=leader)

    body = request.getfixturevalue(persona).get(f"{URL}{kept.pk}/").json()

    number = leader.pk if name == "Lena Leader" else None
    shown = (body["promised_to_name"], body["promised_to_leader"], body["confirmed_by_leader"])
    assert shown == (name, number, number)


def test_token_is_never_shown(officer_client, promise):
    assert promise.token not in officer_client.get(URL).text


@pytest.mark.parametrize(
    ("persona", "is_shown"), [("officer_client", True), ("stranger_client", False)]
)
def test_meeting_is_named_to_those_for_whom_it_exists(request, persona, is_shown):
    meeting = MeetingFactory(is_public=False)
    promise = CommitmentFactory(meeting=meeting)

    body = request.getfixturevalue(persona).get(f"{URL}{promise.pk}/").json()

    assert body["meeting"] == (meeting.pk if is_shown else None)


@pytest.mark.parametrize("rows", [1, 3])
def test_list_takes_four_queries(coordinator_client, area, rows, django_assert_num_queries):
    for _ in range(rows):
        CommitmentFactory(areas=[area], meeting=MeetingFactory())

    with django_assert_num_queries(4):
        coordinator_client.get(URL)


# Filters


FILTERS = {
    "area by code": ("area=NORTH", ["light"]),
    "area by number": ("area={area}", ["light"]),
    "no such area": ("area=nowhere", []),
    "a number beyond all": ("area=" + "9" * 100, []),
    "state": ("state=disputed", ["disputed"]),
    "owner": ("owner_user={officer}", ["light"]),
    "owner in the directory": ("owner_leader={leader}", ["by a leader"]),
    "by leaders": ("made_by=leader", ["by a leader"]),
    "mine": ("mine=true", ["light"]),
    "overdue": ("overdue=true", ["late"]),
    "due until": ("due_to={today}", ["late"]),
    "due from": ("due_from={in_a_week}", ["disputed"]),
    "words": ("q=LIGHT", ["light"]),
    "an order of nothing": ("ordering=,", ["late", "light", "by a leader", "disputed"]),
    "latest day first": ("ordering=-due_on", ["disputed", "by a leader", "light", "late"]),
}


@pytest.mark.parametrize("case", FILTERS)
def test_list_is_filtered(coordinator, officer_client, officer, leader, area, case):
    CommitmentFactory(text="light", owner_user=officer, areas=[area], due_on=in_days(3))
    CommitmentFactory(text="late", areas=[AreaFactory()], due_on=in_days(-1))
    in_state(State.DISPUTED, text="disputed", due_on=in_days(8))
    CommitmentFactory(
        text="by a leader",
        owner_user=None,
        owner_leader=leader,
        promised_to_leader=None,
        promised_to_user=coordinator,
        due_on=in_days(4),
    )
    query, expected = FILTERS[case]
    numbers = {"area": area.pk, "officer": officer.pk, "leader": leader.pk}
    query = query.format(**numbers, today=in_days(0), in_a_week=in_days(7))

    rows = officer_client.get(f"{URL}?{query}").json()["results"]

    assert [row["text"] for row in rows] == expected


@pytest.mark.parametrize(
    "query", ["state=lost", "owner_user=x", "due_to=soon", "q=%00", "area=%00", "ordering=token"]
)
def test_filters_that_cannot_be_are_refused(officer_client, query):
    assert officer_client.get(f"{URL}?{query}").status_code == 400


def test_leaders_cannot_find_out_who_promised(stranger_client, leader, coordinator):
    """The promise is public, its leader's name is not."""
    CommitmentFactory(
        owner_user=None, owner_leader=leader, promised_to_leader=None, promised_to_user=coordinator
    )

    assert stranger_client.get(f"{URL}?owner_leader={leader.pk}").status_code == 400


# Writing one down


def test_promise_is_written_down(officer_client, new, officer):
    response = post(officer_client, URL, new)

    made = Commitment.objects.get()
    assert (response.status_code, response.json()["id"]) == (201, made.pk)
    assert (made.owner, made.state, made.created_by) == (officer, "open", officer)


def test_promise_made_at_a_meeting_belongs_to_its_areas(officer_client, new, area):
    meeting = MeetingFactory(areas=[area], starts_at=evening_in(-3))
    del new["areas"]

    body = post(officer_client, URL, new | {"meeting": meeting.pk}).json()

    assert (body["meeting"], body["areas"]) == (meeting.pk, [area.pk])


REFUSED = {
    "no words": {"text": " "},
    "too many words": {"text": "x" * 501},
    "a NUL": {"text": "a\x00b"},
    "half a sign": {"text": "\ud800"},
    "an area of NUL": {"areas": ["\x00"]},
    "nobody promised it": {"owner_user": None},
    "nobody was promised it": {"promised_to_leader": None},
    "a leader nobody knows": {"promised_to_leader": 10**30},
    "a day before it": {"due_on": "2020-01-01"},
    "no day": {"due_on": "soon"},
    "no meeting": {"meeting": 0},
}


@pytest.mark.parametrize("case", REFUSED)
def test_promise_that_cannot_be_is_refused(officer_client, new, case):
    response = post(officer_client, URL, new | REFUSED[case])

    assert (response.status_code, Commitment.objects.count()) == (400, 0)


def test_promise_of_two_is_refused(officer_client, new):
    body = new | {"owner_leader": LeaderFactory().pk}

    assert post(officer_client, URL, body).json() == {"owner_user": ["Name one person."]}


def test_promise_to_oneself_is_refused(officer_client, new, officer):
    body = new | {"promised_to_leader": None, "promised_to_user": officer.pk}

    assert post(officer_client, URL, body).status_code == 400


@pytest.mark.parametrize(
    ("persona", "code"),
    [
        ("client", 403),
        ("stranger_client", 403),
        ("leader_client", 403),
        ("officer_client", 201),
        ("coordinator_client", 201),
        ("administrator_client", 201),
    ],
)
def test_promises_are_written_down_by_the_department(request, persona, code, new):
    assert post(request.getfixturevalue(persona), URL, new).status_code == code


def test_slip_of_the_pen_is_corrected(officer_client, promise):
    path = f"{URL}{promise.pk}/"
    response = officer_client.patch(path, {"text": "Two"}, content_type="application/json")

    assert (response.status_code, response.json()["text"]) == (200, "Two")


def test_correction_on_another_day_is_a_conflict(officer_client, promise):
    Commitment.objects.update(created_at=timezone.now() - timedelta(days=2))

    path = f"{URL}{promise.pk}/"
    response = officer_client.patch(path, {"text": "Two"}, content_type="application/json")

    assert response.status_code == 409
