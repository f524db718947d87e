"""Plugin: one private PostgreSQL and Valkey per test run, gone afterwards.

Every run has a folder of its own below the system's temporary folder, so that any number of runs
share a machine. With DATABASE_URL set, that server is used instead and left as it was found.
REDIS_URL is not: tests empty their cache, which nobody's real server should suffer.
"""

from __future__ import annotations

import fcntl
import os
import shutil
import signal
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.cache import cache

from config.local import addresses, servers
from config.local.postgres import Postgres
from config.local.program import Program
from config.local.valkey import Valkey
from tests import databases
from tests.smtp_sink import SmtpSink

RUN_FOLDER = "LIAISON_TEST_RUN"
FOLDER_PREFIX = "liaison-tests-"


class Run:
    """The process that owns the test run: the controller of pytest-xdist, or the only one."""

    def __init__(self) -> None:
        _remove_abandoned_folders()
        self.folder = Path(tempfile.mkdtemp(prefix=FOLDER_PREFIX))
        self.lock = (self.folder / "lock").open("w")
        fcntl.flock(self.lock, fcntl.LOCK_EX)
        self.has_own_server = not os.environ.get("DATABASE_URL")
        self.programs: dict[str, Program] = {}
        os.environ[RUN_FOLDER] = str(self.folder)
        os.environ["LIAISON_DATA_DIR"] = str(self.folder)
        if self.has_own_server:
            os.environ["DATABASE_URL"] = addresses.database_url(self.folder, "postgres")

    def start(self, server: servers.Server) -> None:
        if server.name not in self.programs:
            self.programs[server.name] = servers.start(server)

    def start_database(self) -> None:
        if self.has_own_server:
            self.start(Postgres(self.folder, is_durable=False))

    def end(self) -> None:
        for program in self.programs.values():
            program.stop()
        if not self.has_own_server:
            databases.drop_template(self.folder)
        shutil.rmtree(self.folder, ignore_errors=True)


run_key = pytest.StashKey[Run]()


@pytest.hookimpl(wrapper=True)
def pytest_load_initial_conftests(early_config: pytest.Config) -> Iterator[None]:
    """Before pytest-django reads the settings, and with them the environment."""
    worker = os.environ.get("PYTEST_XDIST_WORKER", "")
    if not worker:
        signal.signal(signal.SIGTERM, _interrupt)
        early_config.stash[run_key] = Run()
    number = int(worker.removeprefix("gw") or 0)
    os.environ["REDIS_URL"] = addresses.redis_url(Path(os.environ[RUN_FOLDER]), database=number)
    return (yield)


def pytest_configure(config: pytest.Config) -> None:
    """Registered here, after pytest-django, whose fixtures of the same names they replace."""
    config.pluginmanager.register(databases)


def pytest_sessionstart(session: pytest.Session) -> None:
    config = session.config
    if run_key not in config.stash or config.option.collectonly:
        return
    config.stash[run_key].start(Valkey(config.stash[run_key].folder))
    if config.getoption("numprocesses", None):
        config.stash[run_key].start_database()


def pytest_unconfigure(config: pytest.Config) -> None:
    if run_key in config.stash:
        config.stash[run_key].end()


@pytest.fixture(scope="session")
def database_server(pytestconfig: pytest.Config) -> None:
    """In the only process: started by the first test that needs it."""
    if run_key in pytestconfig.stash:
        pytestconfig.stash[run_key].start_database()


@pytest.fixture(scope="session")
def run_folder() -> Path:
    return Path(os.environ[RUN_FOLDER])


@pytest.fixture(autouse=True)
def empty_cache() -> None:
    """Rate limits and heartbeats of one test are nothing to the next."""
    cache.clear()


@pytest.fixture(scope="session")
def valkey_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Valkey]:
    """A real broker of one process: `addresses.redis_url(valkey_server.data_dir)`."""
    server = Valkey(tmp_path_factory.mktemp("valkey"))
    with servers.running([server]):
        yield server


@pytest.fixture
def smtp_sink() -> Iterator[SmtpSink]:
    """A real SMTP server on a free port that keeps what it accepts."""
    with SmtpSink() as sink:
        yield sink


def _interrupt(*_: object) -> None:
    raise KeyboardInterrupt


def _remove_abandoned_folders() -> None:
    """Of runs that were killed: their locks are free."""
    for folder in Path(tempfile.gettempdir()).glob(f"{FOLDER_PREFIX}*"):
        try:
            with (folder / "lock").open("r+") as lock:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
                shutil.rmtree(folder, ignore_errors=True)
        except OSError:
            continue
