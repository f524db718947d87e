"""One owner per data folder. The kernel frees the lock, even of a process that was killed."""

from __future__ import annotations

import fcntl
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from config.local.errors import LocalError
from config.local.folders import make_data_folder

GRACE = 1  # seconds for an owner that was told to stop to say so
PATIENCE = 30  # seconds for it to stop


class OccupiedError(LocalError):
    """Another process runs the servers of this data folder."""

    def __init__(self, data_dir: Path) -> None:
        super().__init__(
            f"Liaison already runs on the data folder {data_dir}: "
            "stop that one first (Ctrl-C in its terminal), "
            "or name another folder with LIAISON_DATA_DIR=/some/folder."
        )


class Held:
    def __init__(self, file: IO[str]) -> None:
        self._file = file

    def note(self, state: str) -> None:
        """Tell whoever wants the folder next."""
        self._file.truncate(0)
        self._file.write(state)
        self._file.flush()


@contextmanager
def hold(data_dir: Path) -> Iterator[Held]:
    make_data_folder(data_dir)
    with (data_dir / "lock").open("a+") as file:
        _wait(file, data_dir)
        held = Held(file)
        held.note("running")
        yield held


@contextmanager
def be_guest(data_dir: Path) -> Iterator[None]:
    """Ask the owner to stay until we are done."""
    with (data_dir / "guests").open("a") as file:
        fcntl.flock(file, fcntl.LOCK_SH)
        yield


def wait_for_guests(data_dir: Path) -> None:
    with (data_dir / "guests").open("a") as file:
        fcntl.flock(file, fcntl.LOCK_EX)


def _wait(file: IO[str], data_dir: Path) -> None:
    """Only for an owner that is about to leave."""
    began = time.monotonic()
    while True:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            file.seek(0)
            patience = PATIENCE if file.read() == "stopping" else GRACE
            if time.monotonic() - began > patience:
                raise OccupiedError(data_dir) from error
            time.sleep(0.1)
        else:
            return
