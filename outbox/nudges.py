"""Wakes a worker when something is due. A hint: whoever loses it loses 20 seconds."""

from __future__ import annotations

import logging
import threading
import time

from celery import current_app
from django.db import transaction
from kombu import Connection

TASK = "outbox.deliver"
PATIENCE = 0.4  # Seconds for connecting, and for the answer: a reader waits meanwhile.
PAUSE = 10.0  # Seconds in which nobody asks a broker again that did not answer.

logger = logging.getLogger(__name__)


class Breaker:
    """Open after a failure, so that one page waits for a broken broker, not every page."""

    def __init__(self) -> None:
        self._open_until = 0.0

    def is_open(self) -> bool:
        return time.monotonic() < self._open_until

    def trip(self) -> None:
        self._open_until = time.monotonic() + PAUSE

    def close(self) -> None:
        self._open_until = 0.0


class Broker(threading.local):
    """A thread's own connection, with less patience than a worker's: workers wait for work."""

    connection: Connection | None = None

    def send(self) -> None:
        if self.connection is None:
            options = current_app.conf.broker_transport_options | {
                "socket_timeout": PATIENCE,
                "socket_connect_timeout": PATIENCE,
                "max_retries": 0,
            }
            self.connection = current_app.connection_for_write(
                transport_options=options, connect_timeout=PATIENCE, heartbeat=0
            )
        current_app.send_task(TASK, connection=self.connection, retry=False, expires=60)

    def forget(self) -> None:
        self.connection = None


breaker = Breaker()
broker = Broker()


def nudge_on_commit() -> None:
    """Once per transaction, however many messages it writes."""
    connection = transaction.get_connection()
    # A savepoint that is rolled back takes its nudge along, so Django's own list is what to ask.
    if not any(function is nudge for _, function, _ in connection.run_on_commit):
        transaction.on_commit(nudge, robust=True)


def nudge() -> bool:
    """Never fails and never takes a second: the message is safe in the database already.

    Tells whether a worker will hear of it.
    """
    if breaker.is_open():
        return False
    try:
        broker.send()
    except Exception as error:  # noqa: BLE001 -- each broker fails in its own ways
        breaker.trip()
        broker.forget()
        logger.warning("No broker (%s): mail waits for the next round", type(error).__name__)
        return False
    return True
