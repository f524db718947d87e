"""Plugin: makes one template database per test run and copies it for every process.

Migrating takes seconds, so its result is kept as SQL in pytest's cache, under a name that changes
with any migration of any app.
"""

from __future__ import annotations

import fcntl
import hashlib
import os
import subprocess
from collections.abc import Iterator
from contextlib import closing, contextmanager
from operator import attrgetter
from pathlib import Path
from urllib.parse import urlsplit

import psycopg2
import pytest
from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.db import connection, connections
from pytest_django import DjangoDbBlocker
from pytest_django.plugin import blocking_manager_key

from config.local.postgres import PROGRAMS
from tests import migrated_rows

# With one of these pytest-django empties every table after the test.
TRUNCATING = {"transactional_db", "live_server"}


@pytest.fixture(scope="session")
def django_db_setup(
    database_server: None,
    django_test_environment: None,
    django_db_blocker: DjangoDbBlocker,
    run_folder: Path,
    pytestconfig: pytest.Config,
) -> Iterator[None]:
    """Replaces pytest-django's fixture, which would migrate once per process."""
    server = os.environ["DATABASE_URL"]
    name = f"{run_folder.name}-{os.environ.get('PYTEST_XDIST_WORKER', 'main')}"
    with django_db_blocker.unblock():
        template = _template(server, run_folder, pytestconfig.cache.mkdir("schema"))
        with _administration(server) as cursor:
            cursor.execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
        _use(_named(server, name))
        migrated_rows.keep()
    yield
    connections.close_all()
    with _administration(server) as cursor:
        cursor.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown(item: pytest.Item, nextitem: pytest.Item | None) -> Iterator[None]:
    """After the last test the database is gone."""
    yield
    if nextitem is not None and has_emptied_the_tables(item):
        with item.config.stash[blocking_manager_key].unblock():
            migrated_rows.bring_back()


def has_emptied_the_tables(item: pytest.Item) -> bool:
    marker = item.get_closest_marker("django_db")
    fixtures = getattr(item, "fixturenames", ())
    return TRUNCATING.intersection(fixtures) != set() or bool(
        marker and marker.kwargs.get("transaction")
    )


def drop_template(run_folder: Path) -> None:
    with _administration(os.environ["DATABASE_URL"]) as cursor:
        cursor.execute(f'DROP DATABASE IF EXISTS "{run_folder.name}" WITH (FORCE)')


def _template(server: str, run_folder: Path, cache: Path) -> str:
    """Made by whoever comes first; the others wait."""
    name = run_folder.name
    with (run_folder / "template").open("a+") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        if not file.seek(0, os.SEEK_END):
            with _administration(server) as cursor:
                cursor.execute(f'CREATE DATABASE "{name}"')
            _use(_named(server, name))
            _make_tables(cache / f"{_fingerprint()}.sql")
            connection.close()
            file.write("made")
    return name


def _make_tables(kept: Path) -> None:
    if kept.exists():
        _run("psql", "--no-psqlrc", "--quiet", "--set=ON_ERROR_STOP=1", f"--file={kept}")
        return
    call_command("migrate", verbosity=0, interactive=False)
    for outdated in kept.parent.glob("*.sql"):
        outdated.unlink(missing_ok=True)
    unfinished = kept.with_suffix(f".{os.getpid()}")
    _run("pg_dump", "--no-owner", f"--file={unfinished}")
    unfinished.rename(kept)


def _fingerprint() -> str:
    """Of what the tables depend on: the migrations, and the models for types and permissions."""
    digest = hashlib.sha256(repr(sorted(apps.all_models.items())).encode())
    for app in sorted(apps.get_app_configs(), key=attrgetter("label")):
        for migration in sorted(Path(app.path).glob("migrations/*.py")):
            digest.update(migration.read_bytes())
    return digest.hexdigest()[:20]


def _run(program: str, *options: str) -> None:
    command = [PROGRAMS / program, *options, f"--dbname={os.environ['DATABASE_URL']}"]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)


def _use(url: str) -> None:
    """Also in the environment, for the processes that tests start."""
    name = urlsplit(url).path.removeprefix("/")
    connection.close()
    settings.DATABASES["default"]["NAME"] = name
    connection.settings_dict["NAME"] = name
    os.environ["DATABASE_URL"] = url


def _named(url: str, name: str) -> str:
    return urlsplit(url)._replace(path=f"/{name}").geturl()


@contextmanager
def _administration(url: str) -> Iterator[psycopg2.extensions.cursor]:
    with closing(psycopg2.connect(_named(url, "postgres"))) as administration:
        administration.autocommit = True
        yield administration.cursor()
