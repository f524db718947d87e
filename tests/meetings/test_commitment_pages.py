"""Pages of promises: the list, the detail with what happened, and what each side can say."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from meetings.actions import commitments as actions
from meetings.models import Commitment
from outbox.models import Message
from tests.conftest import signed_in
from tests.factories.leaders import AreaFactory, LeaderFactory
from tests.factories.meetings import CommitmentFactory, MeetingFactory
from tests.meetings.commitment_states import in_state

pytestmark = pytest.mark.django_db
State = Commitment.State
LIST = "/commitments/"


def listed(response):
    return re.findall(r'<a href="/commitments/\d+/">([^<]+)</a>', response.text)


def change(client, commitment, verb, **data):
    return client.post(reverse(f"meetings:commitment-{verb}", args=[commitment.pk]), data)


def state(commitment):
    return Commitment.objects.get(pk=commitment.pk).state


@pytest.fixture
def promise(officer, leader, area):
    return CommitmentFactory(
        text="Fix the light", owner_user=officer, promised_to_leader=leader, areas=[area]
    )


# The list


def test_list_shows_what_waits_first_by_its_day(officer_client):
    today = timezone.localdate()
    in_state(State.KEPT, text="kept")
    CommitmentFactory(text="later", due_on=today + timedelta(days=9))
    CommitmentFactory(text="sooner", due_on=today + timedelta(days=2))

    assert listed(officer_client.get(LIST)) == ["sooner", "later", "kept"]


FILTERS = {
    "words": ("q=fix+LIGHT", ["Fix the light"]),
    "state": ("state=disputed", ["disputed"]),
    "area": ("area={area}", ["Fix the light"]),
    "made by leaders": ("made_by=leader", ["by a leader"]),
    "made by the department": ("made_by=department", ["Fix the light", "disputed", "late"]),
    "mine": ("mine=on", ["Fix the light"]),
    "overdue": ("overdue=on", ["late"]),
    "none fits": ("q=nothing", []),
    "sorted by day, last first": (
        "sort=-due_on&made_by=department",
        ["disputed", "Fix the light", "late"],
    ),
    "sorted by what cannot be": ("sort=token&q=light", ["Fix the light"]),
    "a page too far": ("page=99&q=light", ["Fix the light"]),
}


@pytest.mark.parametrize("case", FILTERS)
def test_list_is_filtered_by_the_address(officer_client, promise, area, leader, coordinator, case):
    today = timezone.localdate()
    Commitment.objects.update(due_on=today + timedelta(days=3))
    in_state(State.DISPUTED, text="disputed", due_on=today + timedelta(days=4))
    CommitmentFactory(text="late", due_on=today - timedelta(days=1), areas=[AreaFactory()])
    CommitmentFactory(
        text="by a leader",
        owner_user=None,
        owner_leader=leader,
        promised_to_leader=None,
        promised_to_user=coordinator,
        due_on=today + timedelta(days=5),
    )
    query, expected = FILTERS[case]

    found = listed(officer_client.get(f"{LIST}?{query.format(area=area.code)}"))

    assert (found if "sort" in case else sorted(found)) == (
        expected if "sort" in case else sorted(expected)
    )


def test_list_has_pages_that_keep_the_filter(officer_client):
    for number in range(26):
        CommitmentFactory(text=f"Light {number:02}")

    page = officer_client.get(f"{LIST}?q=light")

    assert (len(listed(page)), 'href="?q=light&amp;page=2"' in page.text) == (25, True)


def test_list_for_htmx_is_only_the_results(officer_client, promise):
    page = officer_client.get(LIST, headers={"HX-Request": "true"})

    assert (listed(page), "<html" in page.text) == (["Fix the light"], False)


@pytest.mark.parametrize(("query", "words"), [("", "No promises yet"), ("?q=x", "No promise fits")])
def test_empty_list_says_what_to_do(officer_client, query, words):
    assert words in officer_client.get(LIST + query).text


@pytest.mark.parametrize("count", [1, 3])
def test_list_asks_the_database_as_often_for_many(
    officer_client, area, count, django_assert_num_queries
):
    for _ in range(count):
        CommitmentFactory(areas=[area])

    with django_assert_num_queries(5):
        officer_client.get(LIST)


def test_public_sees_public_promises_without_names_of_leaders(client, promise):
    CommitmentFactory(text="Private", is_public=False)

    page = client.get(LIST)

    assert listed(page) == ["Fix the light"]
    assert ("Omar Officer" in page.text, "Lena Leader" in page.text) == (True, False)


# The detail


@pytest.mark.parametrize(
    ("persona", "is_public", "status", "is_named"),
    [
        ("anonymous", True, 200, False),
        ("anonymous", False, 404, False),
        ("stranger", True, 200, False),
        ("stranger", False, 404, False),
        ("leader_user", True, 200, True),
        ("leader_user", False, 200, True),
        ("officer", False, 200, True),
        ("coordinator", False, 200, True),
    ],
)
def test_detail_for_each_persona(request, promise, persona, is_public, status, is_named):
    Commitment.objects.update(is_public=is_public)
    client = Client() if persona == "anonymous" else signed_in(request.getfixturevalue(persona))

    page = client.get(promise.get_absolute_url())

    content = page.text.split('<div class="page-header">')[-1]
    assert (page.status_code, "Lena Leader" in content) == (status, is_named)


def test_timeline_tells_what_happened(officer_client, officer, leader, promise):
    actions.mark_done(commitment=promise, evidence="It shines.", by=officer)
    actions.reopen(commitment=promise, by=officer)
    actions.mark_done(commitment=promise, evidence="It shines now.", by=officer)
    actions.dispute(commitment=promise, note="Only at noon.", by=leader)
    actions.dispute(commitment=promise, note="Only at noon, on Mondays.", by=leader)
    actions.keep(commitment=promise, note="Fine.", by=leader)
    actions.dispute(commitment=promise, note="Dark again.", by=leader)
    actions.withdraw(commitment=promise, reason="No money.", by=officer)

    page = officer_client.get(promise.get_absolute_url()).text

    entry = (
        r"<li><strong>([^<]+)</strong><p class=\"quiet\">[^<]+</p>(?:<p dir=\"auto\">([^<]+)</p>)?"
    )
    assert re.findall(entry, page) == [
        ("Omar Officer promised it to Lena Leader", ""),
        ("Omar Officer said it is done", "It shines."),
        ("Omar Officer said it is not done after all", ""),
        ("Omar Officer said it is done", "It shines now."),
        ("Lena Leader said something is missing", "Only at noon."),
        ("Lena Leader added", "Only at noon, on Mondays."),
        ("Lena Leader confirmed it was kept", "Fine."),
        ("Lena Leader took “kept” back", "Dark again."),
        ("Omar Officer withdrew it", "No money."),
    ]


def test_corrections_are_shown_to_the_department_only(officer_client, client, promise, officer):
    actions.correct(commitment=promise, text="Fix it", by=officer)

    seen = [reader.get(promise.get_absolute_url()).text for reader in (officer_client, client)]

    assert ["Before: Fix the light" in page for page in seen] == [True, False]


@pytest.mark.parametrize("is_public", [True, False])
def test_detail_names_the_meeting_if_the_reader_may_see_it(client, promise, is_public):
    promise.meeting = MeetingFactory(title="Quiet meeting", is_public=is_public)
    promise.save()

    assert ("Quiet meeting" in client.get(promise.get_absolute_url()).text) == is_public


# What each side says


def test_owner_says_done_and_the_leader_is_asked(officer_client, promise):
    response = change(officer_client, promise, "done", evidence="It shines.")

    assert response.headers["Location"] == promise.get_absolute_url()
    message = Message.objects.get()
    assert (state(promise), message.kind, message.address) == (
        "done",
        "meetings.promise_done",
        "leader@example.org",
    )
    assert f"/promises/{promise.token}/" in message.text


def test_owner_takes_done_back_and_nobody_is_asked(officer_client, promise):
    change(officer_client, promise, "done", evidence="It shines.")
    change(officer_client, promise, "reopen")

    assert (state(promise), Message.objects.get().status) == ("open", "withdrawn")


def test_owner_withdraws_and_the_leader_is_told(officer_client, promise):
    change(officer_client, promise, "withdraw", reason="No money.")

    message = Message.objects.get()
    assert (state(promise), message.kind) == ("withdrawn", "meetings.promise_withdrawn")
    assert "No money." in message.text


def test_leader_answers_signed_in(leader_client, leader, officer):
    promise = in_state(State.DONE, owner_user=officer, promised_to_leader=leader)

    change(leader_client, promise, "answer", answer="kept")

    assert state(promise) == "kept"
    assert list(Message.objects.values_list("kind", flat=True)) == ["meetings.promise_kept"]


MAY = {
    "done": {"officer"},
    "reopen": {"officer"},
    "withdraw": {"officer"},
    "answer": {"leader_user"},
}
DATA = {"evidence": "Done.", "reason": "Why.", "answer": "kept"}


@pytest.mark.parametrize("persona", ["officer", "leader_user", "coordinator", "administrator"])
@pytest.mark.parametrize("verb", MAY)
def test_only_the_one_whose_word_it_takes_may_say_it(request, promise, verb, persona):
    client = signed_in(request.getfixturevalue(persona))
    before = state(promise)

    response = change(client, promise, verb, **DATA)

    if persona in MAY[verb]:
        assert response.status_code in {302, 409}
    else:
        assert (response.status_code, state(promise)) == (403, before)


@pytest.mark.parametrize("verb", MAY)
def test_somebody_without_account_is_sent_to_sign_in(client, promise, verb):
    response = change(client, promise, verb, **DATA)

    assert response.headers["Location"].startswith("/accounts/login/")
    assert state(promise) == "open"


@pytest.mark.parametrize("verb", MAY)
def test_opening_an_address_that_changes_is_refused(officer_client, promise, verb):
    response = officer_client.get(reverse(f"meetings:commitment-{verb}", args=[promise.pk]))

    assert (response.status_code, state(promise)) == (405, "open")


@pytest.mark.parametrize(
    ("verb", "sentence"),
    [
        ("done", "Say in a sentence what was done."),
        ("withdraw", "Say in a sentence why it is withdrawn."),
    ],
)
def test_empty_words_are_asked_for(officer_client, promise, verb, sentence):
    response = change(officer_client, promise, verb)

    assert (response.status_code, sentence in response.text) == (422, True)


def test_step_that_does_not_fit_says_so(officer_client, officer, leader):
    promise = in_state(State.KEPT, owner_user=officer, promised_to_leader=leader)

    response = change(officer_client, promise, "done", evidence="Again.")

    assert (response.status_code, state(promise)) == (409, "kept")
    assert "This promise is “Kept” and cannot become “Done, to be confirmed”." in response.text


# Recording and correcting


def test_leader_is_found_first(officer_client, leader):
    page = officer_client.get("/commitments/new/?q=lena").text

    assert f'<a href="?leader={leader.pk}">Lena Leader</a>' in page


@pytest.mark.parametrize(
    ("direction", "owner", "promised_to"),
    [("department", "officer", "leader"), ("leader", "leader", "officer")],
)
def test_promise_is_recorded_outside_a_meeting(
    request, officer_client, officer, leader, area, direction, owner, promised_to
):
    data = {"direction": direction, "text": "Call", "officer": officer.pk, "due": "week"}

    response = officer_client.post(
        f"/commitments/new/?leader={leader.pk}", data | {"area": area.pk}
    )

    promise = Commitment.objects.get()
    assert response.headers["Location"] == promise.get_absolute_url()
    assert (promise.owner, promise.promised_to) == (
        request.getfixturevalue(owner),
        request.getfixturevalue(promised_to),
    )
    assert (promise.due_on, list(promise.areas.all()), promise.is_public) == (
        timezone.localdate() + timedelta(days=7),
        [area],
        False,
    )


@pytest.mark.parametrize(
    "data",
    [{}, {"direction": "department"}, {"direction": "x", "text": "Call"}, {"due_on": "2020-01-01"}],
)
def test_wrong_promise_is_not_recorded(officer_client, officer, leader, data):
    response = officer_client.post(
        f"/commitments/new/?leader={leader.pk}", {"officer": officer.pk} | data
    )

    assert (response.status_code, Commitment.objects.count()) == (422, 0)


@pytest.mark.parametrize("leader", ["0", "x", "9" * 30, "-1"])
def test_leader_who_does_not_exist_is_not_found(officer_client, leader):
    assert officer_client.get(f"/commitments/new/?leader={leader}").status_code == 404


def test_leader_records_nothing(leader_client):
    assert leader_client.get("/commitments/new/").status_code == 403


def test_slip_of_the_pen_is_corrected_on_the_first_day(officer_client, promise):
    day = timezone.localdate() + timedelta(days=3)
    change(officer_client, promise, "update", text="Fix both lights", due_on=day)

    promise.refresh_from_db()
    assert (promise.text, promise.due_on, promise.is_public) == ("Fix both lights", day, False)


def test_later_only_its_visibility_changes(officer_client, promise):
    Commitment.objects.update(created_at=timezone.now() - timedelta(hours=24))

    change(officer_client, promise, "update", text="Other", due_on="2040-01-01")

    promise.refresh_from_db()
    assert (promise.text, promise.is_public) == ("Fix the light", False)


def test_leader_of_the_promise_corrects_nothing(leader_client, promise):
    assert change(leader_client, promise, "update", text="Other").status_code == 403
    assert LeaderFactory._meta.model.objects.count() == 1
