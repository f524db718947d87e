from __future__ import annotations

import pytest

from outbox.models import Message
from tests.factories.outbox import MessageFactory, SuppressionFactory

MESSAGES = "/api/v1/messages/"
WHY = f"{MESSAGES}why/"
Status = Message.Status


@pytest.mark.parametrize("path", [MESSAGES, WHY])
@pytest.mark.parametrize(
    ("browser", "status"),
    [
        ("coordinator_client", 200),
        ("administrator_client", 200),
        ("officer_client", 403),
        ("leader_client", 403),
        ("client", 403),
    ],
)
def test_api_is_for_those_who_coordinate(request, db, browser, status, path):
    response = request.getfixturevalue(browser).get(path, {"address": "ana@example.org"})

    assert response.status_code == status


def test_list_holds_no_content(coordinator_client):
    message = MessageFactory(address="ana@example.org", text="What it says")

    answer = coordinator_client.get(MESSAGES).json()

    assert [row["id"] for row in answer["results"]] == [message.pk]
    assert not {"text", "html", "calendar"} & answer["results"][0].keys()


@pytest.mark.parametrize("number", [1, 3])
def test_list_takes_four_queries(coordinator_client, django_assert_num_queries, number):
    MessageFactory.create_batch(number)

    with django_assert_num_queries(4):
        coordinator_client.get(MESSAGES)


def test_list_filters_as_the_page_does(coordinator_client):
    wanted = MessageFactory(status=Status.FAILED)
    MessageFactory()

    answer = coordinator_client.get(MESSAGES, {"status": "failed"}).json()

    assert [row["id"] for row in answer["results"]] == [wanted.pk]


@pytest.mark.parametrize(
    ("kind", "text"), [("meetings.reminder", "What it says"), ("accounts.password_reset", "")]
)
def test_detail_tells_what_it_says_unless_that_is_secret(coordinator_client, kind, text):
    message = MessageFactory(kind=kind, text="What it says", status=Status.FAILED)

    answer = coordinator_client.get(f"{MESSAGES}{message.pk}/").json()

    assert answer["text"] == text
    assert answer["explanation"].startswith("It could not be delivered")


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_messages_are_read_only(coordinator_client, method):
    message = MessageFactory()

    assert getattr(coordinator_client, method)(f"{MESSAGES}{message.pk}/").status_code == 405


def test_why_explains_an_address(coordinator_client):
    stop = SuppressionFactory(address="ana@example.org")
    message = MessageFactory(address="ana@example.org", status=Status.SUPPRESSED)

    answer = coordinator_client.get(WHY, {"address": "Ana@example.org"}).json()

    assert answer["summary"] == "1 message. Mail is stopped: 1."
    assert [one["id"] for one in answer["suppressions"]] == [stop.pk]
    assert [one["id"] for one in answer["messages"]] == [message.pk]
    assert answer["messages"][0]["explanation"].startswith("It was not sent")


def test_why_without_an_address_is_refused(coordinator_client):
    assert coordinator_client.get(WHY).status_code == 400


def test_reader_of_the_demo_sees_own_messages_only(settings, leader_client):
    settings.DEMO = True
    MessageFactory(address="other@example.org")
    own = MessageFactory(address="leader@example.org")

    answer = leader_client.get(MESSAGES).json()

    assert [row["id"] for row in answer["results"]] == [own.pk]
    assert leader_client.get(WHY, {"address": "other@example.org"}).status_code == 403
