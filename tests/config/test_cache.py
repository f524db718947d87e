"""A cache without a server behaves like an empty one."""

from __future__ import annotations

import logging

import pytest

from config.cache import ForgivingClient, ForgivingRedisCache


@pytest.fixture
def dead(tmp_path, monkeypatch):
    monkeypatch.setattr(ForgivingClient, "retry_at", 0.0)
    return ForgivingRedisCache(f"unix://{tmp_path}/nobody-listens.sock?db=0", {})


@pytest.mark.parametrize(
    ("operation", "expected"),
    [
        (lambda cache: cache.add("key", 1), True),
        (lambda cache: cache.get("key"), None),
        (lambda cache: cache.get("key", []), []),
        (lambda cache: cache.set("key", 1), None),
        (lambda cache: cache.touch("key"), False),
        (lambda cache: cache.delete("key"), False),
        (lambda cache: cache.get_many(["key"]), {}),
        (lambda cache: cache.has_key("key"), False),
        (lambda cache: cache.incr("key"), 1),
        (lambda cache: cache.set_many({"key": 1}), []),
        (lambda cache: cache.delete_many(["key"]), None),
        (lambda cache: cache.clear(), False),
    ],
    ids=[
        "add",
        "get",
        "get-default",
        "set",
        "touch",
        "delete",
        "get_many",
        "has_key",
        "incr",
        "set_many",
        "delete_many",
        "clear",
    ],
)
def test_dead_cache_answers_as_an_empty_one(dead, operation, expected):
    assert operation(dead) == expected


def test_dead_cache_is_left_alone_for_a_while_and_says_so_once(dead, caplog):
    with caplog.at_level(logging.WARNING):
        dead.get("key")
        dead.get("key")

    assert [record.levelname for record in caplog.records] == ["WARNING"]


def test_cache_is_asked_again_after_the_pause(dead, caplog, monkeypatch):
    dead.get("key")
    monkeypatch.setattr(ForgivingClient, "retry_at", 0.0)
    dead.get("key")

    assert len(caplog.records) == 2


def test_living_cache_does_every_operation(settings):
    cache = ForgivingRedisCache(settings.CACHES["default"]["LOCATION"], {})

    assert cache.add("key", 1) is True
    assert cache.add("key", 2) is False
    assert cache.incr("key") == 2
    assert cache.touch("key") is True
    assert cache.has_key("key") is True
    cache.set_many({"other": "b"}, timeout=60)
    assert cache.get_many(["key", "other"]) == {"key": 2, "other": "b"}
    cache.delete_many(["other"])
    assert cache.delete("key") is True
    assert cache.get("key", "gone") == "gone"
