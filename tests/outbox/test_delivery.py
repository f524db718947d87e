from __future__ import annotations

import threading
from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from outbox import actions, claims, delivery
from outbox.models import Message, Suppression
from outbox.tasks import deliver
from tests.factories.outbox import DraftFactory, MessageFactory, SuppressionFactory
from tests.outbox.servers import wait_until

pytestmark = pytest.mark.django_db
Status = Message.Status
ANA, BO, CY = "ana@example.org", "bo@example.org", "cy@example.org"


def statuses():
    return dict(Message.objects.values_list("address", "status"))


def statuses_of_all():
    return set(Message.objects.values_list("status", flat=True))


def queue_for(*addresses, **fields):
    for address in addresses:
        MessageFactory(address=address, **fields)


def test_deliver_sends_what_is_due_over_one_connection(server):
    queue_for(ANA, BO, CY)

    assert delivery.deliver() == 3
    assert (server.recipients, server.connections) == ([ANA, BO, CY], 1)
    assert statuses() == {ANA: "sent", BO: "sent", CY: "sent"}


def test_deliver_sends_the_message_as_it_was_queued(server):
    message = actions.queue(
        DraftFactory(address=ANA, subject="Reunión", text="Será el jueves", html="<p>Será</p>")
    )

    delivery.deliver()

    [mail] = server.messages
    assert (mail["To"], mail["Subject"], mail["Message-ID"]) == (ANA, "Reunión", message.message_id)
    assert mail.get_body(("plain",)).get_content().strip() == "Será el jueves"


def test_deliver_notes_which_server_took_it(server):
    queue_for(ANA)

    deliver()

    assert Message.objects.get().accepted_by == "127.0.0.1"


def test_deliver_without_anything_due_does_not_connect(server):
    queue_for(ANA, not_before=timezone.now() + timedelta(days=1))

    assert delivery.deliver() == 0
    assert server.connections == 0


def test_deliver_without_a_mail_server_shows_messages_in_the_app_only(settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
    queue_for(ANA)

    delivery.deliver()

    message = Message.objects.get()
    assert (message.status, message.accepted_by) == ("sent", "")


def test_deliver_never_sends_what_is_too_late(server):
    queue_for(ANA, expires_at=timezone.now() - timedelta(seconds=1))

    delivery.deliver()

    assert (server.recipients, statuses()) == ([], {ANA: "expired"})


def test_deliver_asks_again_who_does_not_want_mail(server):
    queue_for(ANA, BO)
    SuppressionFactory(address="ANA@example.org")

    delivery.deliver()

    assert (server.recipients, statuses()) == ([BO], {ANA: "suppressed", BO: "sent"})


@pytest.mark.parametrize("number", [1, 3])
def test_deliver_takes_as_many_statements_for_one_as_for_three(
    server, django_assert_num_queries, monkeypatch, number
):
    monkeypatch.setattr(delivery, "RECORD_AFTER", 60.0)
    MessageFactory.create_batch(number)

    with django_assert_num_queries(14):
        delivery.deliver()


def test_deliver_of_a_refused_message_goes_on_with_the_others(server):
    server.refusals[ANA] = "550 5.7.1 Not here"
    queue_for(ANA, BO)

    delivery.deliver()

    assert statuses() == {ANA: "failed", BO: "sent"}
    assert Message.objects.get(address=ANA).error == "550 5.7.1 Not here"


def test_deliver_to_a_dead_address_suppresses_it(server):
    server.refusals[ANA] = "550 5.1.1 Unknown"
    queue_for(ANA)

    delivery.deliver()

    assert actions.queue(DraftFactory(address=ANA)).status == Status.SUPPRESSED


def test_deliver_of_a_greylisted_message_waits_and_tries_again(server):
    server.refusals[ANA] = "450 4.2.0 Greylisted"
    queue_for(ANA)

    delivery.deliver()
    delivery.deliver()
    server.refusals.clear()
    Message.objects.update(not_before=timezone.now())
    delivery.deliver()

    assert server.commands.count("RCPT") == 2
    assert Message.objects.values_list("status", "attempts", "error").get() == ("sent", 2, "")


def test_deliver_of_refused_content_follows_the_answer(server):
    server.data_answers = {ANA: "451 Later", BO: "554 Spam"}
    queue_for(ANA, BO)

    delivery.deliver()

    assert statuses() == {ANA: "queued", BO: "failed"}


def test_deliver_of_a_message_that_cannot_be_written_goes_on_with_the_others(server):
    queue_for("nobody\r\nBcc: eve@example.org", BO)

    delivery.deliver()

    assert sorted(statuses().values()) == ["failed", "sent"]
    assert server.recipients == [BO]


def test_deliver_of_a_message_that_cannot_be_written_ahead_refuses_it_in_its_turn(server):
    queue_for(ANA, "nobody\r\nBcc: eve@example.org", CY)

    delivery.deliver()

    assert server.recipients == [ANA, CY]
    assert sorted(statuses().values()) == ["failed", "sent", "sent"]


def test_messages_are_written_once_whether_ahead_or_not(server, monkeypatch):
    written = []
    write = delivery.Letterhead.write

    def noted(letterhead, message):
        written.append(message.address)
        return write(letterhead, message)

    monkeypatch.setattr(delivery.Letterhead, "write", noted)
    queue_for(ANA, BO, CY)

    delivery.deliver()

    assert written == server.recipients == [ANA, BO, CY]


def test_deliver_without_a_server_burns_no_attempt_and_says_what_is_waited_for(server, settings):
    settings.EMAIL_PORT = 1
    queue_for(ANA, BO)

    assert delivery.deliver() == 0
    assert set(Message.objects.values_list("status", "attempts", "error")) == {
        ("queued", 0, "[Errno 111] Connection refused")
    }


def test_deliver_as_a_refused_sender_burns_no_attempt(server):
    server.sender_answer = "550 5.7.60 Not your address"
    queue_for(ANA, BO)

    delivery.deliver()

    assert set(Message.objects.values_list("status", "attempts", "error")) == {
        ("queued", 0, "550 5.7.60 Not your address")
    }


def test_deliver_connects_again_when_the_server_ends_the_connection(server):
    server.messages_per_connection = 2
    queue_for(ANA, BO, CY, "di@example.org", "ed@example.org")

    delivery.deliver()

    assert (len(server.received), server.connections) == (5, 3)
    assert set(Message.objects.values_list("status", "attempts")) == {("sent", 1)}


def test_deliver_blames_the_one_message_that_loses_connections(server):
    server.drops.add(ANA)
    queue_for(ANA, BO, CY)

    delivery.deliver()

    assert dict(Message.objects.values_list("address", "attempts")) == {ANA: 1, BO: 1, CY: 1}
    assert statuses() == {ANA: "queued", BO: "sent", CY: "sent"}


def test_deliver_blames_the_only_message_that_loses_connections(server):
    server.drops.add(ANA)
    queue_for(ANA)

    delivery.deliver()

    assert Message.objects.values_list("status", "attempts").get() == ("queued", 1)
    assert Message.objects.get().not_before > timezone.now()


def test_deliver_blames_the_server_that_loses_every_connection(server):
    queue_for(ANA, BO, CY, "di@example.org")
    server.drops.update(Message.objects.values_list("address", flat=True))

    delivery.deliver()

    assert set(Message.objects.values_list("status", "attempts")) == {("queued", 0)}
    assert server.commands.count("DATA") == 6  # three messages, each tried anew once


def test_deliver_stops_when_the_server_does_not_come_back(server, settings):
    queue_for(ANA, BO)
    server.drops.add(ANA)
    server.most_connections = 1

    delivery.deliver()

    assert set(Message.objects.values_list("status", "attempts")) == {("queued", 0)}


@pytest.mark.django_db(transaction=True)
def test_deliver_drops_what_is_withdrawn_while_it_works(server, monkeypatch):
    monkeypatch.setattr(delivery, "RENEW_AFTER", -1.0)
    queue_for(ANA, BO, about="meeting:7")
    server.on_accepting = lambda: actions.withdraw(about="meeting:7", reason="Cancelled.")

    delivery.deliver()

    assert (server.recipients, statuses()) == ([ANA], {ANA: "sent", BO: "withdrawn"})


def test_deliver_passes_the_rest_on_when_its_time_is_over(server, monkeypatch):
    monkeypatch.setattr(delivery, "ROUND", 0.0)
    queue_for(ANA)

    assert delivery.deliver() == 0
    assert statuses() == {ANA: "queued"}


def test_deliver_goes_on_by_itself_when_nobody_can_be_woken(server, monkeypatch):
    monkeypatch.setattr(delivery, "BATCH", 1)
    monkeypatch.setattr(delivery, "ROUND", 0.01)
    delivery.nudges.breaker.trip()
    queue_for(ANA, BO, CY)

    assert delivery.deliver() == 3
    delivery.nudges.breaker.close()


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(("group", "record_after", "most"), [(3, 60.0, 6), (50, 0.0, 2)])
def test_deliver_never_has_more_than_two_groups_to_write_down(
    server, monkeypatch, group, record_after, most
):
    """What a killed worker's successor would send a second time: counted at each message."""
    monkeypatch.setattr(delivery, "GROUP", group)
    monkeypatch.setattr(delivery, "RECORD_AFTER", record_after)
    MessageFactory.create_batch(20)
    unrecorded = []

    def look():
        sent = Message.objects.filter(status="sent").count()
        unrecorded.append(len(server.received) - sent)

    server.on_accepting = look

    delivery.deliver()

    assert len(unrecorded) == 20
    assert max(unrecorded) <= most
    assert statuses_of_all() == {"sent"}


@pytest.mark.django_db(transaction=True)
def test_two_workers_never_send_the_same_message(server):
    actions.queue_many(DraftFactory.create_batch(400))
    start = threading.Barrier(2)

    def work():
        start.wait()
        delivery.deliver()
        connection.close()

    workers = [threading.Thread(target=work) for _ in range(2)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()

    assert len(server.recipients) == len(set(server.recipients)) == 400
    assert set(Message.objects.values_list("status", "attempts")) == {("sent", 1)}


@pytest.mark.django_db(transaction=True)
def test_withdrawing_while_workers_send_never_fails(server, monkeypatch):
    """What is withdrawn in time is not sent, and what was sent says so."""
    monkeypatch.setattr(delivery, "BATCH", 10)
    monkeypatch.setattr(delivery, "RENEW_AFTER", -1.0)
    actions.queue_many(DraftFactory.create_batch(100, about="meeting:7"))

    def work():
        delivery.deliver()
        connection.close()

    worker = threading.Thread(target=work)
    worker.start()
    wait_until(lambda: len(server.received) > 20)
    actions.withdraw(about="meeting:7", reason="Cancelled.")
    worker.join()

    sent = Message.objects.filter(status="sent").values_list("address", flat=True)
    assert set(sent) == set(server.recipients)
    assert statuses_of_all() == {"sent", "withdrawn"}


def test_what_a_killed_worker_held_is_sent_when_its_lease_ends(server):
    queue_for(ANA, BO)
    first_ids = set(Message.objects.values_list("message_id", flat=True))
    claims.claim(100)

    assert delivery.deliver() == 0
    Message.objects.update(leased_until=timezone.now())
    assert delivery.deliver() == 2
    assert {mail["Message-ID"] for mail in server.messages} == first_ids


def test_suppression_is_not_made_by_a_refusal_for_other_reasons(server):
    server.refusals[ANA] = "550 Blocked"
    queue_for(ANA)

    delivery.deliver()

    assert not Suppression.objects.exists()
