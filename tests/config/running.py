"""Starts Liaison as its users do, in processes of their own, and waits with an end in sight."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from http.client import HTTPConnection
from pathlib import Path

import psutil

from config.local.environment import CHECKOUT
from config.local.leftovers import MARK

PATIENCE = 180


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def surroundings(data_dir: Path, **variables: str) -> dict[str, str]:
    """As on a machine where nothing is set, and not as in this test run."""
    own = {"DATABASE_URL", "REDIS_URL", "EMAIL_URL", "LIAISON_DEMO", MARK}
    inherited = {name: value for name, value in os.environ.items() if name not in own}
    return inherited | {"LIAISON_DATA_DIR": str(data_dir)} | variables


class Liaison:
    def __init__(
        self,
        data_dir: Path,
        *,
        port: int | str = "",
        wrapper: tuple[str, ...] = (),
        **variables: str,
    ):
        self.data_dir = data_dir
        self.port = port or free_port()
        self._output = tempfile.TemporaryFile()  # noqa: SIM115 -- a pipe nobody reads would stop it
        self.process = subprocess.Popen(
            [*wrapper, sys.executable, "-m", "config.local", "run"],
            cwd=CHECKOUT,
            env=surroundings(data_dir, PORT=str(self.port), **variables),
            stdout=self._output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )

    def wait_until_ready(self) -> None:
        wait_for(lambda: self.status("/health/ready") == 200 or not self.is_running())
        assert self.is_running(), self.output()

    def status(self, path: str) -> int:
        connection = HTTPConnection("127.0.0.1", self.port, timeout=5)
        try:
            connection.request("GET", path)
            return connection.getresponse().status
        except OSError:
            return 0
        finally:
            connection.close()

    def is_running(self) -> bool:
        return self.process.poll() is None

    def output(self) -> str:
        """All that was printed, once it has ended."""
        self.process.wait(PATIENCE)
        self._output.seek(0)
        return self._output.read().decode()

    def close(self) -> None:
        self._output.close()

    def program(self, words: str) -> psutil.Process | None:
        """The first of its programs whose command line has these words."""
        for process in psutil.Process(self.process.pid).children():
            with suppress(psutil.Error):
                if words in " ".join(process.cmdline()):
                    return process
        return None


@contextmanager
def liaison(data_dir: Path, **options) -> Iterator[Liaison]:
    running = Liaison(data_dir, **options)
    try:
        yield running
    finally:
        running.process.terminate()
        with suppress(subprocess.TimeoutExpired):
            running.process.wait(PATIENCE)
        running.process.kill()
        running.process.wait()
        running.close()


def wait_for(condition: Callable[[], object], patience: float = PATIENCE) -> None:
    deadline = time.monotonic() + patience
    while not condition():
        assert time.monotonic() < deadline, "waited in vain"
        time.sleep(0.1)


def processes_of(data_dir: Path) -> list[str]:
    """Everything that runs for this data folder, by its environment or its command line."""
    found = []
    for process in psutil.process_iter():
        with suppress(psutil.Error, OSError):
            command = " ".join(process.cmdline())
            if process.environ().get(MARK) == str(data_dir) or f" {data_dir}" in command:
                found.append(command)
    return found


def manage(data_dir: Path, *arguments: str, **variables: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "manage.py", *arguments],
        cwd=CHECKOUT,
        env=surroundings(data_dir, **variables),
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        check=False,
    )
