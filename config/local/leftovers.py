"""Ends what a killed run left behind. Whoever holds the lock on a data folder may do that."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

import psutil

MARK = "LIAISON_SUPERVISED"  # In the environment of every program of a run, and of what it starts.


def mark(data_dir: Path) -> dict[str, str]:
    return {MARK: str(data_dir)}


def end_leftovers(data_dir: Path) -> None:
    found = []
    for process in psutil.process_iter():
        with suppress(psutil.Error, OSError):
            if process.pid != os.getpid() and process.environ().get(MARK) == str(data_dir):
                process.kill()
                found.append(process)
    psutil.wait_procs(found, timeout=5)
