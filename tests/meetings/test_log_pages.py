"""The log page: everything works by plain forms, and nothing that was typed is lost."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from meetings.models import Commitment
from tests.factories.leaders import AreaFactory, LeaderFactory
from tests.factories.meetings import InvitationFactory, MeetingFactory, evening_in
from tests.html_forms import typed


@pytest.fixture
def meeting(area, officer):
    return MeetingFactory(
        title="Beat meeting", areas=[area], starts_at=evening_in(-1), host=officer, place="Library"
    )


def address(meeting):
    return reverse("meetings:meeting-log", kwargs={"pk": meeting.pk})


def test_page_lists_the_invited_with_likely_ones_first(officer_client, meeting):
    for name, response in [("Ann", "no"), ("Bea", "none"), ("Cem", "maybe"), ("Dot", "yes")]:
        InvitationFactory(meeting=meeting, leader=LeaderFactory(name=name), response=response)

    page = officer_client.get(address(meeting)).text

    labels = re.findall(r'<label class="usa-checkbox__label" for="leaders-\d+">(\w+)', page)
    assert labels == ["Dot", "Cem", "Bea", "Ann"]


def test_page_starts_with_nobody_ticked_but_me(officer_client, officer, meeting):
    InvitationFactory(meeting=meeting, response="yes")

    fields = typed(officer_client.get(address(meeting)))

    assert (fields.get("leaders"), fields["officers"]) == (None, [str(officer.pk)])


def sent(client, meeting, **changes):
    """The page as it opens, filled in, and the button pressed."""
    fields = typed(client.get(address(meeting)))
    return client.post(address(meeting), fields | changes)


def saved(meeting):
    return reverse("meetings:meeting-logged", args=[meeting.pk])


def a_promise(leader, row=0, **changes):
    return {
        f"promise-{row}-{name}": value
        for name, value in {
            "text": "Fix the light",
            "promised_to": f"leader-{leader.pk}",
            "due": "week",
            **changes,
        }.items()
    }


def test_save_writes_the_log_and_says_so(officer_client, officer, meeting, leader):
    InvitationFactory(meeting=meeting, leader=leader, response="yes")
    fields = {"leaders": [leader.pk], "text": "It is dark.", "others_count": "7"}

    response = sent(officer_client, meeting, **fields, **a_promise(leader))

    assert response.headers["Location"] == saved(meeting)
    meeting.refresh_from_db()
    assert (meeting.minutes.text, meeting.others_count) == ("It is dark.", 7)
    assert sorted(str(row) for row in meeting.attendances.all()) == ["Lena Leader", "Omar Officer"]
    commitment = Commitment.objects.get()
    assert (commitment.owner, commitment.promised_to, commitment.due_on) == (
        officer,
        leader,
        timezone.localdate() + timedelta(days=7),
    )


@pytest.mark.parametrize(
    ("due", "due_on", "expected"),
    [
        ("week", "", timedelta(days=7)),
        ("two-weeks", "", timedelta(days=14)),
        ("next", "", timedelta(days=27)),
        ("", "", timedelta(days=14)),
        ("week", timezone.localdate() + timedelta(days=3), timedelta(days=3)),
        ("day", timezone.localdate() + timedelta(days=4), timedelta(days=4)),
    ],
    ids=["week", "two weeks", "next meeting", "nothing chosen", "a day counts", "other day"],
)
def test_quick_choice_becomes_a_day(officer_client, meeting, leader, area, due, due_on, expected):
    MeetingFactory(areas=[area], starts_at=evening_in(27), timezone="America/New_York")
    MeetingFactory(areas=[AreaFactory()], starts_at=evening_in(2))
    row = {"promise-0-due": due, "promise-0-due_on": due_on}

    response = sent(officer_client, meeting, listed=str(leader.pk), **(a_promise(leader) | row))

    assert response.status_code == 302
    assert Commitment.objects.get().due_on == timezone.localdate() + expected


def test_empty_rows_are_no_rows(officer_client, meeting):
    rows = {"promise-rows": "2", "walkin-rows": "1", "walkin-0-name": " ", "promise-1-text": ""}

    response = sent(officer_client, meeting, **rows)

    assert response.status_code == 302
    assert (Commitment.objects.count(), meeting.attendances.exclude(walk_in_name="").count()) == (
        0,
        0,
    )


WRONG = {
    "negative number": ({"others_count": "-1"}, "Others who came, not by name"),
    "no recipient": ({"promise-0-text": "Fix"}, "Promise 1, Promised to"),
    "nobody": ({"promise-0-promised_to": "user-0"}, "Promise 1, Promised to"),
    "no day": ({"promise-0-text": "Fix", "promise-0-due": "day"}, "Promise 1, Which day?"),
    "day before the meeting": (
        {"promise-0-text": "Fix", "promise-0-due_on": "2020-01-01"},
        "Promise 1, Which day?",
    ),
    "not a day": ({"promise-0-text": "Fix", "promise-0-due_on": "soon"}, "Promise 1, Which day?"),
    "walk-in without consent": (
        {"walkin-rows": "1", "walkin-0-name": "Wanda", "walkin-0-email": "w@example.org"},
        "Walk-in, Agreed to be contacted",
    ),
    "walk-in without name": (
        {"walkin-rows": "1", "walkin-0-email": "w@example.org", "walkin-0-has_agreed": "on"},
        "Walk-in, Name",
    ),
    "not an e-mail": (
        {"walkin-rows": "1", "walkin-0-name": "Wanda", "walkin-0-email": "wanda"},
        "Walk-in, E-mail (optional)",
    ),
    "too long": ({"text": "x" * 50_001}, "What was said?"),
    "not our nonce": ({"nonce": "x"}, "Nonce"),
}


@pytest.mark.parametrize("case", WRONG)
def test_wrong_input_saves_nothing_and_keeps_everything(officer_client, meeting, leader, case):
    InvitationFactory(meeting=meeting, leader=leader)
    changes, label = WRONG[case]
    changes = {"leaders": [str(leader.pk)], "text": "Said so."} | changes

    response = sent(officer_client, meeting, **changes)

    meeting.refresh_from_db()
    assert (response.status_code, meeting.logged_at) == (422, None)
    assert label in re.findall(r">([^<]+)</a>: ", response.text)
    changes.pop("promise-0-promised_to", None)  # Nobody can be chosen who is not offered.
    kept = typed(response)
    assert {name: kept[name] for name in changes} == {
        name: value if isinstance(value, list) else [value] for name, value in changes.items()
    }


def test_phone_that_is_none_is_refused_with_its_sentence(officer_client, meeting):
    row = {"walkin-rows": "1", "walkin-0-name": "W", "walkin-0-phone": "12"}

    response = sent(officer_client, meeting, **row, **{"walkin-0-has_agreed": "on"})

    assert (response.status_code, meeting.attendances.count()) == (422, 0)
    assert "This is not a phone number." in response.text


def test_promise_to_oneself_is_refused(officer_client, officer, meeting):
    rows = {"promise-0-text": "Rest", "promise-0-promised_to": f"user-{officer.pk}"}

    response = sent(officer_client, meeting, **rows)

    assert (response.status_code, Commitment.objects.count()) == (422, 0)
    assert "A promise is made to somebody else." in response.text


@pytest.mark.parametrize("key", ["leader-999999", "user-999999", "walkin-7", "x", "leader-x"])
def test_promise_to_nobody_we_know_is_refused(officer_client, meeting, key):
    response = sent(
        officer_client, meeting, **{"promise-0-text": "Fix", "promise-0-promised_to": key}
    )

    assert (response.status_code, Commitment.objects.count()) == (422, 0)


def test_button_adds_a_promise_and_keeps_everything(officer_client, meeting, leader):
    InvitationFactory(meeting=meeting, leader=leader)
    changes = {"leaders": [str(leader.pk)], "text": "Said so.", **a_promise(leader)}

    page = sent(officer_client, meeting, **changes, do="add-promise")

    fields = typed(page)
    assert (fields["promise-rows"], fields["promise-1-text"]) == (["2"], [""])
    assert [fields[name] for name in changes] == [
        [str(leader.pk)],
        ["Said so."],
        ["Fix the light"],
        [f"leader-{leader.pk}"],
        ["week"],
    ]
    assert "usa-error-message" not in page.text


def test_walk_in_added_by_a_button_can_be_promised_something(officer_client, meeting):
    page = sent(officer_client, meeting, do="add-walk-in")
    page = officer_client.post(
        address(meeting), typed(page) | {"walkin-0-name": ["Wanda"], "do": "add-promise"}
    )
    fields = typed(page) | {"promise-0-text": "Call", "promise-0-promised_to": "walkin-0"}

    officer_client.post(address(meeting), fields | {"do": "save"})

    assert str(Commitment.objects.get().promised_to) == "Wanda"


def test_rows_have_an_end(officer_client, meeting):
    page = sent(officer_client, meeting, do="add-promise", **{"promise-rows": "9999"})

    assert typed(page)["promise-rows"] == ["40"]


def test_search_without_scripts_finds_leaders_to_tick(officer_client, meeting):
    ann = LeaderFactory(name="Ann Okafor")
    LeaderFactory(name="Ann Inactive", is_active=False)
    InvitationFactory(meeting=meeting, leader=LeaderFactory(name="Ann Invited"))

    page = sent(officer_client, meeting, q="ann", text="Said so.", do="search")

    found = re.findall(r'for="found-(\d+)">([^<]*)<', page.text)
    assert (found, typed(page)["text"]) == ([(str(ann.pk), "Ann Okafor")], ["Said so."])


def test_ticked_result_of_a_search_is_kept_by_the_next_button(officer_client, meeting):
    ann = LeaderFactory(name="Ann Okafor")

    page = sent(officer_client, meeting, leaders=[ann.pk], do="add-promise")

    assert typed(page)["leaders"] == [str(ann.pk)]
    assert f'<option value="leader-{ann.pk}">Ann Okafor</option>' in page.text


def test_search_for_nobody_says_what_to_do(officer_client, meeting):
    page = sent(officer_client, meeting, q="nobody", do="search")

    assert "Nobody found. Add them as a walk-in." in page.text


def test_unlikely_invitees_of_a_large_meeting_are_folded(officer_client, meeting):
    for number in range(13):
        response = "yes" if number < 2 else "none"
        InvitationFactory(
            meeting=meeting, leader=LeaderFactory(name=f"Name {number:02}"), response=response
        )

    page = officer_client.get(address(meeting)).text

    assert "11 others who were invited" in page
    assert len(re.findall(r'name="leaders"', page)) == 13
