"""Writes down what was sent while more is being sent: a mail server need not wait for our disk."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from types import TracebackType
from typing import Self

from django.db import connection


class Clerk:
    """One task at a time, in a thread with a database connection of its own."""

    def __init__(self) -> None:
        # Inside a transaction only this connection sees the rows: then the clerk does it here.
        self._executor = None if connection.in_atomic_block else ThreadPoolExecutor(1)
        self._task: Future[None] | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        try:
            self.wait()
        finally:
            if self._executor:
                self._executor.submit(connection.close)
                self._executor.shutdown()

    def start(self, task: Callable[[], None]) -> None:
        """The task before must be done."""
        self.wait()
        if self._executor:
            self._task = self._executor.submit(task)
        else:
            task()

    def wait(self) -> None:
        """Until it is done; raises what stopped it."""
        task, self._task = self._task, None
        if task:
            task.result()
