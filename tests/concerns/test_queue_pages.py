"""The queue: what waits, found by filters in the address, and given to somebody in one go."""

from __future__ import annotations

import csv
import io
import re
from datetime import timedelta

import pytest
from django.utils import timezone

from concerns import listing
from concerns.models import Concern, SavedView
from tests.factories.accounts import UserFactory
from tests.factories.concerns import CategoryFactory, ConcernFactory, SavedViewFactory
from tests.factories.leaders import AreaFactory

pytestmark = pytest.mark.django_db
LIST = "/concerns/"


def listed(response):
    return re.findall(r'<a href="/concerns/\d+/" dir="auto">([^<]+)</a>', response.text)


def tabs(response):
    found = re.findall(r'class="tabs__link"[^>]*>([^<]+)</a>', response.text)
    return [label.strip() for label in found]


def ago(**span):
    return timezone.now() - timedelta(**span)


def test_queue_shows_the_most_pressing_deadline_first(officer_client):
    ConcernFactory(subject="answered long ago", raised_at=ago(days=30), answered=True)
    ConcernFactory(subject="due later", raised_at=ago(hours=2))
    ConcernFactory(subject="overdue", raised_at=ago(days=4))
    ConcernFactory(subject="closed", closed=True)

    assert listed(officer_client.get(LIST)) == ["overdue", "due later", "answered long ago"]


@pytest.fixture
def variety(area, officer):
    """Seven concerns, each found by something of its own."""
    ConcernFactory(subject="mine", owner=officer, area=area, category__key="noise")
    ConcernFactory(subject="taken", owner=UserFactory(role="officer", name="Tess Taker"))
    ConcernFactory(subject="late", raised_at=ago(days=4))
    ConcernFactory(subject="today", raised_at=ago(hours=2), due_at=timezone.now())
    Concern.objects.filter(subject="today").update(due_at=_tonight())
    ConcernFactory(subject="again", answered=True, unread_since=timezone.now())
    ConcernFactory(subject="paused", waiting=True, area=AreaFactory(code="far"))
    ConcernFactory(subject="hidden", anonymous=True, urgency="urgent", place="Elm Street")
    ConcernFactory(subject="done", closed=True)


def _tonight():
    local = timezone.localtime()
    return local.replace(hour=23, minute=59, second=0, microsecond=0)


FILTERS = {
    "nothing": ("", ["again", "hidden", "late", "mine", "paused", "taken", "today"]),
    "words": ("q=elm", ["hidden"]),
    "me": ("owner=me", ["mine"]),
    "nobody": ("owner=nobody", ["again", "hidden", "late", "paused", "today"]),
    "area": ("area=north", ["mine"]),
    "no area": ("area=none", ["again", "hidden", "late", "taken", "today"]),
    "category": ("category=noise", ["mine"]),
    "mode": ("confidentiality=anonymous", ["hidden"]),
    "urgency": ("urgency=urgent", ["hidden"]),
    "overdue": ("overdue=on", ["late"]),
    "today": ("today=on", ["today"]),
    "unread": ("unread=on", ["again"]),
    "state": ("state=closed", ["done"]),
    "tab mine": ("show=mine", ["mine"]),
    "tab without owner": ("show=nobody", ["again", "hidden", "late", "paused", "today"]),
    "tab overdue": ("show=overdue", ["late"]),
    "tab unread": ("show=unread", ["again"]),
    "tab paused": ("show=waiting", ["paused"]),
    "tab closed": ("show=closed", ["done"]),
    "all": (
        "show=all",
        ["again", "done", "hidden", "late", "mine", "paused", "taken", "today"],
    ),
    "two filters": ("owner=me&area=north", ["mine"]),
    "two that do not meet": ("owner=me&area=far", []),
    "a tab nobody knows": ("show=x&q=elm", ["hidden"]),
    "an owner nobody knows": ("owner=999999&q=elm", ["hidden"]),
    "nonsense": ("area=nowhere&state=x&unread=&q=elm", ["hidden"]),
    "a page too far": ("page=99&q=elm", ["hidden"]),
    "a sort nobody knows": ("sort=receipt_hash&q=elm", ["hidden"]),
}


@pytest.mark.parametrize("case", FILTERS)
def test_queue_is_filtered_by_the_address(officer_client, variety, case):
    query, expected = FILTERS[case]

    assert sorted(listed(officer_client.get(f"{LIST}?{query}"))) == expected


def test_owner_is_chosen_by_name(officer_client, variety):
    tess = Concern.objects.get(subject="taken").owner

    assert listed(officer_client.get(f"{LIST}?owner={tess.pk}")) == ["taken"]


def test_queue_sorts_by_a_column(officer_client):
    for subject in ("b", "a", "c"):
        ConcernFactory(subject=subject)

    assert listed(officer_client.get(f"{LIST}?sort=-subject")) == ["c", "b", "a"]


def test_tabs_count_what_waits_within_the_filters(officer_client, variety):
    assert tabs(officer_client.get(LIST)) == [
        "Open (7)",
        "Mine (1)",
        "Without owner (5)",
        "Overdue (1)",
        "They wrote again (1)",
        "Paused (1)",
        "Closed",
        "All",
    ]
    assert tabs(officer_client.get(f"{LIST}?area=north"))[:3] == [
        "Open (1)",
        "Mine (1)",
        "Without owner (0)",
    ]


def test_queue_has_pages_that_keep_the_filters(officer_client):
    ConcernFactory.create_batch(26, text="A lamp")

    page = officer_client.get(f"{LIST}?q=lamp")

    assert (len(listed(page)), 'href="?q=lamp&amp;page=2"' in page.text) == (25, True)


def test_queue_for_htmx_is_only_the_results(officer_client, variety):
    page = officer_client.get(f"{LIST}?q=elm", headers={"HX-Request": "true"})

    assert (listed(page), "<html" in page.text) == (["hidden"], False)


@pytest.mark.parametrize(
    ("query", "words"), [("", "Nothing waits here"), ("?q=x", "No concern fits")]
)
def test_empty_queue_says_what_to_do(officer_client, query, words):
    assert words in officer_client.get(LIST + query).text


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize("persona", ["officer", "coordinator"])
def test_queue_asks_the_database_as_often_for_many(
    request, persona, area, count, django_assert_num_queries
):
    for _ in range(count):
        ConcernFactory(area=area, owner=UserFactory(role="officer"))
    client = request.getfixturevalue(f"{persona}_client")

    with django_assert_num_queries({"officer": 9, "coordinator": 10}[persona]):
        client.get(f"{LIST}?area=north&q=lamps")


ACCESS = {"client": 302, "leader_client": 403, "officer_client": 200, "coordinator_client": 200}


@pytest.mark.parametrize("persona", ACCESS)
def test_queue_is_for_the_department(request, persona, db):
    assert request.getfixturevalue(persona).get(LIST).status_code == ACCESS[persona]


def test_queue_names_nobody_who_raised_a_concern(coordinator_client, open_concern, confidential):
    page = coordinator_client.get(LIST)

    assert len(listed(page)) == 2
    assert "Lena" not in page.text
    assert listed(coordinator_client.get(f"{LIST}?q=Lena")) == []


# Bulk assignment


def give(client, owner, *concerns, query=""):
    data = {"concerns": [concern.pk for concern in concerns], "owner": getattr(owner, "pk", "")}
    return client.post(LIST + query, data)


def test_ticked_concerns_go_to_somebody_and_the_filters_stay(coordinator_client, officer):
    concerns = ConcernFactory.create_batch(3)

    answer = give(coordinator_client, officer, *concerns[:2], query="?q=lamps&page=1")

    assert answer.url == "/concerns/?q=lamps&page=1"
    assert [c.owner for c in Concern.objects.order_by("pk")] == [officer, officer, None]


def test_without_an_owner_nothing_changes_and_the_ticks_stay(coordinator_client):
    concern = ConcernFactory()

    page = give(coordinator_client, None, concern)

    assert page.status_code == 422
    assert "Choose somebody who works for the department." in page.text
    assert f'value="{concern.pk}" id="tick-{concern.pk}" checked' in page.text


@pytest.mark.parametrize("ticked", [[], ["x"], ["0"], [str(2**70)]])
def test_bad_ticks_get_a_sentence(coordinator_client, officer, ticked):
    ConcernFactory()

    page = coordinator_client.post(LIST, {"concerns": ticked, "owner": officer.pk})

    assert (page.status_code, "usa-alert--error" in page.text) == (422, True)


def test_leader_cannot_be_made_an_owner(coordinator_client, leader_user):
    concern = ConcernFactory()

    assert give(coordinator_client, leader_user, concern).status_code == 422
    assert Concern.objects.get().owner is None


def test_officer_may_not_give_many(officer_client, officer):
    concern = ConcernFactory()

    assert give(officer_client, officer, concern).status_code == 403
    assert "Tick" not in officer_client.get(LIST).text


# Views


def test_filters_are_kept_under_a_name(officer_client, officer):
    answer = officer_client.post(
        "/concerns/views/", {"name": "My north", "query": "page=3&owner=me&q=&area=north"}
    )

    view = SavedView.objects.get()
    assert (view.user, view.name, view.query) == (officer, "My north", "area=north&owner=me")
    assert answer.url == "/concerns/?area=north&owner=me"
    assert 'aria-current="page">My north</a>' in officer_client.get(answer.url).text


def test_view_of_the_same_name_takes_the_new_filters(officer_client, officer):
    SavedViewFactory(user=officer, name="Mine", query="q=old")

    officer_client.post("/concerns/views/", {"name": "Mine", "query": "q=new"})

    assert [view.query for view in SavedView.objects.all()] == ["q=new"]


@pytest.mark.parametrize("name", ["", " ", "x" * 81])
def test_view_without_a_name_is_asked_for_one(officer_client, name):
    page = officer_client.post("/concerns/views/", {"name": name, "query": "q=x"})

    assert (page.status_code, SavedView.objects.count()) == (422, 0)
    assert 'name="query" value="q=x"' in page.text


def test_view_is_deleted_by_its_owner_only(officer_client, officer):
    own, other = SavedViewFactory(user=officer), SavedViewFactory()

    assert officer_client.post(f"/concerns/views/{other.pk}/delete/").status_code == 404
    assert officer_client.post(f"/concerns/views/{own.pk}/delete/").status_code == 302
    assert list(SavedView.objects.all()) == [other]


# Export


def exported(client, query=""):
    response = client.get(f"/concerns/export/{query}")
    text = b"".join(response.streaming_content).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text)))


def test_export_holds_what_the_filters_show(coordinator_client, variety):
    rows = exported(coordinator_client, "?state=closed")

    assert [(row["Subject"], row["Outcome"]) for row in rows] == [("done", "Resolved")]


def test_export_never_says_who(coordinator_client, open_concern, confidential, anonymous):
    rows = exported(coordinator_client)

    assert len(rows) == 3
    assert "Lena" not in str(rows)
    assert "leader@example.org" not in str(rows)


def test_export_is_safe_to_open(coordinator_client):
    ConcernFactory(subject='=HYPERLINK("http://x")', text="+1", place="@x")

    (row,) = exported(coordinator_client)

    assert (row["Subject"], row["Text"], row["Where"]) == ('\'=HYPERLINK("http://x")', "'+1", "'@x")


@pytest.mark.parametrize("count", [1, 3])
def test_export_asks_the_database_as_often_for_many(
    coordinator_client, area, count, django_assert_num_queries
):
    for _ in range(count):
        ConcernFactory(area=area, category=CategoryFactory(), owner=UserFactory(role="officer"))

    with django_assert_num_queries(3):
        assert len(exported(coordinator_client)) == count


@pytest.mark.parametrize(("persona", "status"), [("officer", 403), ("leader", 403)])
def test_export_is_for_coordinators(request, persona, status):
    client = request.getfixturevalue(f"{persona}_client")

    assert client.get("/concerns/export/").status_code == status


def test_more_than_anybody_reads_is_not_counted(officer_client, monkeypatch):
    monkeypatch.setattr(listing, "MOST_COUNTED", 2)
    ConcernFactory.create_batch(4)
    page = officer_client.get("/concerns/", {"page": "9"})

    assert [each.words for each in page.context["divisions"][:3]] == ["2+", "0", "2+"]
    assert (page.context["page"].paginator.words, len(page.context["page"].object_list)) == (
        "2+",
        2,
    )


def test_the_past_is_counted_for_who_looks_at_it(officer_client):
    ConcernFactory(closed=True)
    past = [
        [each.count for each in officer_client.get(address).context["divisions"][-2:]]
        for address in ("/concerns/", "/concerns/?show=closed", "/concerns/?show=all")
    ]

    assert past == [[None, None], [1, None], [None, 1]]
