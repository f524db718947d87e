"""Signs of life of the worker and the scheduler, kept where every process can see them.

They vanish by themselves when nobody renews them, so nothing has to notice a death. Not in the
cache, which hides that its server is away: here that is the news.
"""

from __future__ import annotations

from contextlib import suppress
from functools import lru_cache
from typing import Any

from celery.beat import PersistentScheduler
from django.conf import settings
from redis import Redis
from redis.backoff import NoBackoff
from redis.exceptions import RedisError
from redis.retry import Retry

WORKER = "worker"
SCHEDULER = "scheduler"
LIFETIMES = {WORKER: 15, SCHEDULER: 30}  # seconds; renewed every 2 and at most every 5
SCHEDULER_INTERVAL = 5
PATIENCE = 1


def record(name: str) -> None:
    """Without the broker there is nowhere to write it, and readiness says so by itself."""
    with suppress(RedisError):
        _server(settings.REDIS_URL).set(_key(name), 1, ex=LIFETIMES[name])


def record_worker(**_: Any) -> None:
    record(WORKER)


def present() -> dict[str, bool]:
    found = _server(settings.REDIS_URL).mget([_key(name) for name in LIFETIMES])
    return {name: value is not None for name, value in zip(LIFETIMES, found, strict=True)}


def forget() -> None:
    _server(settings.REDIS_URL).delete(*map(_key, LIFETIMES))


class Scheduler(PersistentScheduler):
    def tick(self, *args: Any, **kwargs: Any) -> float:
        record(SCHEDULER)
        seconds: float = super().tick(*args, **kwargs)
        return min(seconds, SCHEDULER_INTERVAL)


@lru_cache
def _server(url: str) -> Redis:
    return Redis.from_url(
        url,
        socket_timeout=PATIENCE,
        socket_connect_timeout=PATIENCE,
        retry=Retry(NoBackoff(), 1),  # A restarted server has closed the connections we kept.
    )


def _key(name: str) -> str:
    return f"liaison:heartbeat:{name}"
