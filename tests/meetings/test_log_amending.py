"""Amending a log, saving it twice, and two people at once: nothing that was typed is lost."""

from __future__ import annotations

import re

import pytest
from django.urls import reverse
from django.utils import timezone

from meetings.actions.logging import Log, WalkIn, log_meeting
from meetings.models import Commitment, Meeting
from tests.conftest import signed_in
from tests.factories.accounts import UserFactory
from tests.factories.leaders import LeaderFactory
from tests.factories.meetings import InvitationFactory, MeetingFactory, evening_in
from tests.html_forms import typed
from tests.meetings.test_log_pages import a_promise, address, saved, sent


@pytest.fixture
def meeting(area, officer):
    return MeetingFactory(
        title="Beat meeting", areas=[area], starts_at=evening_in(-1), host=officer, place="Library"
    )


def test_amending_shows_what_is_recorded(officer_client, officer, meeting, leader):
    sent(
        officer_client,
        meeting,
        listed=str(leader.pk),
        leaders=[leader.pk],
        others_count="3",
        text="First.",
        **{"walkin-rows": "1", "walkin-0-name": "Wanda"},
        **a_promise(leader),
    )

    page = officer_client.get(address(meeting))

    fields = typed(page)
    assert [fields.get(name) for name in ("leaders", "officers", "others_count", "text")] == [
        [str(leader.pk)],
        [str(officer.pk)],
        ["3"],
        ["First."],
    ]
    assert (len(fields["known_walk_ins"]), fields["promise-rows"]) == (1, ["0"])
    assert "Fix the light" in page.text


def test_amending_takes_off_who_is_unticked(officer_client, officer, meeting, leader):
    walk_in = {"walkin-rows": "1", "walkin-0-name": "Wanda"}
    sent(officer_client, meeting, leaders=[leader.pk], **walk_in)

    sent(officer_client, meeting, leaders=[], officers=[], known_walk_ins=[])

    assert meeting.attendances.count() == 0


def test_whoever_was_added_meanwhile_by_a_colleague_stays(officer_client, meeting, leader, officer):
    fields = typed(officer_client.get(address(meeting)))
    log_meeting(meeting=meeting, log=Log(leaders=[leader]), by=officer)

    officer_client.post(address(meeting), fields)

    assert meeting.attendances.filter(leader=leader).exists()


def test_whoever_was_added_meanwhile_stays_through_every_button(
    officer_client, meeting, leader, officer, coordinator
):
    fields = typed(officer_client.get(address(meeting)))
    log = Log(leaders=[leader], officers=[coordinator], walk_ins=[WalkIn(name="Wanda")])
    log_meeting(meeting=meeting, log=log, by=coordinator)

    page = officer_client.post(address(meeting), fields | {"do": "add-promise"})
    officer_client.post(address(meeting), typed(page))

    assert sorted(str(row) for row in meeting.attendances.all()) == [
        "Casey Coordinator",
        "Lena Leader",
        "Omar Officer",
        "Wanda",
    ]


def test_conflict_shows_both_texts_and_the_next_save_wins(
    officer_client, meeting, coordinator, leader
):
    fields = typed(officer_client.get(address(meeting)))
    fields |= {"text": ["Mine."], "others_count": ["5"]}
    log_meeting(meeting=meeting, log=Log(minutes="Theirs."), by=coordinator)

    page = officer_client.post(address(meeting), fields)

    again = typed(page)
    assert (page.status_code, again["text"], again["others_count"]) == (409, ["Mine."], ["5"])
    assert re.search(r"<textarea[^>]*readonly[^>]*>\s*Theirs\.</textarea>", page.text)
    assert "Casey Coordinator saved their text on" in page.text

    officer_client.post(address(meeting), again | {"text": ["Both."]})
    meeting.minutes.refresh_from_db()
    assert meeting.minutes.text == "Both."


def test_double_click_saves_once(officer_client, meeting, leader):
    fields = typed(officer_client.get(address(meeting)))
    fields |= {"listed": str(leader.pk), **a_promise(leader)}

    answers = [officer_client.post(address(meeting), fields) for _ in range(2)]

    assert [answer.headers["Location"] for answer in answers] == [saved(meeting)] * 2
    assert Commitment.objects.count() == 1


def test_saved_page_sent_again_with_more_asks_only_for_what_is_new(officer_client, meeting, leader):
    fields = typed(officer_client.get(address(meeting)))
    fields |= {"listed": str(leader.pk), "text": "One.", **a_promise(leader)}
    fields |= {"walkin-rows": "1", "walkin-0-name": "Wanda"}
    officer_client.post(address(meeting), fields)
    more = {"text": "One. Two.", "promise-rows": "2", **a_promise(leader, 1, text="Call back")}

    page = officer_client.post(address(meeting), fields | more)

    again = typed(page)
    assert (page.status_code, again["text"]) == (409, ["One. Two."])
    assert [again[name] for name in ("promise-0-text", "promise-1-text", "walkin-0-name")] == [
        [""],
        ["Call back"],
        [""],
    ]
    assert officer_client.post(address(meeting), again).status_code == 302
    meeting.minutes.refresh_from_db()
    assert (Commitment.objects.count(), meeting.minutes.text) == (2, "One. Two.")
    assert meeting.attendances.filter(walk_in_name="Wanda").count() == 1


@pytest.mark.parametrize(
    ("persona", "status"),
    [("leader_user", 403), ("officer", 200), ("coordinator", 200), ("administrator", 200)],
)
def test_only_the_department_logs(request, meeting, persona, status):
    client = signed_in(request.getfixturevalue(persona))

    assert client.get(address(meeting)).status_code == status
    assert client.get(reverse("meetings:log-start")).status_code == status


def test_meeting_a_leader_may_not_see_does_not_exist(leader_client, area):
    meeting = MeetingFactory(areas=[area], is_public=False)

    assert leader_client.get(address(meeting)).status_code == 404


def test_leader_saves_nothing(leader_client, officer_client, meeting):
    fields = typed(officer_client.get(address(meeting)))

    assert leader_client.post(address(meeting), fields).status_code == 403
    meeting.refresh_from_db()
    assert meeting.logged_at is None


def test_opening_the_page_changes_nothing(officer_client, meeting):
    officer_client.get(address(meeting))

    meeting.refresh_from_db()
    assert (meeting.logged_at, meeting.attendances.count()) == (None, 0)


def test_cancelled_meeting_says_so(officer_client, meeting):
    Meeting.objects.filter(pk=meeting.pk).update(status="cancelled", cancelled_at=timezone.now())

    page = sent(officer_client, meeting, text="Said so.")

    assert (page.status_code, typed(page)["text"]) == (409, ["Said so."])
    assert "This meeting was cancelled." in page.text


@pytest.mark.parametrize("count", [1, 3])
def test_page_asks_the_database_as_often_for_many(
    officer_client, meeting, count, django_assert_num_queries
):
    for _ in range(count):
        InvitationFactory(meeting=meeting)
        meeting.attendances.create(leader=LeaderFactory())
        meeting.attendances.create(user=UserFactory(role="officer"))

    with django_assert_num_queries(10):
        officer_client.get(address(meeting))
