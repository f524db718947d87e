from __future__ import annotations

import json
import socket
import time
from contextlib import contextmanager

import pytest
import redis
from celery import current_app

from config.local import addresses
from outbox import nudges

SLOWEST = 1.0


@pytest.fixture(autouse=True)
def closed_breaker():
    yield
    nudges.breaker.close()
    nudges.broker.forget()


@contextmanager
def broker_at(url):
    """Celery's own setting: read when a connection is made."""
    usual = current_app.conf.broker_url
    nudges.broker.forget()
    current_app.conf.broker_write_url = current_app.conf.broker_url = url
    try:
        yield
    finally:
        current_app.conf.broker_write_url = current_app.conf.broker_url = usual


@contextmanager
def listening(*, accepts):
    """A server that takes connections and never answers, or whose waiting line is full."""
    with socket.socket() as server:
        server.bind(("127.0.0.1", 0))
        server.listen(50 if accepts else 0)
        callers = [] if accepts else [socket.socket() for _ in range(4)]
        for caller in callers:
            caller.setblocking(False)
            caller.connect_ex(server.getsockname())
        yield f"redis://127.0.0.1:{server.getsockname()[1]}/0"
        for caller in callers:
            caller.close()


@contextmanager
def refusing():
    yield "redis://127.0.0.1:1/0"


def seconds_of(function, *, tries=1):
    """The quickest of some tries: other programs on this machine are not what is measured."""
    found = []
    for _ in range(tries):
        start = time.perf_counter()
        function()
        found.append(time.perf_counter() - start)
    return min(found)


def nudge_as_first():
    nudges.breaker.close()
    assert not nudges.nudge()


def test_nudge_puts_one_short_lived_task_into_the_broker(valkey_server):
    url = addresses.redis_url(valkey_server.data_dir)
    with broker_at(addresses.celery_url(url)), redis.Redis.from_url(url) as client:
        client.flushdb()
        nudges.nudge()
        tasks = [json.loads(task)["headers"] for task in client.lrange("celery", 0, -1)]

    assert [task["task"] for task in tasks] == ["outbox.deliver"]
    assert tasks[0]["expires"]


@pytest.mark.parametrize(
    "broker",
    [refusing(), listening(accepts=True), listening(accepts=False)],
    ids=["refused", "silent", "full"],
)
def test_nudge_of_a_broken_broker_costs_under_a_second_once_and_then_nothing(broker):
    with broker as url, broker_at(url):
        first = seconds_of(nudge_as_first, tries=4)
        second = seconds_of(nudges.nudge, tries=4)

    assert first < SLOWEST
    assert second < SLOWEST / 100


def test_breaker_closes_by_itself(monkeypatch):
    monkeypatch.setattr(nudges, "PAUSE", 0.0)

    nudges.breaker.trip()

    assert not nudges.breaker.is_open()
