"""Minutes: a draft for the department, published for those asked, mailed to those who came."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import Client
from django.utils import timezone

from meetings.actions.logging import Log, log_meeting
from meetings.actions.minutes import publish_minutes, withdraw_minutes
from meetings.errors import NothingToPublish
from meetings.models import Minutes
from outbox.models import Message
from tests.conftest import signed_in
from tests.factories.accounts import UserFactory
from tests.factories.leaders import LeaderFactory
from tests.factories.meetings import (
    CommitmentFactory,
    InvitationFactory,
    MeetingFactory,
    evening_in,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def meeting(area, officer):
    return MeetingFactory(title="Beat meeting", areas=[area], starts_at=evening_in(-1))


@pytest.fixture
def logged(meeting, officer, leader):
    """Lena Leader came, and something was said."""
    log = Log(leaders=[leader], minutes="The **light** is out.", others_count=3)
    return log_meeting(meeting=meeting, log=log, by=officer)


def page(meeting, query=""):
    return f"/meetings/{meeting.pk}/minutes/{query}"


def leader_with_account(**fields):
    return LeaderFactory(user=UserFactory(role="leader"), **fields)


# Who may read


READERS = ["anonymous", "stranger", "invited", "uninvited", "attended", "officer", "coordinator"]


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize("is_published", [True, False])
def test_minutes_exist_for(request, officer, logged, reader, is_published):
    invited, uninvited, attended = (leader_with_account() for _ in range(3))
    InvitationFactory(meeting=logged, leader=invited)
    InvitationFactory(meeting=logged, leader=uninvited, withdrawn_at=timezone.now())
    logged.attendances.create(leader=attended)
    if is_published:
        publish_minutes(meeting=logged, by=officer, is_mailed=False)
    leaders = {"invited": invited, "uninvited": uninvited, "attended": attended}
    if reader in leaders:
        user = leaders[reader].user
    else:
        user = AnonymousUser() if reader == "anonymous" else request.getfixturevalue(reader)

    may_read = {"officer", "coordinator"} | ({"invited", "attended"} if is_published else set())
    assert Minutes.objects.visible_to(user).exists() == (reader in may_read)


def test_published_is_told_from_draft(logged, officer):
    assert list(Minutes.objects.published()) == []

    publish_minutes(meeting=logged, by=officer)

    assert list(Minutes.objects.published()) == [logged.minutes]


# Publishing


def test_publishing_mails_those_who_came_in_their_language(logged, officer, leader):
    leader.preferred_language = "es"
    leader.save()
    logged.attendances.create(leader=LeaderFactory(name="Without address", email=""))
    InvitationFactory(meeting=logged, leader=LeaderFactory(name="Did not come"))

    count = publish_minutes(meeting=logged, by=officer)

    message = Message.objects.get()
    assert (count, message.kind, message.address, message.language) == (
        1,
        "meetings.minutes",
        "leader@example.org",
        "es",
    )
    assert "The **light** is out." in message.text
    assert "<strong>light</strong>" in message.html


def test_mail_holds_the_promises_and_a_link_for_ones_own(logged, officer, leader):
    own = CommitmentFactory(
        text="Fix it", meeting=logged, owner_user=officer, promised_to_leader=leader
    )
    other = CommitmentFactory(text="Call back", meeting=logged, owner_user=officer)
    CommitmentFactory(text="Elsewhere")

    publish_minutes(meeting=logged, by=officer)

    text = Message.objects.get().text
    assert [word in text for word in ("Fix it", "Call back", "Elsewhere")] == [True, True, False]
    assert [f"/promises/{p.token}/" in text for p in (own, other)] == [True, False]


def test_hostile_minutes_stay_text_in_the_mail(meeting, officer, leader):
    log = Log(leaders=[leader], minutes="<script>alert(1)</script> [x](javascript:alert(1))")
    log_meeting(meeting=meeting, log=log, by=officer)

    publish_minutes(meeting=meeting, by=officer)

    html = Message.objects.get().html
    assert ("<script" in html, 'href="javascript' in html) == (False, False)


def test_publishing_twice_writes_to_nobody_twice(logged, officer):
    counts = [publish_minutes(meeting=logged, by=officer) for _ in range(2)]

    assert (counts, Message.objects.count()) == ([1, 0], 1)


def test_new_revision_can_be_mailed_anew(logged, officer):
    publish_minutes(meeting=logged, by=officer)
    published_at = Minutes.objects.get().published_at
    log_meeting(meeting=logged, log=Log(minutes="The light is on.", revision=1), by=officer)

    count = publish_minutes(meeting=logged, by=officer)

    assert (count, Minutes.objects.get().published_at) == (1, published_at)


def test_publishing_can_stay_without_mail(logged, officer):
    assert publish_minutes(meeting=logged, by=officer, is_mailed=False) == 0
    assert Minutes.objects.get().published_at is not None


def test_mail_expires_when_it_is_old(logged, officer):
    publish_minutes(meeting=logged, by=officer)

    lasts = Message.objects.get().expires_at - timezone.now()
    assert timedelta(days=13) < lasts <= timedelta(days=14)


@pytest.mark.parametrize("text", [None, ""])
def test_nothing_is_not_published(meeting, officer, text):
    if text is not None:
        Minutes.objects.create(meeting=meeting, text=text)

    with pytest.raises(NothingToPublish) as refusal:
        publish_minutes(meeting=meeting, by=officer)

    assert refusal.value.code == "conflict"


def test_taking_minutes_back_stops_mail_that_waits(logged, officer):
    publish_minutes(meeting=logged, by=officer)

    withdraw_minutes(meeting=logged, by=officer)

    assert Minutes.objects.get().published_at is None
    assert Message.objects.get().status == "withdrawn"


def test_taking_back_what_was_never_published_changes_nothing(logged, meeting, officer):
    withdraw_minutes(meeting=logged, by=officer)
    withdraw_minutes(meeting=MeetingFactory(), by=officer)

    assert Minutes.objects.get().published_at is None


# The pages


def test_page_for_a_leader_counts_people_and_names_none(logged, officer):
    reader = leader_with_account()
    InvitationFactory(meeting=logged, leader=reader)
    CommitmentFactory(text="Fix it", meeting=logged, owner_user=officer)
    publish_minutes(meeting=logged, by=officer, is_mailed=False)

    text = signed_in(reader.user).get(page(logged)).text

    assert [word in text for word in ("<strong>light</strong>", "Fix it", "4 people")] == [True] * 3
    assert [word in text for word in ("Lena Leader", "Publish the minutes", "revision")] == [
        False
    ] * 3


def test_page_for_the_department_names_who_came(officer_client, logged):
    text = officer_client.get(page(logged)).text

    assert "4 people: Lena Leader, and 3 others" in text
    assert "Draft, seen by the department only" in text


@pytest.mark.parametrize("persona", ["anonymous", "stranger", "leader_user"])
def test_draft_does_not_exist_for_others(request, logged, persona):
    client = Client() if persona == "anonymous" else signed_in(request.getfixturevalue(persona))

    assert client.get(page(logged)).status_code == (302 if persona == "anonymous" else 404)


def test_button_publishes_and_mails(officer_client, logged):
    response = officer_client.post(page(logged, "publish/"), {"is_mailed": "on"}, follow=True)

    assert "The minutes are published and mailed to 1 person." in response.text
    assert Message.objects.count() == 1


def test_button_without_the_tick_mails_nobody(officer_client, logged):
    response = officer_client.post(page(logged, "publish/"), follow=True)

    assert "The minutes are published." in response.text
    assert Message.objects.count() == 0


def test_button_takes_them_back(officer_client, officer, logged):
    publish_minutes(meeting=logged, by=officer)

    response = officer_client.post(page(logged, "withdraw/"), follow=True)

    assert "The minutes are a draft again." in response.text


def test_publishing_nothing_leads_to_the_log_with_a_sentence(officer_client, meeting):
    response = officer_client.post(page(meeting, "publish/"), follow=True)

    assert "There are no minutes to publish yet." in response.text


@pytest.mark.parametrize("verb", ["publish", "withdraw"])
def test_leader_neither_publishes_nor_takes_back(leader_client, logged, verb):
    assert leader_client.post(page(logged, f"{verb}/")).status_code == 403
    assert Minutes.objects.get().published_at is None


@pytest.mark.parametrize("verb", ["publish", "withdraw"])
def test_opening_changes_nothing(officer_client, logged, verb):
    assert officer_client.get(page(logged, f"{verb}/")).status_code == 405


def test_earlier_revision_is_read_by_the_department(officer_client, officer, logged):
    log_meeting(meeting=logged, log=Log(minutes="Newer.", revision=1), by=officer)
    publish_minutes(meeting=logged, by=officer, is_mailed=False)

    text = officer_client.get(page(logged, "?revision=1")).text

    assert ("<strong>light</strong>" in text, "This is revision 1, by Omar Officer" in text) == (
        True,
        True,
    )
    assert text.count('href="?revision=') == 2


@pytest.mark.parametrize("revision", ["9", "x", "-1"])
def test_revision_that_never_was_is_not_found(officer_client, logged, revision):
    assert officer_client.get(page(logged, f"?revision={revision}")).status_code == 404


def test_leader_does_not_read_earlier_revisions(logged, officer):
    reader = leader_with_account()
    InvitationFactory(meeting=logged, leader=reader)
    log_meeting(meeting=logged, log=Log(minutes="Newer.", revision=1), by=officer)
    publish_minutes(meeting=logged, by=officer, is_mailed=False)

    text = signed_in(reader.user).get(page(logged, "?revision=1")).text

    assert ("Newer." in text, "light" in text) == (True, False)


def test_saved_page_offers_to_share_the_minutes(officer_client, logged):
    text = officer_client.get(f"/meetings/{logged.pk}/logged/").text

    for words in ("4 people came.", "Publish the minutes", "to the 1 leader who came"):
        assert words in text


@pytest.mark.parametrize(("persona", "is_shown"), [("officer", True), ("leader_user", False)])
def test_meeting_page_shows_minutes_to_those_who_may_read(request, logged, persona, is_shown):
    client = signed_in(request.getfixturevalue(persona))

    assert ("<strong>light</strong>" in client.get(logged.get_absolute_url()).text) == is_shown


@pytest.mark.parametrize("count", [1, 3])
def test_page_asks_the_database_as_often_for_many(
    officer_client, officer, logged, count, django_assert_num_queries
):
    for _ in range(count):
        CommitmentFactory(meeting=logged)
        logged.attendances.create(leader=LeaderFactory())
        logged.attendances.create(user=UserFactory(role="officer"))

    with django_assert_num_queries(8):
        officer_client.get(page(logged))
