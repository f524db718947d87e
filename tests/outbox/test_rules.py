from __future__ import annotations

import pytest
from django.contrib.auth.models import AnonymousUser

from outbox.models import Message, Suppression
from tests.factories.outbox import MessageFactory, SuppressionFactory

pytestmark = pytest.mark.django_db
EVERYBODY = {"administrator", "coordinator", "officer", "leader_user", "stranger"}
COORDINATING = {"administrator", "coordinator"}


@pytest.fixture
def people(administrator, coordinator, officer, leader_user, stranger):
    return {
        "administrator": administrator,
        "coordinator": coordinator,
        "officer": officer,
        "leader_user": leader_user,
        "stranger": stranger,
        "nobody": AnonymousUser(),
    }


def allowed(people, permission, thing=None):
    return {name for name, person in people.items() if person.has_perm(permission, thing)}


@pytest.mark.parametrize(
    ("permission", "who", "who_in_demo"),
    [
        ("outbox.view_messages", COORDINATING, EVERYBODY),
        ("outbox.explain", COORDINATING, COORDINATING),
        ("outbox.send_again", COORDINATING, COORDINATING),
        ("outbox.lift_suppression", COORDINATING, COORDINATING),
    ],
)
def test_permission(people, settings, permission, who, who_in_demo):
    assert allowed(people, permission) == who
    settings.DEMO = True
    assert allowed(people, permission) == who_in_demo


@pytest.mark.parametrize(
    ("kind", "who", "who_in_demo"),
    [
        ("meetings.invitation", COORDINATING, EVERYBODY),
        ("accounts.password_reset", set(), EVERYBODY),
    ],
)
def test_content_may_be_read(people, settings, kind, who, who_in_demo):
    message = MessageFactory(kind=kind)

    assert allowed(people, "outbox.read_content", message) == who
    settings.DEMO = True
    assert allowed(people, "outbox.read_content", message) == who_in_demo


def test_nobody_who_may_not_sign_in_any_more_is_allowed_anything(coordinator):
    coordinator.is_active = False

    assert not coordinator.has_perm("outbox.view_messages")
    assert not Message.objects.visible_to(coordinator).exists()


def seen(people, model):
    return {name: model.objects.visible_to(person).count() for name, person in people.items()}


def test_messages_visible_to(people, settings):
    MessageFactory(address="Officer@example.org")
    MessageFactory(address="leader@example.org")
    MessageFactory(address="", status=Message.Status.UNREACHABLE)

    outside = {"administrator": 3, "coordinator": 3, "stranger": 0, "nobody": 0}
    assert seen(people, Message) == {**outside, "officer": 0, "leader_user": 0}
    settings.DEMO = True
    assert seen(people, Message) == {**outside, "officer": 1, "leader_user": 1}


def test_suppressions_visible_to(people):
    SuppressionFactory(address="leader@example.org")

    assert {name for name, count in seen(people, Suppression).items() if count} == COORDINATING
