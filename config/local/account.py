"""The account PostgreSQL runs under. It refuses to run as root, so root lends it another one."""

from __future__ import annotations

import os
import pwd
import stat
import sys
from dataclasses import dataclass
from pathlib import Path

from config.local.errors import LocalError

CANDIDATES = ("liaison", "postgres", "nobody")


@dataclass(frozen=True)
class Account:
    uid: int
    gid: int
    is_lent: bool

    def launch_options(self, *paths: Path) -> list[str]:
        """How `launch.py` turns into this account so that it reaches these paths."""
        if not self.is_lent:
            return []
        options = ["--user", str(self.uid), "--group", str(self.gid)]
        if all(self._reaches(path) for path in paths):
            return options
        if sys.platform != "linux":
            raise LocalError(
                "PostgreSQL cannot run as root from this folder: "
                "start Liaison from an ordinary account."
            )
        return [*options, "--reach-all-files"]

    def _reaches(self, path: Path) -> bool:
        path = path.resolve()
        return all(self._may_enter(folder.stat()) for folder in (path, *path.parents))

    def _may_enter(self, folder: os.stat_result) -> bool:
        if folder.st_uid == self.uid:
            return bool(folder.st_mode & stat.S_IXUSR)
        if folder.st_gid == self.gid:
            return bool(folder.st_mode & stat.S_IXGRP)
        return bool(folder.st_mode & stat.S_IXOTH)


def account_for(cluster: Path) -> Account:
    """Ours; as root the owner of the existing cluster, else the first system account found."""
    if os.geteuid() != 0:
        return Account(os.geteuid(), os.getegid(), is_lent=False)
    if cluster.exists() and cluster.stat().st_uid != 0:
        return Account(cluster.stat().st_uid, cluster.stat().st_gid, is_lent=True)
    for name in CANDIDATES:
        try:
            entry = pwd.getpwnam(name)
        except KeyError:
            continue
        return Account(entry.pw_uid, entry.pw_gid, is_lent=True)
    raise LocalError(
        "PostgreSQL refuses to run as root and this system has no account named "
        f"{', '.join(CANDIDATES)}: start Liaison from an ordinary account."
    )
