"""A real SMTP server for tests: accepts, keeps, and refuses where told to."""

from __future__ import annotations

import asyncio
import email
import email.policy
import logging
import threading
from email.message import EmailMessage
from types import SimpleNamespace
from typing import Self

from aiosmtpd.smtp import SMTP, Envelope, Session

# One line per command, while thousands are sent.
logging.getLogger("mail.log").setLevel(logging.WARNING)


class SmtpSink:
    """`received` holds (recipient, raw message) in the order of arrival."""

    def __init__(self) -> None:
        self.received: list[tuple[str, bytes]] = []
        self.refusals: dict[str, str] = {}
        # For each connection aiosmtpd looks at every member of its handler, properties too.
        names = [name for name in dir(type(self)) if name.startswith("handle_")]
        self._handler = SimpleNamespace(**{name: getattr(self, name) for name in names})
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        self._server = asyncio.run_coroutine_threadsafe(self._listen(), self._loop).result()
        self.port = self._server.sockets[0].getsockname()[1]
        return self

    def __exit__(self, *_: object) -> None:
        asyncio.run_coroutine_threadsafe(self._close(), self._loop).result()
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()

    @property
    def url(self) -> str:
        return f"smtp://127.0.0.1:{self.port}"

    @property
    def recipients(self) -> list[str]:
        return [recipient for recipient, _ in self.received]

    @property
    def messages(self) -> list[EmailMessage]:
        return [
            email.message_from_bytes(raw, policy=email.policy.default) for _, raw in self.received
        ]

    async def handle_RCPT(  # noqa: N802 -- aiosmtpd's name
        self,
        _server: SMTP,
        _session: Session,
        envelope: Envelope,
        address: str,
        _options: list[str],
    ) -> str:
        if address in self.refusals:
            return self.refusals[address]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(  # noqa: N802 -- as above
        self, _server: SMTP, _session: Session, envelope: Envelope
    ) -> str:
        self.received += [(recipient, envelope.original_content) for recipient in envelope.rcpt_tos]
        return "250 OK"

    async def _listen(self) -> asyncio.Server:
        return await self._loop.create_server(self._answer, "127.0.0.1", 0)

    def _answer(self) -> SMTP:
        """With a name of its own: looking this machine's up can take seconds."""
        return SMTP(self._handler, enable_SMTPUTF8=True, hostname="mail.example.org")

    async def _close(self) -> None:
        self._server.close()
        tasks = asyncio.all_tasks() - {asyncio.current_task()}
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
