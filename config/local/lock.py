"""One owner per data folder. The kernel frees the lock, even of a process that was killed."""

from __future__ import annotations

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from config.local.errors import LocalError
from config.local.folders import make_data_folder


class OccupiedError(LocalError):
    """Another process runs the servers of this data folder."""

    def __init__(self, data_dir: Path) -> None:
        super().__init__(
            f"Liaison already runs on the data folder {data_dir}: "
            "stop that one first (Ctrl-C in its terminal), "
            "or name another folder with LIAISON_DATA_DIR=/some/folder."
        )


@contextmanager
def hold(data_dir: Path) -> Iterator[None]:
    make_data_folder(data_dir)
    with (data_dir / "lock").open("a") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise OccupiedError(data_dir) from error
        yield


def is_held(data_dir: Path) -> bool:
    try:
        with (data_dir / "lock").open("r") as file:
            fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    except OSError:
        return False
    return False
