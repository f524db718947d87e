"""The rows that migrations write, kept aside: a test with real transactions empties every table.

Whoever comes after it in the same process, in whatever order tests are dealt out, finds them again.
"""

from __future__ import annotations

from django.db import connection, transaction
from psycopg2.sql import SQL, Identifier

# Django itself writes these anew whenever it has emptied the tables.
WRITTEN_BY_DJANGO = ("auth_", "django_")


def keep() -> None:
    """To be called once, before the first test."""
    with connection.cursor() as cursor:
        cursor.execute("CREATE SCHEMA migrated")
        for table in map(Identifier, _tables()):
            cursor.execute(SQL("SELECT EXISTS (SELECT FROM {})").format(table))
            if cursor.fetchone()[0]:
                cursor.execute(SQL("CREATE TABLE migrated.{0} AS TABLE {0}").format(table))


def bring_back() -> None:
    """Into empty tables; as they were written, so that no trigger adds to them."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'migrated'")
        tables = [Identifier(name) for (name,) in cursor.fetchall()]
        for table in tables:
            cursor.execute(SQL("ALTER TABLE {} DISABLE TRIGGER USER").format(table))
        for table in tables:
            cursor.execute(SQL("INSERT INTO {0} SELECT * FROM migrated.{0}").format(table))
        # References are checked now: a table is not changed while checks are waiting.
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        for table in tables:
            cursor.execute(SQL("ALTER TABLE {} ENABLE TRIGGER USER").format(table))


def _tables() -> list[str]:
    found = connection.introspection.django_table_names(only_existing=True)
    return [table for table in found if not table.startswith(WRITTEN_BY_DJANGO)]
