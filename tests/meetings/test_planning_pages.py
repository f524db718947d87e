from __future__ import annotations

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from meetings.models import Meeting
from outbox.models import Message
from tests.factories.meetings import InvitationFactory, MeetingFactory, SeriesFactory, evening_in

NEW_YORK = ZoneInfo("America/New_York")
NOW = timezone.now()
DAY = evening_in(14).date()


@pytest.fixture
def filled(area, coordinator):
    """The form as a person sends it."""

    def filled(**fields):
        return {
            "title": "Area meeting",
            "kind": "beat",
            "areas": [area.pk],
            "day": DAY.isoformat(),
            "starts": "19:00",
            "ends": "20:30",
            "timezone": "America/New_York",
            "place": "Library",
            "address": "1 Main Street",
            "capacity": "40",
            "description": "About *light*",
            "agenda": "Hello\n\n  Promises \nGoodbye",
            "follow_up_point": "2",
            "invite_days_before": "",
            "host": coordinator.pk,
            "is_public": "on",
            **fields,
        }

    return filled


def errors(response) -> dict[str, list[str]]:
    return response.context["form"].errors


# New


def test_new_meeting_form_starts_from_what_is_usual(officer_client, officer, area):
    form = officer_client.get("/meetings/new/").context["form"]

    assert (
        form["agenda"].value().splitlines()[1]
        == "What was promised last time, and what has been done"
    )
    assert (form["follow_up_point"].value(), form["areas"].value(), form["host"].value()) == (
        2,
        [area.pk],
        officer.pk,
    )


def test_new_meeting_is_a_draft_as_filled_in(coordinator_client, filled, area):
    response = coordinator_client.post("/meetings/new/", filled())

    meeting = Meeting.objects.get()
    assert response.url == f"/meetings/{meeting.pk}/"
    assert (meeting.status, meeting.capacity, meeting.place) == ("draft", 40, "Library")
    assert meeting.local_starts_at == datetime.combine(DAY, time(19), tzinfo=NEW_YORK)
    assert meeting.local_ends_at == datetime.combine(DAY, time(20, 30), tzinfo=NEW_YORK)
    assert list(meeting.areas.all()) == [area]
    assert [(item.title, item.kind) for item in meeting.agenda_items.all()] == [
        ("Hello", "topic"),
        ("Promises", "follow_up"),
        ("Goodbye", "topic"),
    ]


def test_new_meeting_may_invite_later(coordinator_client, filled):
    coordinator_client.post("/meetings/new/", filled(invite_days_before="10"))

    meeting = Meeting.objects.get()
    assert meeting.starts_at - meeting.invite_at == timedelta(days=10)


def test_new_meeting_that_ends_after_midnight_ends_the_next_day(coordinator_client, filled):
    coordinator_client.post("/meetings/new/", filled(starts="22:00", ends="00:30"))

    meeting = Meeting.objects.get()
    assert meeting.ends_at - meeting.starts_at == timedelta(hours=2, minutes=30)


def test_new_meeting_in_the_past_is_warned_about(coordinator_client, filled):
    response = coordinator_client.post("/meetings/new/", filled(day="2020-02-03"), follow=True)

    assert "begins in the past" in response.content.decode()


@pytest.mark.parametrize(
    ("fields", "at_fault"),
    [
        ({"title": ""}, "title"),
        ({"kind": "nonsense"}, "kind"),
        ({"areas": []}, "areas"),
        ({"areas": ["999999"]}, "areas"),
        ({"areas": ["x"]}, "areas"),
        ({"day": ""}, "day"),
        ({"day": "2026-02-30"}, "day"),
        ({"day": "9999-12-31"}, "day"),
        ({"day": "0001-01-01"}, "ends"),
        ({"starts": "25:00"}, "starts"),
        ({"ends": "18:00"}, "ends"),
        ({"ends": "19:00"}, "ends"),
        ({"timezone": "Mars/Olympus"}, "timezone"),
        ({"capacity": "0"}, "capacity"),
        ({"capacity": "-3"}, "capacity"),
        ({"capacity": "99999999999"}, "capacity"),
        ({"agenda": "x" * 201}, "agenda"),
        ({"agenda": "\n".join("abc" for _ in range(31))}, "agenda"),
        ({"follow_up_point": "x"}, "follow_up_point"),
        ({"invite_days_before": "-1"}, "invite_days_before"),
        ({"host": ""}, "host"),
    ],
)
def test_new_meeting_is_refused_beside_the_field(coordinator_client, filled, fields, at_fault):
    response = coordinator_client.post("/meetings/new/", filled(**fields))

    assert list(errors(response)) == [at_fault]
    assert Meeting.objects.count() == 0


def test_new_meeting_cannot_be_hosted_by_a_leader(coordinator_client, filled, leader_user):
    response = coordinator_client.post("/meetings/new/", filled(host=leader_user.pk))

    assert list(errors(response)) == ["host"]


def test_form_offers_the_zones_of_the_country(coordinator_client):
    form = coordinator_client.get("/meetings/new/").context["form"]

    zones = [name for name, _ in form.fields["timezone"].choices]
    assert zones[0] == "America/New_York"
    assert "Europe/London" not in zones


@pytest.mark.parametrize(
    ("who", "status"),
    [("leader_client", 403), ("officer_client", 200), ("coordinator_client", 200)],
)
def test_new_meeting_form_is_for_the_department(who, status, request):
    assert request.getfixturevalue(who).get("/meetings/new/").status_code == status


def test_new_meeting_form_asks_to_sign_in(client, db):
    assert client.get("/meetings/new/").url.startswith("/accounts/login/")


# Edit


def test_edit_form_holds_the_meeting_as_it_is(coordinator_client, area):
    meeting = MeetingFactory(
        areas=[area],
        timezone="Europe/London",
        starts_at=datetime(2027, 7, 1, 18, tzinfo=ZoneInfo("Europe/London")),
        capacity=7,
    )
    meeting.agenda_items.create(position=1, title="Welcome")

    form = coordinator_client.get(f"/meetings/{meeting.pk}/edit/").context["form"]

    assert (form["day"].value(), form["starts"].value(), form["timezone"].value()) == (
        date(2027, 7, 1),
        time(18),
        "Europe/London",
    )
    assert (form["agenda"].value(), form["follow_up_point"].value()) == ("Welcome", None)
    assert "Europe/London" in [name for name, _ in form.fields["timezone"].choices]


def test_edit_sent_back_unchanged_changes_nothing(coordinator_client, area, coordinator):
    meeting = MeetingFactory(areas=[area], host=coordinator, place="Library")
    meeting.agenda_items.create(position=1, title="Welcome", text="By the captain")
    InvitationFactory(meeting=meeting, sent_at=NOW)
    before = Meeting.objects.values().get(pk=meeting.pk)
    page = coordinator_client.get(f"/meetings/{meeting.pk}/edit/")
    form = page.context["form"]
    data = {name: form[name].value() for name in form.fields if form[name].value() is not None}
    data |= {"day": data["day"].isoformat()}

    response = coordinator_client.post(f"/meetings/{meeting.pk}/edit/", data)

    assert response.status_code == 302
    assert Meeting.objects.values().get(pk=meeting.pk) == before
    assert meeting.agenda_items.get().text == "By the captain"
    assert Message.objects.count() == 0


def test_edit_of_the_place_is_told(coordinator_client, filled):
    meeting = MeetingFactory(place="Church")
    InvitationFactory(meeting=meeting, sent_at=NOW)

    coordinator_client.post(f"/meetings/{meeting.pk}/edit/", filled())

    meeting.refresh_from_db()
    assert (meeting.place, meeting.sequence) == ("Library", 1)
    assert Message.objects.get().kind == "meetings.moved"


def test_edit_to_fewer_seats_than_taken_says_so(coordinator_client, filled):
    meeting = MeetingFactory(capacity=10)
    InvitationFactory(meeting=meeting, response="yes", seat="confirmed", guests=4)

    response = coordinator_client.post(f"/meetings/{meeting.pk}/edit/", filled(capacity="4"))

    assert "5 seats are already promised" in str(errors(response))


def test_edit_of_an_occurrence_offers_the_whole_series(coordinator_client):
    series = SeriesFactory()
    meeting = MeetingFactory(series=series, recurrence_id=evening_in(14))

    content = coordinator_client.get(f"/meetings/{meeting.pk}/edit/").content.decode()

    assert f'href="/series/{series.pk}/edit/"' in content


def test_edit_does_not_ask_again_when_to_invite(coordinator_client):
    meeting = MeetingFactory(invited_at=NOW)

    form = coordinator_client.get(f"/meetings/{meeting.pk}/edit/").context["form"]

    assert "invite_days_before" not in form.fields
