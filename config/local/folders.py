"""Folders that only their owner can enter."""

from __future__ import annotations

import os
import stat
from pathlib import Path

from config.local.errors import LocalError


def make_data_folder(data_dir: Path) -> None:
    """Make the data folder and prove that it can be written to."""
    probe = data_dir / f".writable-{os.getpid()}"
    try:
        data_dir.mkdir(parents=True, exist_ok=True)
        probe.touch()
        probe.unlink()
    except OSError as error:
        raise LocalError(
            f"Cannot write to the data folder {data_dir} ({error.strerror}): "
            "make it writable for your account, "
            "or name another one with LIAISON_DATA_DIR=/some/folder."
        ) from error


def make_private_folder(folder: Path, *, uid: int, gid: int) -> None:
    """Make a folder with mode 0700 that belongs to `uid`, and accept no other one in its place."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    try:
        folder.mkdir(mode=0o700)
    except FileExistsError:
        found = folder.lstat()
        if not stat.S_ISDIR(found.st_mode) or found.st_uid not in {uid, os.geteuid()}:
            raise LocalError(
                f"{folder} is in the way and belongs to someone else: remove it and start again."
            ) from None
    folder.chmod(0o700)
    if os.geteuid() == 0:
        os.chown(folder, uid, gid)
