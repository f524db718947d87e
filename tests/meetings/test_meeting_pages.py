from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from meetings.models import Meeting, Minutes
from tests.factories.leaders import AreaFactory, LeaderFactory
from tests.factories.meetings import (
    CommitmentFactory,
    InvitationFactory,
    MeetingFactory,
    evening_in,
)

NOW = timezone.now()


def titles(response) -> list[str]:
    return [meeting.title for day in response.context["days"] for meeting in day.meetings]


# The list


@pytest.fixture
def meetings(db):
    MeetingFactory(title="soon", starts_at=evening_in(3))
    MeetingFactory(title="later", starts_at=evening_in(9))
    MeetingFactory(title="off", starts_at=evening_in(5), status="cancelled", cancelled_at=NOW)
    MeetingFactory(title="over", starts_at=evening_in(-3))
    MeetingFactory(title="logged", starts_at=evening_in(-5), logged_at=NOW)
    MeetingFactory(title="draft", starts_at=evening_in(4), status="draft")
    MeetingFactory(title="private", starts_at=evening_in(6), is_public=False)


@pytest.mark.parametrize(
    ("tab", "expected"),
    [
        ("", ["soon", "off", "private", "later"]),
        ("upcoming", ["soon", "off", "private", "later"]),
        ("past", ["over", "logged"]),
        ("not_logged", ["over"]),
        ("drafts", ["draft"]),
        ("nonsense", ["soon", "off", "private", "later"]),
    ],
)
def test_list_of_the_department_has_tabs(meetings, officer_client, tab, expected):
    assert titles(officer_client.get("/meetings/", {"show": tab})) == expected


@pytest.mark.parametrize(
    ("tab", "expected"),
    [
        ("upcoming", ["soon", "off", "later"]),
        ("past", ["over", "logged"]),
        ("drafts", ["soon", "off", "later"]),
    ],
)
def test_list_of_the_public_holds_what_is_public(meetings, client, tab, expected):
    assert titles(client.get("/meetings/", {"show": tab})) == expected


def test_list_is_filtered_by_area_kind_and_word(client, area):
    MeetingFactory(title="Walk in the park", kind="walk", areas=[area])
    MeetingFactory(title="Walk downtown", kind="walk")
    MeetingFactory(title="Park meeting", areas=[area])

    response = client.get("/meetings/", {"area": "north", "kind": "walk", "q": "park"})

    assert titles(response) == ["Walk in the park"]


def test_list_is_grouped_by_the_day_at_the_place(client, db):
    MeetingFactory(starts_at=evening_in(3))
    MeetingFactory(starts_at=evening_in(3) + timedelta(minutes=30))
    # 19:00 in Honolulu is the next day in UTC.
    MeetingFactory(starts_at=evening_in(3) + timedelta(hours=5), timezone="Pacific/Honolulu")

    days = client.get("/meetings/").context["days"]

    assert [(day.day, len(day.meetings)) for day in days] == [(evening_in(3).date(), 3)]


def test_list_answers_htmx_with_the_rows_alone(client, db):
    MeetingFactory(title="Area meeting")

    content = client.get("/meetings/", headers={"HX-Request": "true"}).content.decode()

    assert "Area meeting" in content
    assert "<html" not in content


def test_list_of_nothing_says_what_to_do(officer_client):
    content = officer_client.get("/meetings/").content.decode()

    assert "No meetings here" in content
    assert 'href="/meetings/new/"' in content


@pytest.mark.parametrize("query", ["area=nowhere", "kind=nonsense", "page=99", "page=x"])
def test_list_survives_a_nonsense_address(client, db, query):
    MeetingFactory()

    assert client.get(f"/meetings/?{query}").status_code == 200


@pytest.mark.parametrize("count", [1, 3])
def test_list_takes_as_many_queries_for_one_as_for_three(
    officer_client, area, count, django_assert_num_queries
):
    for _ in range(count):
        InvitationFactory(meeting=MeetingFactory(areas=[area]), response="yes")

    with django_assert_num_queries(5):
        officer_client.get("/meetings/")


def test_list_counts_who_said_yes(officer_client):
    meeting = MeetingFactory()
    InvitationFactory(meeting=meeting, response="yes")
    InvitationFactory(meeting=meeting, response="no")

    assert "1 of 2 said yes" in officer_client.get("/meetings/").content.decode()


# One meeting


def test_detail_for_the_public_says_what_when_and_where(client, area):
    meeting = MeetingFactory(title="Town hall", areas=[area], place="Library", address="1 Main St")

    content = client.get(f"/meetings/{meeting.pk}/").content.decode()

    assert all(word in content for word in ("Town hall", "North District", "Library", "1 Main St"))
    assert "How to come" in content


def test_detail_for_the_public_names_nobody_invited(client, db):
    meeting = InvitationFactory(leader=LeaderFactory(name="Rosa Secret")).meeting

    response = client.get(f"/meetings/{meeting.pk}/")

    assert "Rosa Secret" not in response.content.decode()
    assert "counts" not in response.context


def test_detail_for_a_leader_names_nobody_else(leader_client, leader):
    meeting = InvitationFactory(leader=leader).meeting
    InvitationFactory(meeting=meeting, leader=LeaderFactory(name="Rosa Secret"))

    content = leader_client.get(f"/meetings/{meeting.pk}/").content.decode()

    assert "Answer the invitation" in content
    assert "Rosa Secret" not in content


@pytest.mark.parametrize("fields", [{"status": "draft"}, {"is_public": False}])
@pytest.mark.parametrize("who", ["client", "stranger_client"])
def test_detail_that_is_not_for_them_is_not_found(db, who, fields, request):
    meeting = MeetingFactory(**fields)

    assert request.getfixturevalue(who).get(f"/meetings/{meeting.pk}/").status_code == 404


def test_detail_for_the_department_shows_who_answered_what(officer_client):
    meeting = MeetingFactory(capacity=5)
    InvitationFactory(
        meeting=meeting,
        leader=LeaderFactory(name="Yolanda Yes"),
        response="yes",
        seat="confirmed",
        access_needs="Ramp",
        responded_at=NOW,
        responded_via="link",
    )
    InvitationFactory(meeting=meeting, leader=LeaderFactory(name="Nora No"), response="no")

    response = officer_client.get(f"/meetings/{meeting.pk}/", {"answer": "yes"})

    assert [each.leader.name for each in response.context["invitations"]] == ["Yolanda Yes"]
    assert (response.context["counts"].yes, response.context["counts"].no) == (1, 1)
    assert "Ramp" in response.content.decode()


def test_detail_lists_the_waiting_in_their_order(officer_client):
    meeting = MeetingFactory(capacity=1)
    for minutes, name in ((1, "Second"), (5, "First")):
        InvitationFactory(
            meeting=meeting,
            leader=LeaderFactory(name=name),
            response="yes",
            seat="waiting",
            waiting_since=NOW - timedelta(minutes=minutes),
        )

    waiting = officer_client.get(f"/meetings/{meeting.pk}/").context["waiting"]

    assert [each.leader.name for each in waiting] == ["First", "Second"]


def test_detail_lists_open_promises_under_the_point_of_progress(officer_client, area):
    meeting = MeetingFactory(areas=[area])
    meeting.agenda_items.create(position=1, title="Welcome")
    meeting.agenda_items.create(position=2, title="Promises", kind="follow_up")
    CommitmentFactory(areas=[area], text="Mend the light")
    CommitmentFactory(areas=[AreaFactory()], text="Elsewhere")

    content = officer_client.get(f"/meetings/{meeting.pk}/").content.decode()

    assert content.index("Promises") < content.index("Mend the light")
    assert "Elsewhere" not in content


def test_detail_for_the_public_names_no_leader_beside_a_promise(client, area):
    meeting = MeetingFactory(areas=[area])
    meeting.agenda_items.create(position=1, title="Promises", kind="follow_up")
    CommitmentFactory(areas=[area], promised_to_leader=LeaderFactory(name="Rosa Secret"))

    content = client.get(f"/meetings/{meeting.pk}/").content.decode()

    assert "Promise " in content
    assert "Rosa Secret" not in content


def test_detail_of_a_cancelled_meeting_says_why(client, db):
    meeting = MeetingFactory(
        status="cancelled", cancelled_at=NOW, cancel_reason="The hall is flooded."
    )

    assert "The hall is flooded." in client.get(f"/meetings/{meeting.pk}/").content.decode()


def test_detail_cleans_what_people_wrote(client, db):
    meeting = MeetingFactory(description="<script>alert(1)</script> *lit*")

    content = client.get(f"/meetings/{meeting.pk}/").content.decode()

    assert "<script>alert" not in content
    assert "<em>lit</em>" in content


@pytest.mark.parametrize(
    ("who", "expected"),
    [("officer_client", True), ("coordinator_client", True), ("leader_client", False)],
)
def test_detail_offers_changes_to_those_who_may(area, who, expected, request):
    meeting = MeetingFactory(areas=[area])

    response = request.getfixturevalue(who).get(f"/meetings/{meeting.pk}/")

    assert response.context["may_change"] is expected
    assert (f"/meetings/{meeting.pk}/edit/" in response.content.decode()) is expected


@pytest.mark.parametrize("count", [1, 3])
def test_detail_takes_as_many_queries_for_one_answer_as_for_three(
    officer_client, area, count, django_assert_num_queries
):
    meeting = MeetingFactory(areas=[area], capacity=10)
    for number in range(count):
        InvitationFactory(meeting=meeting, response="yes")
        CommitmentFactory(areas=[area])
        meeting.agenda_items.create(position=number, title="Point", kind="follow_up")

    with django_assert_num_queries(9):
        officer_client.get(f"/meetings/{meeting.pk}/")


def test_detail_changes_nothing_by_being_opened(officer_client):
    meeting = InvitationFactory().meeting
    before = Meeting.objects.values().get(pk=meeting.pk)

    officer_client.get(f"/meetings/{meeting.pk}/")

    assert Meeting.objects.values().get(pk=meeting.pk) == before


# What happened


@pytest.fixture
def logged(area, leader):
    """A logged meeting with minutes that are not published, somebody who came, a promise."""
    meeting = MeetingFactory(areas=[area], starts_at=evening_in(-3), logged_at=NOW, others_count=4)
    Minutes.objects.create(meeting=meeting, text="The lamp is *out*.")
    meeting.attendances.create(leader=leader)
    meeting.attendances.create(walk_in_name="Walter Walkin")
    CommitmentFactory(meeting=meeting, areas=[area], text="Mend the lamp")
    return meeting


def test_detail_shows_the_department_what_happened(officer_client, logged):
    content = officer_client.get(f"/meetings/{logged.pk}/").content.decode()

    assert "The lamp is <em>out</em>." in content
    assert "Lena Leader, Walter Walkin and 4 others" in content
    assert "Mend the lamp" in content


def test_detail_keeps_minutes_and_names_from_others(client, logged):
    content = client.get(f"/meetings/{logged.pk}/").content.decode()

    assert "The lamp is" not in content
    assert "Walter Walkin" not in content


@pytest.mark.parametrize(("persona", "reads"), [("leader", True), ("stranger", False)])
def test_detail_shows_published_minutes_to_leaders_who_came(request, logged, persona, reads):
    Minutes.objects.update(published_at=NOW)
    client = request.getfixturevalue(f"{persona}_client")

    content = client.get(f"/meetings/{logged.pk}/").content.decode()

    assert ("The lamp is <em>out</em>." in content) == reads
    assert "Walter Walkin" not in content
