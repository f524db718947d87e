"""Messages nobody may know of: no page, command or API shows that there is one."""

from __future__ import annotations

import pytest
from django.core.management import call_command

from outbox import actions, delivery
from outbox.models import Message
from tests.factories.outbox import DraftFactory, MessageFactory

SECRET = "rosa@example.org"


@pytest.fixture
def private(db):
    return MessageFactory(
        is_private=True, address=SECRET, subject="Your concern", about="concern:1", status="failed"
    )


def test_draft_says_that_it_is_private(db):
    assert actions.queue(DraftFactory(is_private=True)).is_private


def test_private_message_is_in_no_list(private, coordinator_client, administrator_client):
    shown = MessageFactory(address="other@example.org")
    for client in (coordinator_client, administrator_client):
        page = client.get("/messages/").text
        assert (shown.address in page, SECRET in page) == (True, False)


@pytest.mark.parametrize("path", ["", "html/"])
def test_private_message_has_no_page(private, coordinator_client, path):
    assert coordinator_client.get(f"/messages/{private.pk}/{path}").status_code == 404


def test_private_message_is_not_sent_again_by_a_page(private, coordinator_client):
    address = f"/messages/{private.pk}/send-again/"

    assert coordinator_client.post(address).status_code == 404


def test_private_message_is_not_in_the_api(private, coordinator_client):
    shown = MessageFactory()
    found = coordinator_client.get("/api/v1/messages/").json()["results"]

    assert [row["id"] for row in found] == [shown.pk]
    assert coordinator_client.get(f"/api/v1/messages/{private.pk}/").status_code == 404


def test_explanation_is_the_same_with_and_without_private_messages(db, coordinator_client, capsys):
    def answers():
        page = coordinator_client.get("/messages/why/", {"address": SECRET}).text
        call_command("why_mail", SECRET)
        api = coordinator_client.get("/api/v1/messages/why/", {"address": SECRET}).json()
        return page.partition("<main")[2], capsys.readouterr().out, api

    before = answers()
    MessageFactory(is_private=True, address=SECRET)

    assert answers() == before


def test_private_message_is_taken_back_like_any_other(private):
    Message.objects.filter(pk=private.pk).update(status="queued")

    assert actions.withdraw(about="concern:1", reason="It is answered.") == 1


@pytest.mark.parametrize(
    "values", [{"is_sealed": True}, {"is_private": True}, {"kind": "accounts.x"}]
)
def test_content_of_what_holds_a_link_is_forgotten_once_it_is_sent(db, server, values):
    MessageFactory(**{"text": "https://…/secret/"} | values)
    kept = MessageFactory(text="Kept")

    delivery.deliver()

    assert set(Message.objects.values_list("status", "text")) == {("sent", ""), ("sent", "Kept")}
    assert kept.address in server.recipients


def test_sealed_message_is_listed_but_not_read(db, coordinator_client):
    message = MessageFactory(is_sealed=True, text="https://…/secret/", html="<p>secret</p>")

    assert message.address in coordinator_client.get("/messages/").text
    assert "secret" not in coordinator_client.get(f"/messages/{message.pk}/").text
    assert coordinator_client.get(f"/messages/{message.pk}/html/").status_code == 403
    assert coordinator_client.get(f"/api/v1/messages/{message.pk}/").json()["text"] == ""
