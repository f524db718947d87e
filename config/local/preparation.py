"""Makes the database ready for a start: reachable, migrated, and in the demo filled."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.core.management import call_command
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from redis import Redis
from redis.exceptions import RedisError

from config import heartbeats
from config.demo import load as demo
from config.local.errors import LocalError

OLDEST_POSTGRESQL = 150000
PATIENCE = 10


def prepare(*, is_demo: bool, say: Callable[[str], object]) -> None:
    check_database()
    check_broker()
    migrate(say)
    fill(is_demo=is_demo, say=say)
    heartbeats.forget()


def check_database() -> None:
    connection.settings_dict["OPTIONS"]["connect_timeout"] = PATIENCE
    try:
        connection.ensure_connection()
    except DatabaseError as error:
        raise LocalError(
            f"The database of DATABASE_URL does not answer ({first_line(error)}): "
            "correct DATABASE_URL, or unset it to use the embedded PostgreSQL."
        ) from error
    if connection.connection.server_version < OLDEST_POSTGRESQL:
        raise LocalError("The PostgreSQL of DATABASE_URL is too old: Liaison needs version 15.")


def check_broker() -> None:
    try:
        Redis.from_url(
            settings.REDIS_URL, socket_connect_timeout=PATIENCE, socket_timeout=PATIENCE
        ).ping()
    except RedisError as error:
        raise LocalError(
            f"The Redis or Valkey of REDIS_URL does not answer ({first_line(error)}): "
            "correct REDIS_URL, like redis://host:6379/0, or unset it to use the embedded Valkey."
        ) from error


def migrate(say: Callable[[str], object]) -> None:
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        say("Making the tables")
        call_command("migrate", verbosity=0, interactive=False)


def fill(*, is_demo: bool, say: Callable[[str], object]) -> None:
    if not is_demo:
        if demo.is_loaded():
            raise LocalError(
                "The database holds the demo, whose passwords everybody knows: "
                "name another LIAISON_DATA_DIR or DATABASE_URL."
            )
    elif not demo.is_loaded():
        if not demo.is_possible():
            raise LocalError(
                "The database holds real data, which the demo must not mix with: "
                "name another LIAISON_DATA_DIR or DATABASE_URL."
            )
        say("Inventing a city")
        demo.load()


def first_line(error: Exception) -> str:
    return str(error).strip().partition("\n")[0].rstrip(".")
