"""The servers a command of `manage.py` needs: those that run, else its own while it runs."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path

from config.local import environment, leftovers, lock, servers
from config.local.environment import CHECKOUT, Environment
from config.local.errors import LocalError
from config.local.postgres import Postgres
from config.local.valkey import Valkey

# Commands that read code and files only.
SELF_SUFFICIENT = {
    "check",
    "collectstatic",
    "compilemessages",
    "diffsettings",
    "findstatic",
    "help",
    "makemessages",
    "makemigrations",
    "spectacular",
    "startapp",
    "version",
}
PATIENCE = 30


@contextmanager
def servers_for(arguments: Sequence[str]) -> Iterator[None]:
    surroundings = environment.read()
    with ExitStack() as stack:
        if _needs_servers(arguments, surroundings):
            stack.enter_context(_reach_servers(surroundings))
        yield


def _needs_servers(arguments: Sequence[str], surroundings: Environment) -> bool:
    if not (surroundings.needs_postgres or surroundings.needs_valkey):
        return False
    if leftovers.MARK in os.environ:  # Whoever started us started them.
        return False
    is_question = {"-h", "--help", "--version"} & set(arguments)
    return bool(arguments) and arguments[0] not in SELF_SUFFICIENT and not is_question


@contextmanager
def _reach_servers(surroundings: Environment) -> Iterator[None]:
    """As a guest of the process that runs them, or as that process.

    A guest holds its lock as long as it needs the servers, and a host that is a command itself
    waits for its guests before it stops them.
    """
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        with ExitStack() as stack:
            try:
                stack.enter_context(lock.hold(surroundings.data_dir))
            except lock.OccupiedError:
                with lock.be_guest(surroundings.data_dir):
                    if _are_ready(surroundings):
                        yield
                        return
            else:
                _be_host(stack, surroundings)
                yield
                return
        time.sleep(0.2)
    raise LocalError(
        f"The servers of the data folder {surroundings.data_dir} do not answer: "
        "stop the Liaison that runs there and start it again."
    )


def _be_host(stack: ExitStack, surroundings: Environment) -> None:
    leftovers.end_leftovers(surroundings.data_dir)
    postgres = Postgres(surroundings.data_dir)
    is_new = not postgres.cluster.exists()
    stack.enter_context(servers.running(_servers(surroundings)))
    stack.callback(lock.wait_for_guests, surroundings.data_dir)
    if surroundings.needs_postgres:
        postgres.make_database()
        if is_new:
            _make_tables(surroundings.data_dir)


def _servers(surroundings: Environment) -> list[servers.Server]:
    found: list[servers.Server] = []
    if surroundings.needs_postgres:
        found.append(Postgres(surroundings.data_dir))
    if surroundings.needs_valkey:
        found.append(Valkey(surroundings.data_dir))
    return found


def _are_ready(surroundings: Environment) -> bool:
    return all(server.is_ready() for server in _servers(surroundings))


def _make_tables(data_dir: Path) -> None:
    print(f"Making the tables in {data_dir}", file=sys.stderr)
    subprocess.run(
        [sys.executable, CHECKOUT / "manage.py", "migrate", "--verbosity=0"],
        check=True,
        env=os.environ | leftovers.mark(data_dir),
    )
