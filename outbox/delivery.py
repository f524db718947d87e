"""Sends what is due: one connection, many messages, and a record that lags by a few at most."""

from __future__ import annotations

import gc
import logging
import time
from collections.abc import Iterator
from contextlib import suppress
from functools import cache, partial
from itertools import pairwise

from outbox import claims, nudges, suppressions
from outbox.claims import Claim
from outbox.clerk import Clerk
from outbox.mime import Letterhead
from outbox.models import Message
from outbox.replies import Refused, ServerTrouble
from outbox.transports import Transport, configured_transport

BATCH = 200
# So many are written down together. As many again may be sent meanwhile: these two groups are what
# a killed worker's successor sends a second time, at most.
GROUP = 10
RECORD_AFTER = 0.2  # Seconds
RENEW_AFTER = 10.0  # Seconds
ROUND = 15.0  # Seconds, then the worker may stop or do something else.
LOST_IN_A_ROW = 3

logger = logging.getLogger(__name__)


def deliver() -> int:
    """Send what is due, for about 15 seconds; wakes the next worker if that was not enough."""
    claims.tidy()
    if not Message.objects.due().exists():
        return 0
    _freeze()
    sent = 0
    while True:
        delivery = Delivery(configured_transport())
        is_done = delivery.run()
        sent += delivery.sent
        if is_done or nudges.nudge():
            return sent


class ServerGone(ServerTrouble):
    """Nothing more can be sent in this round."""


class Delivery:
    """One connection's worth of sending."""

    def __init__(self, transport: Transport) -> None:
        self.transport = transport
        self.clerk = Clerk()
        self.letterhead = Letterhead.of_site()
        self.writing = Writing(self.letterhead, [])
        self.unrecorded: list[Message] = []
        self.recorded_at = self.renewed_at = time.monotonic()
        self.suspects: list[tuple[Message, Refused]] = []
        self.sent = 0

    def run(self) -> bool:
        """True when nothing is due any more, or nothing can be sent now."""
        try:
            with self.clerk:
                return self._run_until(time.monotonic() + ROUND)
        except ServerGone as trouble:
            logger.warning("Mail waits: the mail server cannot be used now")
            claims.note_trouble(trouble.words)
            return True
        finally:
            self.transport.close()
            logger.info("Messages sent: %d", self.sent)

    def _run_until(self, end: float) -> bool:
        self._reconnect()
        while time.monotonic() < end:
            taken = claims.claim(BATCH)
            if not taken.messages:
                return True
            self._send_all(taken)
        return False

    def _send_all(self, taken: Claim) -> None:
        self.recorded_at = self.renewed_at = time.monotonic()
        self.suspects.clear()
        self.writing = Writing(self.letterhead, taken.messages)
        try:
            for message in self._wanted(taken):
                self._send(taken, message)
            self._blame_suspects(taken)
            self._record()
        except BaseException:
            self._record()
            self.clerk.wait()
            claims.patiently(lambda: claims.release(taken))
            raise

    def _wanted(self, taken: Claim) -> Iterator[Message]:
        """Without those whose address was suppressed, and those withdrawn, since queued."""
        unwanted = {message.pk for message in suppressions.stopped(taken.messages)}
        if unwanted:
            claims.mark_suppressed(taken, unwanted)
        held: set[int] | None = None
        for message in taken.messages:
            if time.monotonic() - self.renewed_at > RENEW_AFTER:
                self._record()
                held = claims.patiently(lambda: claims.renew(taken))
                self.renewed_at = time.monotonic()
            if message.pk not in unwanted and (held is None or message.pk in held):
                yield message

    def _send(self, taken: Claim, message: Message) -> None:
        try:
            content = self.writing.of(message)
        except Exception as error:  # noqa: BLE001 -- one odd message must not stop the others
            logger.warning("A message could not be written as mail (%s)", type(error).__name__)
            self._refuse(taken, message, Refused(f"This could not be written as mail: {error}"))
            return
        try:
            self._hand_over(message, content)
        except Refused as refusal:
            self._refuse(taken, message, refusal)
        except ServerTrouble as trouble:
            self._suspect(message, trouble)
        else:
            self._blame_suspects(taken)
            self._note_sent(message)

    def _hand_over(self, message: Message, content: bytes) -> None:
        """A lost connection is made anew once: servers close them after so many messages."""
        try:
            self._transmit(message, content)
        except ServerTrouble as trouble:
            if not trouble.is_lost_connection:
                raise
            self._reconnect()
            self._transmit(message, content)

    def _transmit(self, message: Message, content: bytes) -> None:
        self.transport.send(
            sender=self.letterhead.sender,
            recipient=message.address,
            content=content,
            meanwhile=self.writing.go_on,
        )

    def _reconnect(self) -> None:
        self.transport.close()
        try:
            self.transport.open()
        except ServerTrouble as trouble:
            raise ServerGone(trouble.words) from trouble

    def _suspect(self, message: Message, trouble: ServerTrouble) -> None:
        """One message loses connections: it is to blame. Several in a row: the server is."""
        self.suspects.append((message, Refused(trouble.words, is_temporary=True)))
        if not trouble.is_lost_connection or len(self.suspects) >= LOST_IN_A_ROW:
            raise ServerGone(trouble.words)
        self._reconnect()

    def _blame_suspects(self, taken: Claim) -> None:
        """The server took another message, or there was no other to ask it with."""
        while self.suspects:
            self._refuse(taken, *self.suspects.pop())

    def _refuse(self, taken: Claim, message: Message, refusal: Refused) -> None:
        claims.patiently(lambda: claims.mark_refused(taken, message, refusal))

    def _note_sent(self, message: Message) -> None:
        self.sent += 1
        self.unrecorded.append(message)
        is_stale = time.monotonic() - self.recorded_at > RECORD_AFTER
        if is_stale or len(self.unrecorded) >= GROUP:
            self._record()

    def _record(self) -> None:
        messages, self.unrecorded = self.unrecorded, []
        if messages:
            name = self.transport.name
            mark_sent = partial(claims.mark_sent, messages, accepted_by=name)
            self.clerk.start(partial(claims.patiently, mark_sent))
        self.recorded_at = time.monotonic()


class Writing:
    """The next message is written while the mail server takes the one before."""

    def __init__(self, letterhead: Letterhead, messages: list[Message]) -> None:
        self.letterhead = letterhead
        self.following = dict(pairwise(messages))
        self.ahead: tuple[Message | None, bytes] = (None, b"")
        self.current: Message | None = None

    def of(self, message: Message) -> bytes:
        self.current = message
        written, content = self.ahead
        return content if written is message else self.letterhead.write(message)

    def go_on(self) -> None:
        """One that cannot be written fails when its turn comes, and is refused then."""
        message = self.following.get(self.current) if self.current else None
        if message is not None:
            with suppress(Exception):
                self.ahead = (message, self.letterhead.write(message))


@cache
def _freeze() -> None:
    """What is loaded stays: the collector need not look at it again and again."""
    gc.collect()
    gc.freeze()
