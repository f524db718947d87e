"""A program we started: it cannot outlive us, and its end is ours to see."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import IO

LAUNCH = Path(__file__).with_name("launch.py")


def launch_command(
    command: Sequence[str | Path], *, death_signal: signal.Signals, options: Sequence[str] = ()
) -> list[str]:
    return [
        *(sys.executable, "-I", "-S", str(LAUNCH)),
        *("--parent", str(os.getpid()), "--death-signal", death_signal.name, *options, "--"),
        *map(str, command),
    ]


class Program:
    """Runs in a session of its own, so that Ctrl-C reaches us and nobody else."""

    def __init__(
        self,
        command: Sequence[str | Path],
        *,
        stop_signal: signal.Signals,
        output: int | IO[bytes],
        options: Sequence[str] = (),
        environment: Mapping[str, str] | None = None,
    ) -> None:
        self.stop_signal = stop_signal
        self.is_asked_to_stop = False
        self.process = subprocess.Popen(
            launch_command(command, death_signal=stop_signal, options=options),
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            env=environment,
            start_new_session=True,
        )

    @property
    def pid(self) -> int:
        return self.process.pid

    def is_running(self) -> bool:
        return self.process.poll() is None

    def ask_to_stop(self) -> None:
        if self.is_running() and not self.is_asked_to_stop:
            self.is_asked_to_stop = True
            self.process.send_signal(self.stop_signal)

    def stop(self, *, patience: float = 10) -> None:
        """Ask, wait, then insist; what it started ends with it."""
        self.ask_to_stop()
        with suppress(subprocess.TimeoutExpired):
            self.process.wait(patience)
        self.kill()
        self.process.wait()

    def kill(self) -> None:
        with suppress(ProcessLookupError):
            os.killpg(self.pid, signal.SIGKILL)
