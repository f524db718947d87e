"""`manage.py` finds the servers it needs, or brings its own."""

from __future__ import annotations

import pytest

from config.local import ask, command, environment
from config.local.errors import LocalError
from config.local.leftovers import MARK
from tests.config.running import manage, processes_of


@pytest.fixture
def embedded(monkeypatch, tmp_path):
    """As on a machine where no address is set."""
    monkeypatch.setenv("LIAISON_DATA_DIR", str(tmp_path))
    for name in ("DATABASE_URL", "REDIS_URL", MARK, "PORT", "ALLOWED_HOSTS"):
        monkeypatch.delenv(name, raising=False)


def needs_servers(*arguments):
    return command._needs_servers(arguments, environment.read())


@pytest.mark.parametrize("arguments", [["migrate"], ["shell"], ["create_coordinator", "a@b.org"]])
def test_commands_on_data_need_servers(embedded, arguments):
    assert needs_servers(*arguments) is True


@pytest.mark.parametrize(
    "arguments", [[], ["makemigrations", "--check"], ["migrate", "--help"], ["help"]]
)
def test_commands_on_code_need_none(embedded, arguments):
    assert needs_servers(*arguments) is False


def test_commands_with_both_addresses_need_none(embedded, monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "postgres://host/name")
    monkeypatch.setenv("REDIS_URL", "redis://host:6379/0")

    assert needs_servers("migrate") is False


def test_commands_of_a_run_use_its_servers(embedded, monkeypatch):
    monkeypatch.setenv(MARK, "/srv/liaison")

    assert needs_servers("migrate") is False


@pytest.mark.parametrize(
    ("variable", "value"),
    [
        ("DATABASE_URL", "sqlite:///db"),
        ("DATABASE_URL", "nonsense"),
        ("REDIS_URL", "http://host"),
        ("PORT", "http"),
        ("PORT", "65536"),
    ],
)
def test_values_of_the_wrong_kind_are_refused(embedded, monkeypatch, variable, value):
    monkeypatch.setenv(variable, value)

    with pytest.raises(LocalError, match=variable):
        environment.read()


@pytest.mark.parametrize(
    ("allowed", "expected"),
    [("", "127.0.0.1"), ("*", "127.0.0.1"), (".liaison.example, x", "liaison.example")],
)
def test_questions_from_this_machine_use_an_allowed_name(embedded, monkeypatch, allowed, expected):
    monkeypatch.setenv("ALLOWED_HOSTS", allowed)

    assert ask.host() == expected


@pytest.mark.slow
def test_command_brings_its_own_servers_and_takes_them_away(tmp_path):
    data_dir = tmp_path / "data"

    first = manage(data_dir, "showmigrations", "sessions")
    second = manage(data_dir, "showmigrations", "sessions")

    assert (first.returncode, first.stdout) == (0, "sessions\n [X] 0001_initial\n"), first.stderr
    assert (second.returncode, second.stderr) == (0, "")
    assert processes_of(data_dir) == []


@pytest.mark.slow
def test_command_on_a_folder_it_cannot_use_says_so(tmp_path):
    (tmp_path / "file").touch()

    refused = manage(tmp_path / "file", "showmigrations")

    assert refused.returncode == 1
    assert refused.stderr.startswith("Cannot write to the data folder")
