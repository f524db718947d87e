"""Which rows exist for whom, and how they are found."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from accounts.models import Role, SignUpInvitation, User
from tests.factories.accounts import SignUpInvitationFactory, UserFactory


@pytest.fixture
def everybody(leader_user, stranger, officer, coordinator, administrator):
    UserFactory(name="Fay Former", role=Role.OFFICER, is_active=False)


@pytest.mark.parametrize(
    ("who", "names"),
    [
        ("leader", ["Lena Leader"]),
        (
            "officer",
            ["Ada Administrator", "Casey Coordinator", "Fay Former", "Omar Officer"],
        ),
        (
            "coordinator",
            [
                "Ada Administrator",
                "Casey Coordinator",
                "Fay Former",
                "Lena Leader",
                "Omar Officer",
                "Sam Stranger",
            ],
        ),
    ],
)
def test_users_visible_to_a_role(everybody, who, names):
    visible = User.objects.visible_to(User.objects.get(email=f"{who}@example.org"))

    assert [user.name for user in visible] == names


@pytest.mark.parametrize("model", [User, SignUpInvitation])
def test_nothing_is_visible_without_the_right_to_sign_in(model, everybody):
    SignUpInvitationFactory()
    former = User(role=Role.ADMINISTRATOR, is_active=False)

    assert not model.objects.visible_to(AnonymousUser()).exists()
    assert not model.objects.visible_to(former).exists()


def test_invitations_are_visible_to_those_who_coordinate(everybody):
    SignUpInvitationFactory()
    seen = [
        user.role for user in User.objects.active() if SignUpInvitation.objects.visible_to(user)
    ]

    assert sorted(seen) == ["administrator", "coordinator"]


def test_police_are_those_who_still_work_for_the_department(everybody):
    names = [user.name for user in User.objects.police()]

    assert names == ["Ada Administrator", "Casey Coordinator", "Omar Officer"]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("omar", ["Omar Officer"]),
        ("EXAMPLE.ORG lena", ["Lena Leader"]),
        ("sergeant", ["Omar Officer"]),
        ("omar lena", []),
    ],
)
def test_search_wants_every_word(text, names, everybody):
    User.objects.filter(name="Omar Officer").update(job_title="Sergeant")

    assert [user.name for user in User.objects.active().search(text)] == names


def test_users_with_a_role(everybody):
    assert [user.name for user in User.objects.active().with_role("coordinator")] == [
        "Casey Coordinator"
    ]


def test_open_invitations_are_neither_used_nor_withdrawn_nor_too_old(db):
    now = timezone.now()
    open_one = SignUpInvitationFactory()
    SignUpInvitationFactory(accepted_at=now)
    SignUpInvitationFactory(withdrawn_at=now)
    late = SignUpInvitationFactory(expires_at=now - timedelta(seconds=1))

    assert list(SignUpInvitation.objects.open()) == [open_one]
    assert list(SignUpInvitation.objects.waiting().order_by("pk")) == [open_one, late]


def test_user_is_found_by_email_in_any_case(coordinator):
    assert User.objects.get_by_natural_key("Coordinator@Example.ORG") == coordinator
