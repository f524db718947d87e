"""Mail servers that misbehave as real ones do."""

from __future__ import annotations

import asyncio
import socket
import threading
import time
from contextlib import contextmanager

from django.core.mail.backends.base import BaseEmailBackend
from django.db import connection

from tests.smtp_sink import SmtpSink


class BrokenBackend(BaseEmailBackend):
    """A mail backend of another kind, whose service is away."""

    def open(self):
        if self.is_away:
            raise RuntimeError("The service is away")

    def send_messages(self, _messages):
        raise RuntimeError("No message today")

    is_away = False


class OddServer(SmtpSink):
    """Answers, delays, drops and pipelines as told."""

    def __init__(self):
        super().__init__()
        self.is_pipelining = True
        self.sender_answer = ""
        self.data_answers = {}  # recipient → answer
        self.drops = set()  # recipients for whom it hangs up when their message is sent
        self.messages_per_connection = None
        self.delay = 0.0
        self.connections = 0
        self.most_connections = 1000
        self.on_accepting = lambda: None  # called in this server's thread
        self.commands = []

    async def handle_EHLO(self, server, session, _envelope, hostname, responses):  # noqa: N802
        session.host_name = hostname
        session.accepted = 0
        self.connections += 1
        if self.connections > self.most_connections:
            server.transport.close()
        return ["250-PIPELINING", *responses] if self.is_pipelining else responses

    async def handle_MAIL(self, server, session, envelope, address, options):  # noqa: N802
        self.commands.append("MAIL")
        if session.accepted == self.messages_per_connection:
            server.transport.write(b"421 4.7.0 Too many messages\r\n")
            server.transport.close()
        if self.sender_answer:
            return self.sender_answer
        envelope.mail_from = address
        envelope.mail_options.extend(options)
        return "250 OK"

    async def handle_RCPT(self, *arguments):  # noqa: N802
        self.commands.append("RCPT")
        return await super().handle_RCPT(*arguments)

    async def handle_RSET(self, *_):  # noqa: N802
        self.commands.append("RSET")
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):  # noqa: N802
        self.commands.append("DATA")
        await asyncio.sleep(self.delay)
        if self.drops & set(envelope.rcpt_tos):
            server.transport.close()
        for recipient in envelope.rcpt_tos:
            if recipient in self.data_answers:
                return self.data_answers[recipient]
        session.accepted += 1
        await asyncio.to_thread(self._look)
        return await super().handle_DATA(server, session, envelope)

    def _look(self):
        try:
            self.on_accepting()
        finally:
            connection.close()


@contextmanager
def crude_server(answer):
    """A server of one connection: `answer(line)` gives what it says, None hangs up."""

    def serve():
        connection, _ = listener.accept()
        with connection, connection.makefile("rb") as lines:
            connection.sendall(b"220 crude\r\n")
            for line in lines:
                words = answer(line.strip().decode())
                if words is None:
                    return
                connection.sendall(words.encode())

    with socket.create_server(("127.0.0.1", 0)) as listener:
        thread = threading.Thread(target=serve)
        thread.start()
        yield listener.getsockname()[1]
        thread.join()


def wait_until(condition, *, seconds=10):
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, "waited too long"
        time.sleep(0.01)
