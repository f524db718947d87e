"""A running program that we started: its output goes to a log, its end is ours to see."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

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
    def __init__(
        self,
        command: Sequence[str | Path],
        *,
        stop_signal: signal.Signals,
        log: Path,
        options: Sequence[str] = (),
        environment: Mapping[str, str] | None = None,
    ) -> None:
        self.stop_signal = stop_signal
        with log.open("ab") as output:
            self.process = subprocess.Popen(  # noqa: S603 -- the command is our own
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

    def stop(self, *, patience: float = 10) -> None:
        """Asks, waits, then insists."""
        if self.is_running():
            self.process.send_signal(self.stop_signal)
            try:
                self.process.wait(patience)
            except subprocess.TimeoutExpired:
                os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()
