"""The log of a meeting over the API: all at once or not at all, and for the department only."""

from __future__ import annotations

from uuid import uuid4

import pytest
from django.utils import timezone

from leaders.models import Leader
from meetings.models import Attendance, Commitment, Meeting, Minutes
from tests.factories.leaders import LeaderFactory
from tests.factories.meetings import CommitmentFactory, MeetingFactory, evening_in

pytestmark = pytest.mark.django_db
DUE = "2030-05-01"


@pytest.fixture
def meeting(area):
    return MeetingFactory(title="Beat meeting", areas=[area], starts_at=evening_in(-1))


def log(client, meeting, **body):
    path = f"/api/v1/meetings/{meeting.pk}/log/"
    return client.post(path, body, content_type="application/json")


def read(client, meeting):
    return client.get(f"/api/v1/meetings/{meeting.pk}/log/")


def test_everything_is_written_down_at_once(officer_client, meeting, officer, leader):
    body = log(
        officer_client,
        meeting,
        leaders=[leader.pk],
        officers=[officer.pk],
        walk_ins=[{"name": "Wanda"}],
        others_count=3,
        minutes="**Dark** corner",
        promises=[{"text": "A light", "promised_to_leader": leader.pk, "due_on": DUE}],
    ).json()

    promise = Commitment.objects.get()
    (walk_in,) = body.pop("walk_ins")
    assert (walk_in["name"], [made["id"] for made in body.pop("promises")]) == (
        "Wanda",
        [promise.pk],
    )
    assert body == {
        "id": meeting.pk,
        "logged_at": body["logged_at"],
        "logged_by": officer.pk,
        "leaders": [leader.pk],
        "officers": [officer.pk],
        "others_count": 3,
        "minutes": "**Dark** corner",
        "revision": 1,
    }


def test_promise_is_mine_and_belongs_to_the_meeting(officer_client, meeting, officer, leader, area):
    promises = [{"text": "A light", "promised_to_leader": leader.pk, "due_on": DUE}]

    log(officer_client, meeting, promises=promises)

    made = Commitment.objects.get()
    assert (made.owner, made.promised_to, made.meeting) == (officer, leader, meeting)
    assert (list(made.areas.all()), made.is_public) == ([area], meeting.is_public)


def test_promise_of_a_closed_meeting_is_private_unless_it_says_otherwise(officer_client, leader):
    meeting = MeetingFactory(starts_at=evening_in(-1), is_public=False)
    one = {"text": "One", "promised_to_leader": leader.pk, "due_on": DUE}

    log(officer_client, meeting, promises=[one, one | {"text": "Two", "is_public": True}])

    assert list(Commitment.objects.order_by("text").values_list("is_public", flat=True)) == [
        False,
        True,
    ]


def test_walk_in_can_promise_and_enters_the_directory(officer_client, meeting, officer, area):
    walk_in = {"name": "Wanda", "email": "wanda@example.org", "has_agreed": True}
    promise = {"owner_walk_in": 0, "promised_to_user": officer.pk, "text": "Keys", "due_on": DUE}

    log(officer_client, meeting, walk_ins=[walk_in], promises=[promise])

    wanda = Leader.objects.get()
    assert (wanda.email, list(wanda.areas.all())) == ("wanda@example.org", [area])
    assert Commitment.objects.get().owner == wanda


def test_what_is_not_named_stays_as_it_was(officer_client, meeting, officer, leader):
    log(officer_client, meeting, leaders=[leader.pk], others_count=3, minutes="First")

    body = log(officer_client, meeting, officers=[officer.pk]).json()

    assert (body["leaders"], body["officers"]) == ([leader.pk], [officer.pk])
    assert (body["others_count"], body["minutes"], body["revision"]) == (3, "First", 1)


def test_absent_people_are_taken_off(officer_client, meeting, officer, leader):
    people = {"leaders": [leader.pk], "officers": [officer.pk], "walk_ins": [{"name": "Wanda"}]}
    (walk_in,) = log(officer_client, meeting, **people).json()["walk_ins"]

    body = log(
        officer_client,
        meeting,
        absent_leaders=[leader.pk, 2**63 - 1],
        absent_officers=[officer.pk],
        absent_walk_ins=[walk_in["id"]],
    ).json()

    assert (body["leaders"], body["officers"], body["walk_ins"]) == ([], [], [])


def promised(**change):
    return {"promises": [{"text": "Keys", "promised_to_walk_in": 0, "due_on": DUE} | change]}


REFUSED = {
    "a leader nobody knows": {"leaders": [0]},
    "a leader as colleague": {"officers": ["{leader}"]},
    "a walk-in without a name": {"walk_ins": [{"name": " "}]},
    "a walk-in who did not agree": {"walk_ins": [{"name": "W", "email": "w@example.org"}]},
    "a walk-in with half a phone": {"walk_ins": [{"name": "W", "phone": "1", "has_agreed": True}]},
    "a walk-in of NUL": {"walk_ins": [{"name": "W\x00"}]},
    "fewer than none": {"others_count": -1},
    "minutes of NUL": {"minutes": "a\x00b"},
    "minutes without end": {"minutes": "x" * 50_001},
    "too many rows": {"walk_ins": [{"name": "W"}] * 41},
    "absent beyond all": {"absent_leaders": [2**63]},
    "no nonce": {"nonce": "again"},
    "a promise without words": promised(text=""),
    "a promise to nobody": promised(promised_to_walk_in=None),
    "a promise to a walk-in of another list": promised(promised_to_walk_in=1),
    "a promise to two": promised(promised_to_user="{officer}"),
    "a promise to myself": promised(promised_to_walk_in=None, promised_to_user="{officer}"),
    "a promise for the day before": promised(due_on="2020-01-01"),
}


def filled(body, **numbers):
    """With the numbers of the rows that exist in this test."""
    if isinstance(body, dict):
        return {name: filled(value, **numbers) for name, value in body.items()}
    if isinstance(body, list):
        return [filled(value, **numbers) for value in body]
    return numbers.get(body.strip("{}"), body) if isinstance(body, str) else body


@pytest.mark.parametrize("case", REFUSED)
def test_one_mistake_leaves_everything_as_it_was(officer_client, meeting, officer, leader, case):
    right = {"leaders": [leader.pk], "walk_ins": [{"name": "Wanda"}], "minutes": "Dark corner"}
    wrong = filled(REFUSED[case], officer=officer.pk, leader=leader.pk)

    response = log(officer_client, meeting, **right | wrong)

    meeting.refresh_from_db()
    assert (response.status_code, meeting.logged_at) == (400, None)
    assert [m.objects.count() for m in (Attendance, Minutes, Commitment)] == [0, 0, 0]


def test_minutes_saved_meanwhile_are_not_overwritten(officer_client, meeting):
    log(officer_client, meeting, minutes="First")
    log(officer_client, meeting, minutes="Second", revision=1)

    response = log(officer_client, meeting, minutes="Mine", revision=1, others_count=9)

    assert response.status_code == 409
    assert (Minutes.objects.get().text, Meeting.objects.get().others_count) == ("Second", 0)


def test_same_log_twice_is_saved_once(officer_client, meeting, leader):
    body = promised(promised_to_walk_in=None, promised_to_leader=leader.pk)
    body |= {"nonce": str(uuid4()), "walk_ins": [{"name": "Wanda"}]}

    codes = [log(officer_client, meeting, **body).status_code for _ in range(2)]

    assert (codes, Commitment.objects.count(), Attendance.objects.count()) == ([200, 200], 1, 1)


def test_nonce_of_another_meeting_is_a_conflict(officer_client, meeting):
    nonce = str(uuid4())
    log(officer_client, meeting, nonce=nonce)
    other = MeetingFactory(starts_at=evening_in(-1))

    assert log(officer_client, other, nonce=nonce).status_code == 409


def test_cancelled_meeting_is_not_logged(officer_client):
    meeting = MeetingFactory(status="cancelled", cancelled_at=timezone.now())

    assert log(officer_client, meeting, others_count=1).status_code == 409


@pytest.mark.parametrize(
    ("persona", "code"),
    [
        ("client", 403),
        ("stranger_client", 403),
        ("leader_client", 403),
        ("officer_client", 200),
        ("coordinator_client", 200),
        ("administrator_client", 200),
    ],
)
@pytest.mark.parametrize("call", [log, read])
def test_log_is_for_the_department(request, meeting, persona, code, call):
    """The meeting is public: everybody signed in knows of it."""
    Attendance.objects.create(meeting=meeting, walk_in_name="Wanda Walk-in")

    response = call(request.getfixturevalue(persona), meeting)

    assert (response.status_code, "Wanda" in response.text) == (code, code == 200)


@pytest.mark.parametrize("call", [log, read])
def test_log_of_a_closed_meeting_does_not_exist_for_strangers(stranger_client, call):
    assert call(stranger_client, MeetingFactory(is_public=False)).status_code == 404


@pytest.mark.parametrize("persona", ["leader_client", "stranger_client"])
def test_nothing_of_a_log_is_in_the_meetings_of_leaders(request, persona, meeting, leader):
    other = LeaderFactory(name="Olga Other")
    Attendance.objects.create(meeting=meeting, walk_in_name="Wanda Walk-in")
    Attendance.objects.create(meeting=meeting, leader=other)
    Minutes.objects.create(meeting=meeting, text="Dark corner")
    CommitmentFactory(meeting=meeting, text="Secret light", is_public=False)
    client = request.getfixturevalue(persona)

    shown = "".join(
        client.get(f"/api/v1/{path}").text
        for path in ("meetings/", f"meetings/{meeting.pk}/", "commitments/", "leaders/")
    )

    words = ["Wanda", "Olga", "Dark corner", "Secret light"]
    assert ("Beat meeting" in shown, [w for w in words if w in shown]) == (True, [])


@pytest.mark.parametrize("people", [1, 3])
def test_log_is_read_with_the_same_queries_for_many(
    officer_client, meeting, officer, people, django_assert_num_queries
):
    for number in range(people):
        Attendance.objects.create(meeting=meeting, walk_in_name=f"Walk-in {number}")
        CommitmentFactory(meeting=meeting, areas=meeting.areas.all(), owner_user=officer)

    with django_assert_num_queries(8):
        read(officer_client, meeting)
