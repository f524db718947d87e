from __future__ import annotations

import pytest

from outbox.replies import Refused, ServerTrouble
from outbox.transports import configured_transport
from tests.outbox.servers import crude_server

ANA = "ana@example.org"


@pytest.fixture(params=[True, False], ids=["pipelining", "step by step"])
def transport(request, server):
    server.is_pipelining = request.param
    transport = configured_transport()
    transport.open()
    yield transport
    transport.close()


def send(transport, recipient=ANA, content=b"Subject: Hi\r\n\r\nText\r\n"):
    transport.send(sender="desk@springfield.example", recipient=recipient, content=content)


def test_transport_is_known_by_its_host(transport):
    assert transport.name == "127.0.0.1"


def test_send_hands_over_many_messages_on_one_connection(transport, server):
    for recipient in (ANA, "bo@example.org", "cy@example.org"):
        send(transport, recipient)

    assert server.recipients == [ANA, "bo@example.org", "cy@example.org"]
    assert server.connections == 1


@pytest.mark.parametrize(
    "content",
    [
        b"Subject: Hi\r\n\r\n.\r\n..\r\n.text\r\n",
        b"\r\n.\r\nMAIL FROM:<eve@example.org>\r\n",
        b".\r\n",
    ],
    ids=["dots", "command", "only a dot"],
)
def test_send_protects_lines_that_start_with_a_dot(transport, server, content):
    send(transport, content=content)

    assert server.received == [(ANA, content)]


def test_send_ends_a_last_line_that_has_no_end(transport, server):
    send(transport, content=b"Subject: Hi\r\n\r\nText")

    assert server.received == [(ANA, b"Subject: Hi\r\n\r\nText\r\n")]


def test_send_to_a_refused_recipient_leaves_the_connection_usable(transport, server):
    server.refusals[ANA] = "550 5.1.1 Unknown"

    with pytest.raises(Refused, match="Unknown"):
        send(transport)
    send(transport, "bo@example.org")

    assert (server.recipients, server.connections) == (["bo@example.org"], 1)


def test_send_of_refused_content_leaves_the_connection_usable(transport, server):
    server.data_answers[ANA] = "554 5.7.1 Spam"

    with pytest.raises(Refused, match=r"554 5\.7\.1 Spam"):
        send(transport)
    send(transport, "bo@example.org")

    assert (server.recipients, server.connections) == (["bo@example.org"], 1)


def test_send_as_a_refused_sender_is_trouble_with_the_server(transport, server):
    server.sender_answer = "550 5.7.60 Not your address"

    with pytest.raises(ServerTrouble) as caught:
        send(transport)

    assert caught.value == ServerTrouble("550 5.7.60 Not your address")


def test_send_to_a_server_that_hangs_up_is_a_lost_connection(transport, server):
    server.drops.add(ANA)

    with pytest.raises(ServerTrouble) as caught:
        send(transport)

    assert caught.value.is_lost_connection


def test_send_to_a_server_that_says_goodbye_is_a_lost_connection(transport, server):
    server.messages_per_connection = 1
    send(transport)

    with pytest.raises(ServerTrouble) as caught:
        send(transport)

    assert caught.value == ServerTrouble("421 4.7.0 Too many messages", is_lost_connection=True)


def test_pipelined_data_that_a_server_awaits_for_nobody_is_ended(server, settings):
    """RFC 2920, 3.1: such servers exist; a lone dot brings both sides back into step."""
    said = []

    def answer(line):
        said.append(line)
        return {
            "ehlo": "250-crude\r\n250 PIPELINING\r\n",
            "RCPT": "550 5.1.1 Unknown\r\n",
            "DATA": "354 Go on\r\n",
            ".": "554 For nobody\r\n",
            "quit": None,
        }.get(line[:4], "250 OK\r\n")

    with crude_server(answer) as settings.EMAIL_PORT:
        transport = configured_transport()
        transport.open()
        with pytest.raises(Refused, match="Unknown"):
            send(transport)
        transport.close()

    assert said[1:] == [
        "MAIL FROM:<desk@springfield.example>",
        "RCPT TO:<ana@example.org>",
        "DATA",
        ".",
        "rset",
        "quit",
    ]


def test_open_without_a_server_is_trouble(server, settings):
    settings.EMAIL_PORT = 1

    with pytest.raises(ServerTrouble, match="Connection refused"):
        configured_transport().open()


@pytest.mark.parametrize(
    "farewell", [None, "x" * 10_000 + "\r\n"], ids=["hangs up", "talks nonsense"]
)
def test_close_is_no_error_however_the_server_says_goodbye(server, settings, farewell):
    with crude_server(
        lambda line: "250 crude\r\n" if line.startswith("ehlo") else farewell
    ) as settings.EMAIL_PORT:
        transport = configured_transport()
        transport.open()
        transport.close()

    assert transport.connection is None


def test_server_that_greets_nobody_is_trouble(server, settings):
    with (
        crude_server(lambda _: "502 No\r\n") as settings.EMAIL_PORT,
        pytest.raises(ServerTrouble, match="502 No"),
    ):
        configured_transport().open()
