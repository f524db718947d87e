"""Plugin: migrates one template database per test run and copies it for every process."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import psycopg2
import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connection, connections
from pytest_django import DjangoDbBlocker


@pytest.fixture(scope="session")
def django_db_setup(
    database_server: None,
    django_test_environment: None,
    django_db_blocker: DjangoDbBlocker,
    run_folder: Path,
) -> Iterator[None]:
    """Replaces pytest-django's fixture, which would migrate once per process."""
    server = os.environ["DATABASE_URL"]
    name = f"{run_folder.name}-{os.environ.get('PYTEST_XDIST_WORKER', 'main')}"
    with django_db_blocker.unblock():
        template = _template(server, run_folder)
        with _administration(server) as cursor:
            cursor.execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
        _use(_named(server, name))
    yield
    connections.close_all()
    with _administration(server) as cursor:
        cursor.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


def drop_template(run_folder: Path) -> None:
    with _administration(os.environ["DATABASE_URL"]) as cursor:
        cursor.execute(f'DROP DATABASE IF EXISTS "{run_folder.name}" WITH (FORCE)')


def _template(server: str, run_folder: Path) -> str:
    """Made by whoever comes first; the others wait."""
    name = run_folder.name
    with (run_folder / "template").open("a+") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        if not file.seek(0, os.SEEK_END):
            with _administration(server) as cursor:
                cursor.execute(f'CREATE DATABASE "{name}"')
            _use(_named(server, name))
            call_command("migrate", verbosity=0, interactive=False)
            connection.close()
            file.write("made")
    return name


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
