"""Each persona's own page: what waits for them, and nothing that is not theirs."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from leaders.models import LeadershipRole, Sector
from tests.factories.concerns import ConcernFactory
from tests.factories.leaders import (
    AffiliationFactory,
    AreaFactory,
    LeaderFactory,
    OrganizationFactory,
)
from tests.factories.meetings import (
    CommitmentFactory,
    InvitationFactory,
    MeetingFactory,
    evening_in,
)
from tests.factories.outbox import MessageFactory

pytestmark = pytest.mark.django_db

YESTERDAY = timedelta(days=1)


def kept_promise(area, **fields):
    commitment = CommitmentFactory.build(state="kept", closed_at=timezone.now(), **fields)
    commitment.owner_user.save()
    commitment.promised_to_leader.save()
    commitment.confirmed_by_leader = commitment.promised_to_leader
    commitment.save()
    commitment.areas.add(area)
    return commitment


def test_public_start_shows_public_meetings_only(client, area):
    shown = MeetingFactory(areas=[area])
    MeetingFactory(areas=[area], is_public=False)
    MeetingFactory(areas=[area], status="draft")
    MeetingFactory(areas=[area], starts_at=evening_in(-3))

    page = client.get("/").context["page"]

    assert list(page.meetings) == [shown]


def test_public_start_shows_kept_promises_without_names(client, area):
    promise = kept_promise(area, text="Repair the lamp")

    text = client.get("/").content.decode()

    assert "Repair the lamp" in text
    assert promise.promised_to_leader.name not in text


def test_public_start_hides_promises_that_are_not_public(client, area):
    kept_promise(area, text="A confidential matter", is_public=False)

    assert list(client.get("/").context["page"].kept) == []


def test_leader_start_shows_what_waits(leader_client, leader):
    invitation = InvitationFactory(leader=leader, sent_at=timezone.now())
    InvitationFactory(sent_at=timezone.now())
    done = CommitmentFactory(promised_to_leader=leader, state="done", done_at=timezone.now())
    CommitmentFactory(state="done", done_at=timezone.now())

    page = leader_client.get("/").context["page"]

    assert list(page.to_answer) == [invitation]
    assert list(page.to_confirm) == [done]


def test_leader_start_of_a_leader_without_record_opens(stranger_client):
    response = stranger_client.get("/")

    assert response.context["page"].leader is None


def test_officer_start_leads_to_the_meetings_to_log(officer_client, officer, area):
    held = MeetingFactory(areas=[area], starts_at=evening_in(-1))
    hosted = MeetingFactory(host=officer, starts_at=evening_in(-2))
    MeetingFactory(starts_at=evening_in(-1))

    page = officer_client.get("/").context["page"]

    assert list(page.to_log) == [held, hosted]


def test_officer_start_shows_own_promises_by_due_date(officer_client, officer):
    later = CommitmentFactory(owner_user=officer, due_on=timezone.localdate() + timedelta(days=9))
    sooner = CommitmentFactory(owner_user=officer, due_on=timezone.localdate() + YESTERDAY)
    CommitmentFactory()

    assert list(officer_client.get("/").context["page"].promises) == [sooner, later]


def test_officer_start_names_whom_to_call(officer_client, officer):
    long_ago = timezone.now() - timedelta(days=40)
    silent = LeaderFactory(liaison_officer=officer, contact_cadence_days=30, created_at=long_ago)
    LeaderFactory(liaison_officer=officer, contact_cadence_days=90, created_at=long_ago)
    LeaderFactory(liaison_officer=officer)

    assert list(officer_client.get("/").context["page"].to_call) == [silent]


def test_coordinator_start_counts_what_is_late(coordinator_client):
    MeetingFactory(starts_at=evening_in(-1))
    CommitmentFactory(due_on=timezone.localdate() - YESTERDAY)
    MessageFactory(status="failed")
    MessageFactory(status="failed", created_at=timezone.now() - timedelta(days=60))

    late = coordinator_client.get("/").context["page"].late

    assert (late.meetings, late.promises, late.mail) == (1, 1, 1)


def test_one_late_promise_is_not_said_in_the_plural(coordinator_client):
    CommitmentFactory(due_on=timezone.localdate() - timedelta(days=3))

    page = coordinator_client.get("/").content.decode()

    assert ("promise overdue" in page, "promises overdue" in page) == (True, False)


def test_coordinator_start_says_when_nothing_is_late(coordinator_client):
    assert "Nothing is late" in coordinator_client.get("/").content.decode()


def test_coordinator_start_names_the_sectors_an_area_lacks(coordinator_client):
    area = AreaFactory(name="Thin Area")
    pastor = LeaderFactory(areas=[area], leadership_roles=[LeadershipRole.ADVOCACY])
    AffiliationFactory(leader=pastor, organization=OrganizationFactory(sector=Sector.FAITH))
    gone = LeaderFactory(areas=[area], is_active=False)
    AffiliationFactory(leader=gone, organization=OrganizationFactory(sector=Sector.SCHOOL))

    (thin,) = coordinator_client.get("/").context["page"].thin

    assert thin.missing == [
        "Business",
        "School",
        "Tenants and homeowners",
        "Neighborhood association",
    ]


@pytest.mark.parametrize("rows", [1, 3])
@pytest.mark.parametrize(
    ("persona", "queries"),
    [("client", 4), ("leader_client", 8), ("officer_client", 9), ("coordinator_client", 11)],
    ids=["public", "leader", "officer", "coordinator"],
)
def test_start_takes_the_same_queries_for_any_number_of_rows(
    request, persona, queries, rows, area, leader, officer, django_assert_num_queries
):
    for _ in range(rows):
        MeetingFactory(areas=[area], host=officer)
        MeetingFactory(areas=[area], host=officer, starts_at=evening_in(-1))
        InvitationFactory(leader=leader, sent_at=timezone.now())
        kept_promise(area)
        CommitmentFactory(owner_user=officer, areas=[area])
        ConcernFactory(owner=officer, area=area, reporter=leader)
        CommitmentFactory(promised_to_leader=leader, state="done", done_at=timezone.now())
    browser = request.getfixturevalue(persona)

    with django_assert_num_queries(queries):
        browser.get("/")


def test_officer_sees_own_concerns_that_wait_for_a_word(officer_client, officer):
    now = timezone.now()
    for subject, fields in {
        "due": {},
        "late": {"raised_at": now - 4 * YESTERDAY},
        "written again": {"answered": True, "unread_since": now},
        "answered": {"answered": True},
        "closed": {"closed": True},
    }.items():
        ConcernFactory(subject=subject, owner=officer, **fields)
    ConcernFactory(subject="somebody else's")

    page = officer_client.get("/").context["page"]

    assert [c.subject for c in page.concerns] == ["late", "due", "written again"]
    assert page.has_more_concerns is False


def test_coordinator_sees_what_is_late_among_concerns(coordinator_client, officer):
    now = timezone.now()
    ConcernFactory(raised_at=now - 4 * YESTERDAY, owner=officer)
    ConcernFactory.create_batch(2)
    ConcernFactory(closed=True, unread_since=now, owner=officer)

    late = coordinator_client.get("/").context["page"].late

    assert (late.answers, late.without_owner, late.unread) == (1, 2, 1)


def test_leader_sees_own_open_concerns_only(leader_client, leader):
    own = ConcernFactory(subject="Own", reporter=leader)
    ConcernFactory(subject="Closed", reporter=leader, closed=True)
    ConcernFactory(subject="Another's", reporter={"name": "Rosa"})

    assert list(leader_client.get("/").context["page"].concerns) == [own]
