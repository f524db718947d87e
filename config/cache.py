"""A cache that may fail: what is kept in it only limits and hints, so nobody waits for it."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from functools import partial
from typing import Any

from django.core.cache.backends.redis import RedisCache, RedisCacheClient
from redis.backoff import NoBackoff
from redis.exceptions import RedisError
from redis.retry import Retry

logger = logging.getLogger(__name__)

PAUSE = 5.0  # Seconds without a further attempt, so that a dead server slows no page down.
PATIENCE = 1.0  # Seconds for one answer.


class ForgivingClient:
    """Answers as an empty cache would while the server does not answer."""

    retry_at = 0.0  # Of all clients of this process.

    def __init__(self, servers: list[str], **options: Any) -> None:
        defaults: dict[str, Any] = {
            "socket_timeout": PATIENCE,
            "socket_connect_timeout": PATIENCE,
            # One retry: a restarted server has closed the connections that were kept.
            "retry": Retry(NoBackoff(), 1),
        }
        self._client = RedisCacheClient(servers, **(defaults | options))

    def __getattr__(self, operation: str) -> Callable[..., Any]:
        return partial(self._attempt, operation)

    def _attempt(self, operation: str, *args: Any) -> Any:
        if time.monotonic() < ForgivingClient.retry_at:
            return _answer_of_an_empty_cache(operation, args)
        try:
            return getattr(self._client, operation)(*args)
        except RedisError as error:
            ForgivingClient.retry_at = time.monotonic() + PAUSE
            logger.warning(
                "The cache does not answer (%s): going on without it, and without rate limits, "
                "for %d seconds.",
                type(error).__name__,
                PAUSE,
            )
            return _answer_of_an_empty_cache(operation, args)


def _answer_of_an_empty_cache(operation: str, args: tuple[Any, ...]) -> Any:
    match operation:
        case "add":
            return True
        case "get" | "incr":  # The default; the first step.
            return args[1]
        case "get_many":
            return {}
        case "touch" | "delete" | "has_key" | "clear":
            return False
    return None


class ForgivingRedisCache(RedisCache):
    """Django's Redis cache, except that its absence is a line in the log and never an error."""

    def __init__(self, server: str, params: dict[str, Any]) -> None:
        super().__init__(server, params)
        self._class = ForgivingClient
