"""Starts the embedded servers and waits until they answer."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Protocol

from config.local.errors import LocalError
from config.local.program import Program

PATIENCE = 30
ATTEMPTS = 5


class Server(Protocol):
    @property
    def name(self) -> str: ...
    @property
    def log(self) -> Path: ...
    def start(self) -> Program: ...
    def is_ready(self) -> bool: ...


def start(server: Server) -> Program:
    """Try more than once: the last sessions of a killed PostgreSQL take a moment to end."""
    for attempt in range(ATTEMPTS):
        time.sleep(attempt * 0.5)
        program = server.start()
        deadline = time.monotonic() + PATIENCE
        while program.is_running() and time.monotonic() < deadline:
            if server.is_ready():
                return program
            time.sleep(0.02)
        program.stop()
    raise LocalError(
        f"The embedded {server.name} did not start: {server.log} says why "
        f"({_last_line(server.log)})."
    )


@contextmanager
def running(servers: Sequence[Server]) -> Iterator[list[Program]]:
    with ExitStack() as stack:
        programs = []
        for server in servers:
            program = start(server)
            stack.callback(program.stop)
            programs.append(program)
        yield programs


def _last_line(log: Path) -> str:
    lines = log.read_text(errors="replace").strip().splitlines()
    return lines[-1] if lines else "it is empty"
