"""Addresses follow from the data folder alone, and fit into a socket's name."""

from __future__ import annotations

from pathlib import Path

import environ
import pytest

from config.local import addresses

SHORT = Path("/srv/liaison")


def test_database_url_is_read_as_it_was_meant():
    settings = environ.Env.db_url_config(addresses.database_url(SHORT))

    assert settings["OPTIONS"] == {"host": "/srv/liaison/sockets/postgres", "port": 5432}
    assert (settings["NAME"], settings["USER"], settings["PASSWORD"]) == ("liaison", "liaison", "")


def test_redis_url_names_socket_and_database():
    assert (
        addresses.redis_url(SHORT, database=2)
        == "unix:///srv/liaison/sockets/valkey/valkey.sock?db=2"
    )


@pytest.mark.parametrize(
    ("redis_url", "expected"),
    [
        ("redis://host:6379/0", "redis://host:6379/0"),
        ("unix:///a/b.sock?db=2", "redis+socket:///a/b.sock?virtual_host=2"),
        ("unix:///a/b.sock", "redis+socket:///a/b.sock"),
    ],
)
def test_celery_has_its_own_words_for_a_socket(redis_url, expected):
    assert addresses.celery_url(redis_url) == expected


@pytest.mark.parametrize(
    "data_dir",
    [Path("/srv") / ("deep/" * 30), Path("/srv/with space"), Path("/srv/öffentlich")],
    ids=["too long", "space", "letters"],
)
def test_awkward_folders_get_sockets_in_the_temporary_folder(data_dir, monkeypatch):
    monkeypatch.setattr("tempfile.tempdir", "/temporary")

    folder = addresses.postgres_socket_folder(data_dir)

    assert folder.parent == Path("/temporary")
    assert folder == addresses.postgres_socket_folder(data_dir)


def test_awkward_folders_do_not_share_sockets():
    one, other = Path("/srv/a b"), Path("/srv/a c")

    assert addresses.valkey_socket(one) != addresses.valkey_socket(other)


@pytest.mark.parametrize("length", range(40, 110, 5))
def test_socket_paths_are_never_too_long(length):
    data_dir = Path("/" + "x" * length)

    for folder in (
        addresses.postgres_socket_folder(data_dir) / ".s.PGSQL.5432",
        addresses.valkey_socket(data_dir),
    ):
        assert len(bytes(folder)) <= addresses.LONGEST_SOCKET_PATH
