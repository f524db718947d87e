"""Which concerns exist for whom, and how they are asked for."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.models import Role
from concerns.models import Concern, IdentityLook, Photo, Reporter, Support, Update
from tests.factories.accounts import UserFactory
from tests.factories.concerns import (
    ConcernFactory,
    IdentityLookFactory,
    PhotoFactory,
    SupportFactory,
    UpdateFactory,
)
from tests.factories.leaders import LeaderFactory

PERSONAS = [
    "nobody",
    "stranger",
    "leader_user",
    "elsewhere",
    "officer",
    "coordinator",
    "administrator",
]
ALL = {"own", "own confidential", "supported", "published", "answered", "other", "anonymous"}
EXPECTED = {
    "nobody": {"published"},
    "stranger": {"published"},
    "leader_user": {"own", "own confidential", "supported", "published"},
    "elsewhere": ALL,
    "officer": ALL,
    "coordinator": ALL,
    "administrator": ALL,
}


@pytest.fixture
def concerns(leader):
    made = {
        "own": ConcernFactory(reporter=leader),
        "own confidential": ConcernFactory(confidentiality="confidential", reporter=leader),
        "supported": ConcernFactory(closed=True, publication_allowed=True),
        "published": ConcernFactory(published=True),
        "answered": ConcernFactory(closed=True, publication_allowed=True),
        "other": ConcernFactory(reporter=LeaderFactory()),
        "anonymous": ConcernFactory(anonymous=True),
    }
    SupportFactory(concern=made["supported"], leader=leader)
    return made


@pytest.mark.parametrize("name", PERSONAS)
def test_visible(request, concerns, name):
    visible = set(Concern.objects.visible_to(request.getfixturevalue(name)))

    assert {key for key, concern in concerns.items() if concern in visible} == EXPECTED[name]


def test_account_that_ended_sees_what_everybody_sees(concerns):
    left = UserFactory(role=Role.COORDINATOR, is_active=False)

    assert set(Concern.objects.visible_to(left)) == {concerns["published"]}


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("nobody", set()),
        ("stranger", set()),
        ("leader_user", {"open", "confidential"}),
        ("officer", {"open", "other"}),
        ("coordinator", {"open", "other"}),
    ],
)
def test_identity_in_a_list_is_one_of_open_concerns_or_ones_own(
    request, open_concern, confidential, name, expected
):
    made = {
        "open": open_concern.reporter,
        "confidential": confidential.reporter,
        "other": ConcernFactory(reporter=LeaderFactory()).reporter,
        "other confidential": ConcernFactory(
            confidentiality="confidential", reporter=LeaderFactory()
        ).reporter,
    }
    visible = set(Reporter.objects.visible_to(request.getfixturevalue(name)))

    assert {key for key, reporter in made.items() if reporter in visible} == expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("nobody", set()),
        ("stranger", set()),
        ("leader_user", {"reply", "message", "closed"}),
        ("officer", {"reply", "message", "closed", "note", "assigned", "other"}),
    ],
)
def test_thread_is_visible(request, open_concern, name, expected):
    made = {
        "reply": UpdateFactory(concern=open_concern),
        "message": UpdateFactory(concern=open_concern, kind="message", by=None),
        "closed": UpdateFactory(concern=open_concern, kind="event", event="closed"),
        "note": UpdateFactory(concern=open_concern, kind="note"),
        "assigned": UpdateFactory(concern=open_concern, kind="event", event="assigned"),
        "other": UpdateFactory(),
    }
    visible = set(Update.objects.visible_to(request.getfixturevalue(name)))

    assert {key for key, update in made.items() if update in visible} == expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [("nobody", 0), ("stranger", 0), ("leader_user", 1), ("officer", 2), ("coordinator", 2)],
)
def test_photos_are_visible(request, confidential, name, expected):
    PhotoFactory(concern=confidential)
    PhotoFactory(concern=ConcernFactory(published=True))

    assert Photo.objects.visible_to(request.getfixturevalue(name)).count() == expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [("nobody", 0), ("stranger", 0), ("leader_user", 1), ("officer", 2)],
)
def test_support_is_visible(request, leader, name, expected):
    SupportFactory(leader=leader)
    SupportFactory()

    assert Support.objects.visible_to(request.getfixturevalue(name)).count() == expected


@pytest.mark.parametrize(
    ("name", "expected"), [("nobody", 0), ("leader_user", 0), ("officer", 1), ("coordinator", 2)]
)
def test_looks_are_visible(request, officer, name, expected):
    IdentityLookFactory(by=officer)
    IdentityLookFactory()

    assert IdentityLook.objects.visible_to(request.getfixturevalue(name)).count() == expected


def test_overdue_is_what_owes_an_answer_too_long(db):
    long_ago = timezone.now() - timedelta(days=5)
    late = ConcernFactory(raised_at=long_ago)
    ConcernFactory(raised_at=long_ago, answered=True)
    ConcernFactory(raised_at=long_ago, waiting=True)
    ConcernFactory(raised_at=long_ago, closed=True)
    ConcernFactory()

    assert list(Concern.objects.overdue()) == [late]


def test_overdue_is_the_same_for_a_row(db):
    long_ago = timezone.now() - timedelta(days=5)
    made = [
        ConcernFactory(raised_at=long_ago),
        ConcernFactory(raised_at=long_ago, waiting=True),
        ConcernFactory(),
    ]

    assert {concern for concern in made if concern.is_overdue()} == set(Concern.objects.overdue())


def test_in_time_is_counted_from_the_first_answer(db):
    in_time = ConcernFactory(answered=True)
    raised = timezone.now() - timedelta(days=9)
    ConcernFactory(raised_at=raised, answered=True, first_answered_at=raised + timedelta(hours=73))

    assert list(Concern.objects.answered_in_time()) == [in_time]


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("lamp", True),
        ("LAMPS out", True),
        ("lamps police", False),
        ("c-2020-77", True),
        ("C-2021", False),
        ("Élm", True),
        ("مصابيح", True),
        ("路灯", True),
        ("路灯坏", True),
        ("汽车", False),
        ("灯路", False),
        ("路灯坏了。", True),
        ("'; DROP", False),
        ("it's", True),
        ("' & | ! :*", True),
        ("\x00lamp", True),
    ],
)
def test_search(db, typed, found):
    ConcernFactory(
        reference="C-2020-7700",
        subject="Two lamps are out, it's dark",
        text="مصابيح الشارع لا تعمل. 街上的路灯坏了。",
        place="Élm Street",
    )

    assert Concern.objects.search(typed).exists() == found


def test_search_does_not_ask_by_whom(open_concern):
    assert not Concern.objects.search("Lena").exists()


def test_of_an_address_are_those_raised_from_it(open_concern):
    ConcernFactory(reporter={"email": "other@example.org"})

    assert list(Concern.objects.raised_from(" Leader@Example.org ")) == [open_concern]


def test_of_no_address_is_nothing(db):
    ConcernFactory(reporter={"email": ""})

    assert not Concern.objects.raised_from("").exists()


def test_support_is_counted(db):
    concern = ConcernFactory(published=True)
    for _ in range(3):
        SupportFactory(concern=concern)

    assert Concern.objects.with_support_count().get().support_count == 3


@pytest.mark.parametrize("count", [1, 3])
def test_list_takes_one_query(area, officer, django_assert_num_queries, count):
    for _ in range(count):
        ConcernFactory(area=area, owner=officer)

    with django_assert_num_queries(1):
        for concern in Concern.objects.visible_to(officer).for_list().with_support_count():
            str(concern), concern.category.label, str(concern.area), str(concern.owner)
