"""Signs of life of the worker and the scheduler, kept where every process can see them.

They vanish by themselves when nobody renews them, so nothing has to notice a death.
"""

from __future__ import annotations

from contextlib import suppress
from typing import Any

from celery.beat import PersistentScheduler
from django.core.cache import cache
from redis.exceptions import RedisError

WORKER = "worker"
SCHEDULER = "scheduler"
LIFETIMES = {WORKER: 15, SCHEDULER: 30}  # seconds; renewed every 2 and at most every 5
SCHEDULER_INTERVAL = 5


def record(name: str) -> None:
    """Without the broker there is nowhere to write it, and readiness says so by itself."""
    with suppress(RedisError):
        cache.set(_key(name), True, LIFETIMES[name])


def record_worker(**_: Any) -> None:
    record(WORKER)


def present() -> dict[str, bool]:
    found = cache.get_many(map(_key, LIFETIMES))
    return {name: _key(name) in found for name in LIFETIMES}


def forget() -> None:
    cache.delete_many(map(_key, LIFETIMES))


class Scheduler(PersistentScheduler):
    def tick(self, *args: Any, **kwargs: Any) -> float:
        record(SCHEDULER)
        seconds: float = super().tick(*args, **kwargs)
        return min(seconds, SCHEDULER_INTERVAL)


def _key(name: str) -> str:
    return f"heartbeat-{name}"
